#include "ledger/service/config.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>

#include "ledger/base/toml_guard.h"
#include "ledger/tlog/verifier_key.h"

namespace minutebook::service {
namespace {

constexpr std::size_t max_config_bytes = 64 * 1024;
constexpr int max_offset_minutes = 1'439;
constexpr std::string_view known_keys[] = {"format", "id",      "name",
                                           "suite",  "founder", "zone-offset-minutes"};

tl::unexpected<Error> wrong(const std::filesystem::path& file, const std::string& en,
                            const std::string& zh) {
  return fail(Errc::invalid_input, file.string() + ": " + en, file.string() + "：" + zh);
}

tl::unexpected<Error> wrong_key(const std::filesystem::path& file, std::string_view key) {
  return wrong(file, "\"" + std::string(key) + "\" is missing or malformed",
               "“" + std::string(key) + "”缺失或格式有误");
}

Result<toml::table> parse(std::string_view text, const std::filesystem::path& file) {
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

Result<void> check_format(const toml::table& table, const std::filesystem::path& file) {
  const auto format = table["format"].value<std::int64_t>();
  if (!format || *format < 1) return wrong_key(file, "format");
  if (*format <= store::format_version) return {};
  const std::string found = std::to_string(*format);
  const std::string known = std::to_string(store::format_version);
  return fail(
      Errc::unsupported,
      file.string() + ": the ledger has format " + found + "; this program knows up to " + known +
          ": use a newer release",
      file.string() + "：账本格式为 " + found + "，本程序最高支持 " + known + "：请使用更新的版本");
}

Result<void> check_keys(const toml::table& table, const std::filesystem::path& file) {
  for (const auto& [key, value] : table) {
    if (std::find(std::begin(known_keys), std::end(known_keys), key.str()) != std::end(known_keys))
      continue;
    const std::string line = std::to_string(key.source().begin.line);
    const std::string shown(printable(key.str()));
    return wrong(file, "line " + line + ": unknown key \"" + shown + "\"",
                 "第 " + line + " 行：未知的键“" + shown + "”");
  }
  return {};
}

}  // namespace

std::string format_config(const LedgerInfo& info) {
  const toml::table table{
      {"format", static_cast<std::int64_t>(info.format)},
      {"id", info.id.text()},
      {"name", info.name},
      {"suite", std::string(crypto::name_of(info.suite))},
      {"zone-offset-minutes", static_cast<std::int64_t>(info.zone_offset_minutes)},
      {"founder", info.founder.text()},
  };
  std::ostringstream out;
  out << "# Made by `minutebook init`. These values are also in the log and never change.\n"
      << table << '\n';
  return out.str();
}

Result<LedgerInfo> parse_config(std::string_view text, const std::filesystem::path& file) {
  MB_TRY(table, parse(text, file));
  MB_TRY_VOID(check_format(table, file));
  MB_TRY_VOID(check_keys(table, file));
  LedgerInfo info;
  info.format = static_cast<std::uint32_t>(table["format"].value_or(std::int64_t{0}));
  const auto id = Uuid::parse(table["id"].value_or(std::string_view()));
  if (!id) return wrong_key(file, "id");
  info.id = LedgerId{*id};
  info.name = table["name"].value_or(std::string());
  if (!tlog::is_key_name(info.name)) return wrong_key(file, "name");
  const auto suite = crypto::parse_suite(table["suite"].value_or(std::string_view()));
  if (!suite) return wrong_key(file, "suite");
  info.suite = *suite;
  const auto offset = table["zone-offset-minutes"].value<std::int64_t>();
  if (!offset || *offset > max_offset_minutes || *offset < -max_offset_minutes) {
    return wrong_key(file, "zone-offset-minutes");
  }
  info.zone_offset_minutes = static_cast<std::int16_t>(*offset);
  const auto founder = Subject::parse(table["founder"].value_or(std::string_view()));
  if (!founder) return wrong_key(file, "founder");
  info.founder = *founder;
  return info;
}

Result<LedgerInfo> read_config(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    const bool absent = errno == ENOENT || errno == ENOTDIR;
    const std::string said = std::generic_category().message(errno);
    return fail(absent ? Errc::not_found : Errc::io, "cannot read " + file.string() + ": " + said,
                "无法读取 " + file.string() + "：" + said);
  }
  std::string text(max_config_bytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > max_config_bytes) return wrong(file, "is too long", "文件过长");
  return parse_config(text, file);
}

}  // namespace minutebook::service
