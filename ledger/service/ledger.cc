#include "ledger/service/ledger.h"

#include <string>

#include "ledger/service/config.h"
#include "ledger/service/genesis.h"
#include "ledger/service/recovery.h"

namespace minutebook::service {
namespace {

tl::unexpected<Error> no_ledger(const LedgerPaths& paths) {
  std::error_code ignored;
  const std::string root = paths.root.string();
  if (std::filesystem::exists(unfinished_mark(paths), ignored)) {
    return fail(Errc::not_found,
                root + " holds an unfinished ledger: run `minutebook init` there again",
                root + " 中的账本尚未创建完成：请在该目录重新运行 `minutebook init`");
  }
  return fail(Errc::not_found, root + " is not a ledger: there is no ledger.toml",
              root + " 不是账本目录：没有 ledger.toml");
}

Result<void> check_identity(const LedgerPaths& paths, const LedgerInfo& info,
                            const store::StoreIdentity& stored) {
  if (stored.ledger != info.id) {
    return fail(Errc::corruption,
                paths.log().string() + " belongs to another ledger: ledger.toml names " +
                    info.id.text() + ", the log is of " + stored.ledger.text(),
                paths.log().string() + " 属于另一个账本：ledger.toml 为 " + info.id.text() +
                    "，日志为 " + stored.ledger.text());
  }
  if (stored.suite == info.suite) return {};
  return fail(Errc::corruption, "ledger.toml and the log name different suites",
              "ledger.toml 与日志的密码套件不一致");
}

}  // namespace

Result<Ledger> Ledger::open(const std::filesystem::path& directory, OpenMode mode,
                            std::string_view purpose, const store::StoreOptions& options) {
  Ledger ledger;
  ledger.paths_ = {directory};
  ledger.mode_ = mode;
  auto info = read_config(ledger.paths_.config());
  if (!info && info.error().code == Errc::not_found) return no_ledger(ledger.paths_);
  if (!info) return tl::unexpected(std::move(info).error());
  ledger.info_ = std::move(*info);
  if (mode == OpenMode::write) {
    SystemClock clock;
    MB_TRY(lock, store::LockFile::acquire(ledger.paths_.lock(), purpose, clock.now()));
    ledger.lock_.emplace(std::move(lock));
  }
  MB_TRY(store, mode == OpenMode::write
                    ? store::EventStore::open(ledger.paths_.log(), options)
                    : store::EventStore::open_for_reading(ledger.paths_.log(), options));
  MB_TRY_VOID(check_identity(ledger.paths_, ledger.info_, store.identity()));
  if (mode == OpenMode::write) MB_TRY_VOID(check_tail(store));
  ledger.store_ = std::make_unique<store::EventStore>(std::move(store));
  return ledger;
}

Result<void> Ledger::close() {
  if (!store_) return {};
  auto closed = store_->close();
  store_.reset();
  lock_.reset();
  return closed;
}

}  // namespace minutebook::service
