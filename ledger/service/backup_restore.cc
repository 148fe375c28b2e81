#include <sys/stat.h>

#include <algorithm>

#include "ledger/base/limits.h"
#include "ledger/crypto/digest.h"
#include "ledger/service/backup.h"
#include "ledger/service/config.h"
#include "ledger/service/durable_file.h"
#include "ledger/service/ledger.h"
#include "ledger/store/backup.h"
#include "ledger/store/checkpoints.h"

/// Verifying and restoring a generation of a backup.
namespace minutebook::service {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_small_file_bytes = 64 * 1024;
using Faults = std::vector<Bilingual>;

tl::unexpected<Error> unusable(const fs::path& directory, std::uint32_t number) {
  const std::string n = std::to_string(number);
  return fail(
      Errc::corruption,
      "generation " + n + " in " + directory.string() +
          " has no sound manifest: it was cut short or damaged; use another one",
      directory.string() + " 中第 " + n + " 代备份没有完好的清单：未完成或已损坏，请使用其他一代");
}

Result<void> make_folder(const fs::path& path) {
  if (::mkdir(path.c_str(), 0700) == 0 || errno == EEXIST) {
    if (::chmod(path.c_str(), 0700) == 0) return {};
  }
  const std::string said = std::generic_category().message(errno);
  return fail(Errc::io, "cannot make the folder " + path.string() + ": " + said,
              "无法创建文件夹 " + path.string() + "：" + said);
}

Faults check_files(const fs::path& folder, const BackupManifest& manifest) {
  Faults faults;
  for (const auto& [name, digest] : manifest.files) {
    const auto bytes = read_small_file(folder / name, max_small_file_bytes);
    if (!bytes || !*bytes) {
      faults.push_back({name + " is not there or cannot be read", name + " 不存在或无法读取"});
      continue;
    }
    if (crypto::hex_of(crypto::hash(crypto::Suite::standard, {as_bytes(**bytes)})) == digest) {
      continue;
    }
    faults.push_back({name + " is not what was copied", name + " 与备份时的内容不符"});
  }
  if (!manifest.files.contains("ledger.toml")) {
    faults.push_back({"ledger.toml is not in the manifest", "清单中没有 ledger.toml"});
  }
  return faults;
}

/// The note beside the manifest is the one that the database keeps.
Result<Faults> check_checkpoint(const fs::path& folder, const store::EventStore& store) {
  MB_TRY(note, read_small_file(folder / "checkpoint", limits::max_note_bytes));
  MB_TRY(kept, store::CheckpointStore(store).latest());
  const std::optional<std::string> in_database = kept ? std::optional(kept->note) : std::nullopt;
  if (note == in_database) return Faults{};
  return Faults{{"the checkpoint beside the backup is not the last one in its database",
                 "备份旁的检查点不是其数据库中最后的检查点"}};
}

Result<Faults> check_database(const BackupPaths& paths, const BackupManifest& manifest) {
  MB_TRY(store, store::open_backup(paths.log(), manifest.generation));
  Faults faults;
  if (store.identity().ledger != manifest.ledger) {
    faults.push_back({"the database is of another ledger", "数据库属于另一个账本"});
  }
  if (store.head().value != manifest.events) {
    const std::string found = std::to_string(store.head().value);
    const std::string expected = std::to_string(manifest.events);
    faults.push_back({"the database has " + found + " events, not " + expected,
                      "数据库中有 " + found + " 个事件，应为 " + expected + " 个"});
  }
  MB_TRY(more, check_checkpoint(paths.generation(manifest.generation), store));
  faults.insert(faults.end(), more.begin(), more.end());
  return faults;
}

/// Damage is what was looked for, not a failure to look.
Result<Faults> as_faults(Error error) {
  if (error.code != Errc::corruption && error.code != Errc::invalid_input) {
    return tl::unexpected(std::move(error));
  }
  return Faults{std::move(error).message};
}

Result<void> claim(const fs::path& into) {
  std::error_code error;
  if (fs::exists(into, error) && !(fs::is_directory(into, error) && fs::is_empty(into, error))) {
    return fail(Errc::conflict, into.string() + " is not an empty folder: restore into a new one",
                into.string() + " 不是空目录：请恢复到新目录");
  }
  fs::create_directories(into.parent_path(), error);  // mkdir tells what is wrong
  return make_folder(into);
}

/// Everything but the database, the mark and ledger.toml.
Result<void> copy_small_files(const fs::path& from, const BackupManifest& manifest,
                              const LedgerPaths& ledger) {
  for (const fs::path& folder : {ledger.keys(), ledger.views(), ledger.reports()}) {
    MB_TRY_VOID(make_folder(folder));
  }
  for (const auto& [name, digest] : manifest.files) {
    if (!name.starts_with("keys/")) continue;
    MB_TRY(bytes, read_small_file(from / name, max_small_file_bytes));
    MB_TRY_VOID(write_synced(ledger.root / name, bytes.value_or("")));
  }
  return sync_folder(ledger.keys());
}

}  // namespace

