#include "ledger/store/backup.h"

#include <rocksdb/utilities/backup_engine.h>

#include <algorithm>

#include "ledger/store/database.h"
#include "ledger/store/status.h"

namespace minutebook::store {
namespace {

namespace fs = std::filesystem;
using ReadOnlyEngine = std::unique_ptr<rocksdb::BackupEngineReadOnly>;

rocksdb::BackupEngineOptions engine_options(const fs::path& directory) {
  std::error_code ignored;
  // A backup is opened where it lies by absolute paths only.
  rocksdb::BackupEngineOptions options(fs::absolute(directory, ignored).string());
  options.share_table_files = true;
  options.share_files_with_checksum = true;
  options.sync = true;
  options.backup_log_files = true;
  options.max_background_operations = 2;
  return options;
}

tl::unexpected<Error> no_backup(const fs::path& directory, std::uint32_t id) {
  const std::string number = std::to_string(id);
  return fail(Errc::not_found, directory.string() + " holds no backup " + number,
              directory.string() + " 中没有第 " + number + " 号备份");
}

/// The engine makes its folders even when it only reads: what is no backup is told before.
Result<ReadOnlyEngine> open_engine(const fs::path& directory) {
  std::error_code ignored;
  if (!fs::is_directory(directory / "meta", ignored)) {
    return fail(Errc::not_found, directory.string() + " holds no backups",
                directory.string() + " 中没有备份");
  }
  rocksdb::BackupEngineReadOnly* opened = nullptr;
  const auto status = rocksdb::BackupEngineReadOnly::Open(rocksdb::Env::Default(),
                                                          engine_options(directory), &opened);
  if (!status.ok()) return failure(status, "cannot read the backups", "无法读取备份");
  return ReadOnlyEngine(opened);
}

BackupInfo info_of(const rocksdb::BackupInfo& info) {
  constexpr std::int64_t second = 1'000'000'000;
  return {info.backup_id, Instant{info.timestamp * second}, info.size, info.number_files, true};
}

std::vector<BackupInfo> damaged_ones(const rocksdb::BackupEngineReadOnly& engine) {
  std::vector<rocksdb::BackupID> ids;
  engine.GetCorruptedBackups(&ids);
  std::vector<BackupInfo> out;
  for (const rocksdb::BackupID id : ids) {
    BackupInfo info;
    info.id = id;
    info.readable = false;
    out.push_back(info);
  }
  return out;
}

tl::unexpected<Error> damaged(std::uint32_t id, const rocksdb::Status& status) {
  const std::string number = std::to_string(id);
  const std::string said = printable(status.ToString(), 400);
  return fail(Errc::corruption, "backup " + number + " is damaged (" + said + "): use another one",
              "第 " + number + " 号备份已损坏（" + said + "）：请使用其他备份");
}

/// A backup that the engine set aside on opening is damaged, not absent.
Result<void> require(const rocksdb::BackupEngineReadOnly& engine, const fs::path& directory,
                     std::uint32_t id) {
  for (const BackupInfo& info : damaged_ones(engine)) {
    if (info.id == id) return damaged(id, rocksdb::Status::Corruption("unreadable"));
  }
  rocksdb::BackupInfo info;
  if (engine.GetBackupInfo(id, &info).ok()) return {};
  return no_backup(directory, id);
}

}  // namespace

Result<BackupInfo> create_backup(EventStore& store, const fs::path& directory,
                                 const BackupProgress& progress) {
  rocksdb::BackupEngine* opened = nullptr;
  auto status =
      rocksdb::BackupEngine::Open(rocksdb::Env::Default(), engine_options(directory), &opened);
  if (!status.ok()) return failure(status, "cannot use the backup folder", "无法使用备份目录");
  const std::unique_ptr<rocksdb::BackupEngine> engine(opened);
  rocksdb::CreateBackupOptions options;
  if (progress) options.progress_callback = progress;
  rocksdb::BackupID id = 0;
  status = engine->CreateNewBackup(options, store.impl_->db.get(), &id);
  if (!status.ok()) return failure(status, "cannot back up the log", "无法备份日志");
  rocksdb::BackupInfo info;
  const auto found = engine->GetBackupInfo(id, &info);
  if (!found.ok()) return failure(found, "cannot read the new backup", "无法读取新备份");
  return info_of(info);
}

Result<std::vector<BackupInfo>> list_backups(const fs::path& directory) {
  MB_TRY(engine, open_engine(directory));
  std::vector<rocksdb::BackupInfo> infos;
  engine->GetBackupInfo(&infos);
  std::vector<BackupInfo> out = damaged_ones(*engine);
  for (const rocksdb::BackupInfo& info : infos) out.push_back(info_of(info));
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  return out;
}

Result<void> verify_backup(const fs::path& directory, std::uint32_t id) {
  MB_TRY(engine, open_engine(directory));
  MB_TRY_VOID(require(*engine, directory, id));
  const auto status = engine->VerifyBackup(id, true);
  if (!status.ok()) return damaged(id, status);
  return {};
}

Result<EventStore> open_backup(const fs::path& directory, std::uint32_t id) {
  MB_TRY(engine, open_engine(directory));
  MB_TRY_VOID(require(*engine, directory, id));
  rocksdb::BackupInfo info;
  auto status = engine->GetBackupInfo(id, &info, true);
  if (!status.ok()) return damaged(id, status);
  auto impl = std::make_unique<EventStore::Impl>();
  impl->directory = directory;
  impl->env = info.env_for_open;
  DatabaseOptions opening = database_options(impl->options);
  opening.database.env = impl->env.get();
  impl->background = opening.background;
  rocksdb::DB* db = nullptr;
  status = rocksdb::DB::OpenForReadOnly(opening.database, info.name_for_open, opening.families,
                                        &impl->handles, &db);
  impl->db.reset(db);
  if (!status.ok()) return damaged(id, status);
  MB_TRY_VOID(impl->read_identity());
  MB_TRY_VOID(impl->read_head());
  return EventStore(std::move(impl));
}

Result<void> restore_backup(const fs::path& directory, std::uint32_t id, const fs::path& into) {
  MB_TRY(engine, open_engine(directory));
  MB_TRY_VOID(require(*engine, directory, id));
  std::error_code ignored;
  if (fs::exists(into, ignored) && !fs::is_empty(into, ignored)) {
    return fail(Errc::conflict, into.string() + " is not empty: restore into a new folder",
                into.string() + " 不是空目录：请恢复到新目录");
  }
  const auto status = engine->RestoreDBFromBackup(id, into.string(), into.string());
  if (status.IsCorruption()) return damaged(id, status);
  if (!status.ok()) return failure(status, "cannot restore the log", "无法恢复日志");
  return {};
}

}  // namespace minutebook::store
