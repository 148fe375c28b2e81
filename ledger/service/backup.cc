#include "ledger/service/backup.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "ledger/base/limits.h"
#include "ledger/crypto/digest.h"
#include "ledger/service/config.h"
#include "ledger/service/durable_file.h"
#include "ledger/service/ledger.h"
#include "ledger/store/backup.h"
#include "ledger/store/checkpoints.h"
#include "ledger/store/lock_file.h"
#include "ledger/store/snapshot.h"

/// Making a backup. In order: the moment of the database, the published checkpoint, the database's
/// files, the small files, the manifest.
namespace minutebook::service {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_small_file_bytes = 64 * 1024;

Result<void> make_folder(const fs::path& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (!error && ::chmod(path.c_str(), 0700) == 0) return {};
  const std::string said =
      (error ? error : std::error_code(errno, std::generic_category())).message();
  return fail(Errc::io, "cannot make the folder " + path.string() + ": " + said,
              "无法创建文件夹 " + path.string() + "：" + said);
}

Result<LedgerInfo> read_ledger(const LedgerPaths& paths) {
  auto info = read_config(paths.config());
  if (info || info.error().code != Errc::not_found) return info;
  return fail(Errc::not_found, paths.root.string() + " is not a ledger: there is no ledger.toml",
              paths.root.string() + " 不是账本目录：没有 ledger.toml");
}

/// A folder holds backups of one ledger, or nothing.
Result<void> check_folder(const BackupPaths& paths, const LedgerInfo& info) {
  std::error_code ignored;
  if (!fs::exists(paths.root, ignored) || fs::is_empty(paths.root, ignored)) return {};
  if (!fs::is_directory(paths.generations(), ignored)) {
    return fail(Errc::conflict,
                paths.root.string() + " is not empty and holds no backups: use another folder",
                paths.root.string() + " 不是空目录，也不是备份目录：请使用其他目录");
  }
  const auto found = list_generations(paths.root);
  if (!found) return {};  // the first one was cut short
  for (const Generation& generation : *found) {
    if (!generation.manifest || generation.manifest->ledger == info.id) continue;
    const std::string other = generation.manifest->name;
    return fail(Errc::conflict, paths.root.string() + " holds backups of another ledger, " + other,
                paths.root.string() + " 中是另一账本 " + other + " 的备份");
  }
  return {};
}

std::uint64_t bytes_in(const fs::path& folder) {
  std::error_code error;
  std::uint64_t total = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
    if (entry.is_regular_file(error)) total += entry.file_size(error);
  }
  return total;
}

/// Files of one generation on their way to the disk, with their digests.
class SmallFiles {
 public:
  explicit SmallFiles(fs::path folder) : folder_(std::move(folder)) {}

  Result<void> add(const std::string& name, std::string_view bytes) {
    MB_TRY_VOID(write_synced(folder_ / name, bytes));
    digests_[name] = crypto::hex_of(crypto::hash(crypto::Suite::standard, {as_bytes(bytes)}));
    return {};
  }
  Result<void> copy(const fs::path& from, const std::string& name) {
    MB_TRY(bytes, read_small_file(from, max_small_file_bytes));
    if (bytes) return add(name, *bytes);
    return fail(Errc::not_found, from.string() + " is not there", from.string() + " 不存在");
  }
  Result<void> copy_keys(const fs::path& keys) {
    MB_TRY_VOID(make_folder(folder_ / "keys"));
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(keys, error)) {
      if (!entry.is_regular_file(error)) continue;
      MB_TRY_VOID(copy(entry.path(), "keys/" + entry.path().filename().string()));
    }
    return sync_folder(folder_ / "keys");
  }
  const std::map<std::string, std::string>& digests() const { return digests_; }

 private:
  fs::path folder_;
  std::map<std::string, std::string> digests_;
};

Result<std::optional<merkle::TreeHead>> head_of(const std::optional<std::string>& note) {
  if (!note) return std::nullopt;
  MB_TRY(head, head_of_note(*note));
  return head;
}

/// Never puts an older checkpoint in the place of a newer one.
Result<void> keep_newest(const BackupPaths& paths, const std::optional<std::string>& note) {
  MB_TRY(head, head_of(note));
  if (!head) return {};
  MB_TRY(kept, read_small_file(paths.checkpoint(), limits::max_note_bytes));
  MB_TRY(kept_head, head_of(kept));
  if (kept_head && kept_head->size > head->size) return {};
  return replace_durably(paths.checkpoint(), *note);
}

