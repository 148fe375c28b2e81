#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>

#include "ledger/crypto/key.h"
#include "ledger/crypto/pem_file.h"
#include "ledger/service/config.h"
#include "ledger/service/durable_file.h"
#include "ledger/service/fresh_id.h"
#include "ledger/service/genesis.h"
#include "ledger/service/ledger.h"
#include "ledger/service/publisher.h"

/// Creating a ledger. In order: mark, folders, key, log with genesis, ledger.toml by rename, mark
/// removed. A ledger is one from the moment that ledger.toml is there.
namespace minutebook::service {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_name_bytes = 255;

Result<void> make_folder(const fs::path& path) {
  if (::mkdir(path.c_str(), 0700) == 0 || errno == EEXIST) return {};
  return cannot("make the folder", "创建文件夹", path);
}

Result<void> check_options(const CreateOptions& options) {
  if (options.name.empty() || options.name.size() > max_name_bytes ||
      !is_valid_utf8(options.name) || has_control_characters(options.name) ||
      options.name.find_first_of("\n\t ") != std::string::npos) {
    return fail(Errc::invalid_input,
                "a ledger's name is 1 to 255 bytes without spaces and control characters",
                "账本名称应为 1 至 255 字节，不含空格和控制字符");
  }
  if (options.zone_offset_minutes < -1'439 || options.zone_offset_minutes > 1'439) {
    return fail(Errc::invalid_input, "the zone offset must be between -1439 and 1439 minutes",
                "时区偏移应在 -1439 至 1439 分钟之间");
  }
  if (options.founder.kind() == SubjectKind::service) return {};
  return fail(Errc::invalid_input, "the founder must be a service, such as service/founder",
              "创建者应为服务账户，例如 service/founder");
}

/// Leaves an empty directory that bears the mark: a new one, an empty one, or an unfinished ledger
/// whose remains are removed. Everything else is somebody's.
Result<void> claim(const LedgerPaths& paths) {
  std::error_code error;
  if (!fs::exists(paths.root, error)) {
    fs::create_directories(paths.root.parent_path(), error);  // mkdir tells what is wrong
    MB_TRY_VOID(make_folder(paths.root));
  }
  const bool unfinished =
      fs::exists(unfinished_mark(paths), error) && !fs::exists(paths.config(), error);
  const bool empty = fs::is_empty(paths.root, error);
  if (error) {
    errno = error.value();
    return cannot("use", "使用", paths.root);
  }
  if (!empty && !unfinished) {
    return fail(Errc::conflict, paths.root.string() + " is not empty: a ledger needs a new folder",
                paths.root.string() + " 不是空目录：账本需要新目录");
  }
  for (const fs::path& remains :
       {paths.log(), paths.keys(), paths.views(), paths.reports(), paths.published()}) {
    fs::remove_all(remains, error);
  }
  if (::chmod(paths.root.c_str(), 0700) != 0) return cannot("use", "使用", paths.root);
  MB_TRY_VOID(write_synced(unfinished_mark(paths), ""));
  return sync_folder(paths.root);
}

Result<void> make_log(const LedgerPaths& paths, const LedgerInfo& info,
                      const CreateOptions& options, const GenesisFacts& genesis, Random& random) {
  MB_TRY(store, store::EventStore::create(paths.log(), {info.id, info.suite, info.format}));
  if (::chmod(paths.log().c_str(), 0700) != 0) return cannot("use", "使用", paths.log());
  MB_TRY_VOID(write_genesis(store, info, options, genesis, random));
  return store.close();
}

Result<void> finish(const LedgerPaths& paths, const LedgerInfo& info) {
  MB_TRY_VOID(replace_durably(paths.config(), format_config(info)));
  ::unlink(unfinished_mark(paths).c_str());  // it means nothing beside ledger.toml
  return {};
}

/// The ledger is complete without it: a crash here leaves the first checkpoint to the first writer.
Result<void> sign_first(const fs::path& directory, crypto::PrivateKey key) {
  MB_TRY(ledger, Ledger::open(directory, OpenMode::write, "minutebook init"));
  MB_TRY(publisher, Publisher::open(ledger, std::move(key)));
  MB_TRY_VOID(publisher.publish());
  return ledger.close();
}

}  // namespace

Result<LedgerInfo> create_ledger(const std::filesystem::path& directory,
                                 const CreateOptions& options, Clock& clock, Random& random) {
  MB_TRY_VOID(check_options(options));
  const LedgerPaths paths{directory};
  MB_TRY_VOID(claim(paths));
  for (const fs::path& folder : {paths.keys(), paths.views(), paths.reports()}) {
    MB_TRY_VOID(make_folder(folder));
  }
  LedgerInfo info;
  info.id = fresh_id<LedgerId>(random);
  info.name = options.name;
  info.suite = options.suite;
  info.zone_offset_minutes = options.zone_offset_minutes;
  info.founder = options.founder;
  auto key = crypto::PrivateKey::generate(crypto::algorithm_of(options.suite));
  MB_TRY_VOID(crypto::write_private_key(paths.ledger_key(), key, options.key_passphrase));
  MB_TRY_VOID(make_log(paths, info, options, {clock.now(), key.public_key()}, random));
  MB_TRY_VOID(finish(paths, info));
  MB_TRY_VOID(sign_first(directory, std::move(key)));
  return info;
}

}  // namespace minutebook::service
