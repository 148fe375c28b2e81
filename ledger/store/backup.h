#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "ledger/base/clock.h"
#include "ledger/base/result.h"
#include "ledger/store/event_store.h"

/// Backups of the database in a folder of their own (RocksDB's backup engine): each one is whole,
/// but files that an earlier one has are not copied again. Every file is synced and has a checksum.
/// One process at a time creates; the caller sees to that.
namespace minutebook::store {

struct BackupInfo {
  std::uint32_t id = 0;  ///< 1 for the first; grows
  Instant made_at;       ///< whole seconds
  std::uint64_t bytes = 0;
  std::uint64_t files = 0;
  bool readable = true;  ///< false: the engine finds it damaged without looking into the files
};

/// Called from time to time while files are copied; from the calling thread.
using BackupProgress = std::function<void()>;

/// Backs up the store as it is now; it may be written meanwhile by its own process. For one that
/// another process writes, take a Snapshot first. A crash leaves the backups made before and
/// remains that the next one removes.
Result<BackupInfo> create_backup(EventStore& store, const std::filesystem::path& directory,
                                 const BackupProgress& progress = {});

/// In the order made; damaged ones too. Errc::not_found when the folder holds no backups.
Result<std::vector<BackupInfo>> list_backups(const std::filesystem::path& directory);

/// Reads every file of the backup and compares its checksum. Errc::corruption names the first file
/// that is wrong or gone; Errc::not_found when there is no such backup.
Result<void> verify_backup(const std::filesystem::path& directory, std::uint32_t id);

/// Opens the backup where it lies, for reading. Changes nothing in it.
Result<EventStore> open_backup(const std::filesystem::path& directory, std::uint32_t id);

/// Puts the backup's database into `into`, which must not exist or be empty (Errc::conflict). A
/// crash leaves part of it: remove the folder and restore again. Checks checksums as it copies.
Result<void> restore_backup(const std::filesystem::path& directory, std::uint32_t id,
                            const std::filesystem::path& into);

}  // namespace minutebook::store
