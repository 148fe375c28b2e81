#include "tools/witness/config.h"

#include <toml++/toml.h>

#include <algorithm>
#include <sstream>
#include <system_error>
#include <utility>

#include "ledger/base/limits.h"
#include "ledger/base/toml_guard.h"
#include "ledger/crypto/pem_file.h"
#include "tools/witness/files.h"

namespace minutebook::witness {
namespace {

constexpr std::int64_t format_version = 1;

tl::unexpected<Error> wrong(const std::filesystem::path& file, const std::string& en,
                            const std::string& zh) {
  return fail(Errc::invalid_input, file.string() + ": " + en, file.string() + "：" + zh);
}

Result<toml::table> parse_table(std::string_view text, const std::filesystem::path& file) {
  if (const std::size_t bad = line_that_toml_cannot_take(text); bad > 0) {
    const std::string line = std::to_string(bad);
    return wrong(file, "line " + line + ": this is not understood",
                 "第 " + line + " 行：无法理解此处内容");
  }
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& thrown) {
    const std::string line = std::to_string(thrown.source().begin.line);
    const std::string said(printable(thrown.description()));
    return wrong(file, "line " + line + ": " + said, "第 " + line + " 行：" + said);
  }
}

/// A log's keys sign its checkpoints under its name; all of one kind, which fixes the hash.
Result<void> check_log(const std::vector<tlog::VerifierKey>& known, const tlog::VerifierKey& log) {
  if (log.role() != tlog::KeyRole::log) {
    return fail(Errc::invalid_input,
                printable(log.name()) + ": this is a witness's key, not a log's",
                printable(log.name()) + "：这是见证方的密钥，不是日志的密钥");
  }
  for (const tlog::VerifierKey& other : known) {
    if (other == log) {
      return fail(Errc::conflict, printable(log.name()) + " is known with that key already",
                  printable(log.name()) + " 的该密钥已登记");
    }
    if (other.name() == log.name() &&
        other.public_key().algorithm() != log.public_key().algorithm()) {
      return fail(Errc::invalid_input,
                  printable(log.name()) + " is known with a key of another algorithm",
                  printable(log.name()) + " 已登记另一种算法的密钥");
    }
  }
  if (known.size() < limits::max_witness_logs) return {};
  return fail(Errc::invalid_input, "too many logs for one witness", "一个见证程序的日志过多");
}

Result<void> make_folders(const WitnessPaths& paths) {
  std::error_code error;
  std::filesystem::create_directories(paths.root, error);
  if (!error && !std::filesystem::is_empty(paths.root, error) && !error) {
    return fail(Errc::conflict, paths.root.string() + " is not empty",
                paths.root.string() + " 不是空目录");
  }
  if (!error) std::filesystem::create_directory(paths.logs(), error);
  for (const auto& folder : {paths.logs(), paths.root}) {
    if (error) break;
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
  }
  if (!error) return {};
  return fail(Errc::io, "cannot make " + paths.root.string() + ": " + error.message(),
              "无法创建 " + paths.root.string() + "：" + error.message());
}

}  // namespace

std::string format_config(const WitnessConfig& config) {
  toml::array logs;
  for (const tlog::VerifierKey& log : config.logs) logs.push_back(log.text());
  const toml::table table{{"format", format_version}, {"name", config.name}, {"logs", logs}};
  std::ostringstream out;
  out << "# A witness: its name, and the keys of the logs whose checkpoints it cosigns.\n"
      << table << '\n';
  return out.str();
}

Result<WitnessConfig> parse_config(std::string_view text, const std::filesystem::path& file) {
  MB_TRY(table, parse_table(text, file));
  if (table["format"].value_or(std::int64_t{0}) != format_version) {
    return fail(Errc::unsupported, file.string() + ": \"format\" is not 1: use a newer release",
                file.string() + "：“format”不是 1：请使用更新的版本");
  }
  WitnessConfig config;
  config.name = table["name"].value_or(std::string());
  if (!tlog::is_key_name(config.name)) {
    return wrong(file, "\"name\" is missing or not a name", "“name”缺失或不是有效名称");
  }
  const toml::array* const logs = table["logs"].as_array();
  if (logs == nullptr) return wrong(file, "\"logs\" is missing", "缺少“logs”");
  for (const toml::node& node : *logs) {
    const auto key = tlog::VerifierKey::parse(node.value_or(std::string_view()));
    if (!key) return wrong(file, key.error().message.en, key.error().message.zh);
    const auto fits = check_log(config.logs, *key);
    if (!fits) return wrong(file, fits.error().message.en, fits.error().message.zh);
    config.logs.push_back(*key);
  }
  return config;
}

Result<WitnessConfig> read_config(const WitnessPaths& paths) {
  MB_TRY(text, read_file(paths.config(), limits::max_witness_config_bytes));
  if (text) return parse_config(*text, paths.config());
  return fail(
      Errc::not_found,
      "there is no witness in " + paths.root.string() + "; make one: minutebook witness init",
      paths.root.string() + " 中没有见证程序；请用 minutebook witness init 创建");
}

Result<tlog::VerifierKey> make_witness(const WitnessPaths& paths, const WitnessConfig& config,
                                       const crypto::PrivateKey& key, std::string_view passphrase) {
  MB_TRY(verifier, tlog::VerifierKey::make(config.name, tlog::KeyRole::cosigner, key.public_key()));
  std::vector<tlog::VerifierKey> known;
  for (const tlog::VerifierKey& log : config.logs) {
    MB_TRY_VOID(check_log(known, log));
    known.push_back(log);
  }
  MB_TRY_VOID(make_folders(paths));
  MB_TRY_VOID(crypto::write_private_key(paths.key(), key, passphrase));
  MB_TRY_VOID(replace_file(paths.config(), format_config(config), {}));
  return verifier;
}

Result<void> add_log(const WitnessPaths& paths, const tlog::VerifierKey& log) {
  MB_TRY(before, read_config(paths));
  MB_TRY(lock, FolderLock::acquire(paths.root));
  MB_TRY(config, read_config(paths));
  MB_TRY_VOID(check_log(config.logs, log));
  config.logs.push_back(log);
  return replace_file(paths.config(), format_config(config), {});
}

}  // namespace minutebook::witness
