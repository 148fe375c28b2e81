#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "ledger/base/clock.h"
#include "ledger/base/result.h"
#include "ledger/service/backup_manifest.h"

/// Backups of a whole ledger. A backup folder holds the generations of one ledger:
///
///   log/                    their databases, sharing files (store/backup.h)
///   checkpoint              the newest checkpoint known to have been published, of all generations
///   generations/N/          ledger.toml, the checkpoint that generation N's own database keeps,
///                           keys/ when asked for, manifest.toml
///
/// The ledger's published checkpoint is read after the moment of the database: so it is never older
/// than what the database keeps, and whoever restores learns of everything that is known to have
/// been signed. Were it read before, a copy that lacks signed events could look whole and sign a
/// fork. One that is newer than the database is the truth as well: the restored ledger refuses to
/// sign.
namespace minutebook::service {

struct BackupPaths {
  std::filesystem::path root;
  std::filesystem::path log() const { return root / "log"; }
  std::filesystem::path checkpoint() const { return root / "checkpoint"; }
  std::filesystem::path lock() const { return root / "lock"; }
  std::filesystem::path generations() const { return root / "generations"; }
  std::filesystem::path generation(std::uint32_t number) const {
    return generations() / std::to_string(number);
  }
  std::filesystem::path manifest(std::uint32_t number) const {
    return generation(number) / "manifest.toml";
  }
};

struct Generation {
  std::uint32_t number = 0;
  std::uint64_t bytes = 0;         ///< of its database
  std::uint64_t copied_bytes = 0;  ///< new on the disk; create_backup only
  /// Absent when making it was cut short, or the manifest is damaged: not to be restored.
  std::optional<BackupManifest> manifest;
};

struct BackupOptions {
  bool with_keys = false;  ///< the ledger's private keys, too: the backup is then as secret as they
  std::function<void()> progress = {};  ///< called from time to time while files are copied
};

/// Adds a generation to the backup folder `directory`, which is made when it is not there. Also
/// while another process writes the ledger. Errc::conflict when the folder holds another ledger's
/// backups; Errc::locked when one is being made. A crash leaves the earlier generations, and
/// perhaps one without a manifest.
Result<Generation> create_backup(const std::filesystem::path& ledger,
                                 const std::filesystem::path& directory, Clock& clock,
                                 const BackupOptions& options = {});

/// In the order made. Errc::not_found when the folder holds no backups.
Result<std::vector<Generation>> list_generations(const std::filesystem::path& directory);

/// That generation, or the newest that is whole. Errc::not_found; Errc::corruption for one without
/// a manifest.
Result<Generation> find_generation(const std::filesystem::path& directory,
                                   std::optional<std::uint32_t> number);

/// Everything that is wrong with a generation: each file of the database and beside it against its
/// digest, and what the manifest says against the database itself. Empty: it can be restored.
Result<std::vector<Bilingual>> verify_generation(const std::filesystem::path& directory,
                                                 const Generation& generation);

/// Makes a ledger of a generation in `into`, which must not exist or be empty (Errc::conflict).
/// Verifies first (Errc::corruption). Writes the mark `restored` and gives it back; puts the newest
/// published checkpoint that the backup knows beside the log, whichever generation it is. A crash
/// leaves a folder without ledger.toml, which is no ledger: remove it.
Result<RestoredMark> restore_generation(const std::filesystem::path& directory,
                                        const Generation& generation,
                                        const std::filesystem::path& into, Clock& clock);

}  // namespace minutebook::service