/// What is known of the ledger at the moment of the backup.
struct Moment {
  store::Snapshot snapshot;
  std::optional<std::string> kept;       ///< note in the database
  std::optional<std::string> published;  ///< note in the ledger's folder
};

Result<Moment> moment_of(const LedgerPaths& ledger, const BackupPaths& paths) {
  // Beside the log its tables can be linked; a folder that may only be read has no room for them.
  const bool beside = ::access(ledger.root.c_str(), W_OK) == 0;
  MB_TRY(snapshot, store::Snapshot::take(ledger.log(), beside ? ledger.root : paths.root));
  MB_TRY(published, read_small_file(ledger.published(), limits::max_note_bytes));
  MB_TRY(latest, store::CheckpointStore(std::as_const(snapshot.store())).latest());
  Moment moment{std::move(snapshot), std::nullopt, std::move(published)};
  if (latest) moment.kept = std::move(latest->note);
  return moment;
}

Result<BackupManifest> write_generation(const BackupPaths& paths, const LedgerPaths& ledger,
                                        BackupManifest manifest,
                                        const std::optional<std::string>& kept) {
  const fs::path folder = paths.generation(manifest.generation);
  std::error_code ignored;
  fs::remove_all(folder, ignored);  // of one that was cut short
  MB_TRY_VOID(make_folder(folder));
  SmallFiles files(folder);
  MB_TRY_VOID(files.copy(ledger.config(), "ledger.toml"));
  if (kept) MB_TRY_VOID(files.add("checkpoint", *kept));
  if (manifest.with_keys) MB_TRY_VOID(files.copy_keys(ledger.keys()));
  manifest.files = files.digests();
  MB_TRY_VOID(replace_durably(paths.manifest(manifest.generation), format_manifest(manifest)));
  MB_TRY_VOID(sync_folder(paths.generations()));
  return manifest;
}

/// The ledger's own lock, against two backups of it at once; none where nothing can be written.
Result<std::optional<store::LockFile>> lock_ledger(const LedgerPaths& ledger, Instant now) {
  if (::access(ledger.root.c_str(), W_OK) != 0) return std::nullopt;
  MB_TRY(lock,
         store::LockFile::acquire(ledger.root / "backup.lock", "minutebook backup create", now));
  return lock;
}

}  // namespace

Result<Generation> create_backup(const fs::path& ledger_directory, const fs::path& directory,
                                 Clock& clock, const BackupOptions& options) {
  const LedgerPaths ledger{ledger_directory};
  const BackupPaths paths{directory};
  MB_TRY(info, read_ledger(ledger));
  MB_TRY_VOID(check_folder(paths, info));
  MB_TRY_VOID(make_folder(paths.root));
  MB_TRY_VOID(make_folder(paths.generations()));
  MB_TRY(lock, store::LockFile::acquire(paths.lock(), "minutebook backup create", clock.now()));
  MB_TRY(ledger_lock, lock_ledger(ledger, clock.now()));
  MB_TRY(moment, moment_of(ledger, paths));
  const std::uint64_t before = bytes_in(paths.log());
  BackupManifest manifest;
  manifest.ledger = info.id;
  manifest.name = info.name;
  manifest.made_at = clock.now();
  manifest.with_keys = options.with_keys;
  manifest.events = moment.snapshot.store().head().value;
  MB_TRY(checkpoint, head_of(moment.kept));
  MB_TRY(published, head_of(moment.published));
  manifest.checkpoint = checkpoint;
  manifest.published = published;
  MB_TRY(made, store::create_backup(moment.snapshot.store(), paths.log(), options.progress));
  const std::uint64_t after = bytes_in(paths.log());
  manifest.generation = made.id;
  MB_TRY_VOID(keep_newest(paths, moment.published ? moment.published : moment.kept));
  MB_TRY(written, write_generation(paths, ledger, std::move(manifest), moment.kept));
  return Generation{made.id, made.bytes, after > before ? after - before : 0, std::move(written)};
}

Result<std::vector<Generation>> list_generations(const fs::path& directory) {
  const BackupPaths paths{directory};
  MB_TRY(databases, store::list_backups(paths.log()));
  std::vector<Generation> out;
  for (const store::BackupInfo& database : databases) {
    Generation generation{database.id, database.bytes, 0, std::nullopt};
    MB_TRY(text, read_small_file(paths.manifest(database.id), max_small_file_bytes));
    if (text && database.readable) {
      if (auto manifest = parse_manifest(*text, paths.manifest(database.id))) {
        generation.manifest = std::move(*manifest);
      }
    }
    out.push_back(std::move(generation));
  }
  return out;
}

}  // namespace minutebook::service