Result<Generation> find_generation(const fs::path& directory, std::optional<std::uint32_t> number) {
  MB_TRY(all, list_generations(directory));
  for (auto it = all.rbegin(); it != all.rend(); ++it) {
    if (number ? it->number != *number : !it->manifest) continue;
    if (!it->manifest) return unusable(directory, it->number);
    return std::move(*it);
  }
  if (!number && !all.empty()) return unusable(directory, all.back().number);
  const std::string n = number ? " " + std::to_string(*number) : "";
  return fail(Errc::not_found, directory.string() + " holds no generation" + n,
              directory.string() + " 中没有备份" + n);
}

Result<Faults> verify_generation(const fs::path& directory, const Generation& generation) {
  const BackupPaths paths{directory};
  if (!generation.manifest) return unusable(directory, generation.number);
  const BackupManifest& manifest = *generation.manifest;
  Faults faults = check_files(paths.generation(manifest.generation), manifest);
  const auto add = [&](const Faults& more) {
    faults.insert(faults.end(), more.begin(), more.end());
  };
  if (auto verified = store::verify_backup(paths.log(), manifest.generation); !verified) {
    MB_TRY(damage, as_faults(std::move(verified).error()));
    add(damage);
    return faults;  // there is no sense in opening it
  }
  auto database = check_database(paths, manifest);
  if (database) {
    add(*database);
    return faults;
  }
  MB_TRY(damage, as_faults(std::move(database).error()));
  add(damage);
  return faults;
}

Result<RestoredMark> restore_generation(const fs::path& directory, const Generation& generation,
                                        const fs::path& into, Clock& clock) {
  const BackupPaths paths{directory};
  MB_TRY(faults, verify_generation(directory, generation));
  if (!faults.empty()) {
    return fail(Errc::corruption, "the backup is damaged: " + faults.front().en,
                "备份已损坏：" + faults.front().zh);
  }
  const BackupManifest& manifest = *generation.manifest;
  const fs::path from = paths.generation(manifest.generation);
  const LedgerPaths ledger{into};
  MB_TRY_VOID(claim(into));
  MB_TRY_VOID(store::restore_backup(paths.log(), manifest.generation, ledger.log()));
  MB_TRY_VOID(make_folder(ledger.log()));
  MB_TRY_VOID(copy_small_files(from, manifest, ledger));
  RestoredMark mark{clock.now(),         manifest.made_at, manifest.generation, manifest.events,
                    manifest.checkpoint, std::nullopt,     std::nullopt};
  MB_TRY(newest, read_small_file(paths.checkpoint(), limits::max_note_bytes));
  if (newest) {
    MB_TRY(head, head_of_note(*newest));
    mark.published = head;
    MB_TRY_VOID(replace_durably(ledger.published(), *newest));
  }
  MB_TRY_VOID(replace_durably(ledger.root / "restored", format_mark(mark)));
  MB_TRY(config, read_small_file(from / "ledger.toml", max_small_file_bytes));
  MB_TRY_VOID(replace_durably(ledger.config(), config.value_or("")));
  return mark;
}

}  // namespace minutebook::service
