#include "ledger/store/snapshot.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <fstream>
#include <iterator>
#include <thread>

#include "ledger/store/database.h"
#include "ledger/store/status.h"

/// Why this is whole: RocksDB never changes a table, and deletes a table or a log only after it
/// wrote to the manifest that it is needed no more. So when the manifest is the same bytes before
/// and after, nothing that it counts on went away meanwhile. Logs are copied oldest first: one that
/// has a successor is complete, and the last one ends in whole commits or, like after a crash, in
/// part of one that was never acknowledged.
namespace minutebook::store {
namespace {

namespace fs = std::filesystem;

constexpr int attempts = 20;
constexpr std::chrono::milliseconds pause{50};
constexpr std::string_view folder_prefix = "snapshot-";

tl::unexpected<Error> cannot_copy(const fs::path& file, const std::error_code& error) {
  return fail(error == std::errc::no_space_on_device ? Errc::no_space : Errc::io,
              "cannot copy " + file.string() + ": " + error.message(),
              "无法复制 " + file.string() + "：" + error.message());
}

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// What decides which files the database is: the name and the bytes of its manifest.
struct Manifest {
  std::string name;
  std::string bytes;
  bool operator==(const Manifest&) const = default;
};

Manifest manifest_of(const fs::path& database) {
  std::string name = content(database / "CURRENT");
  while (!name.empty() && name.back() == '\n') name.pop_back();
  if (name.empty() || name.find('/') != std::string::npos) return {};
  return {name, content(database / name)};
}

std::error_code link_or_copy(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::create_hard_link(from, to, error);
  if (!error || error == std::errc::no_such_file_or_directory) return error;
  fs::copy_file(from, to, error);
  return error;
}

std::error_code copy_files(const fs::path& database, const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> logs;
  std::vector<fs::path> tables;
  for (const auto& entry : fs::directory_iterator(database, error)) {
    const fs::path extension = entry.path().extension();
    if (extension == ".log") logs.push_back(entry.path());
    if (extension == ".sst" || extension == ".blob") tables.push_back(entry.path());
  }
  std::sort(logs.begin(), logs.end());
  for (const fs::path& log : logs) {
    if (!error) fs::copy_file(log, folder / log.filename(), error);
  }
  for (const fs::path& table : tables) {
    if (!error) error = link_or_copy(table, folder / table.filename());
  }
  return error;
}

bool write_file(const fs::path& file, std::string_view bytes) {
  std::ofstream out(file, std::ios::binary);
  out << bytes;
  return out.flush().good();
}

void empty(const fs::path& folder) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    fs::remove_all(entry.path(), ignored);
  }
}

/// False when the database changed under the copy: once more, then.
Result<bool> copy_once(const fs::path& database, const fs::path& folder) {
  const Manifest before = manifest_of(database);
  const std::error_code error = copy_files(database, folder);
  if (error == std::errc::no_such_file_or_directory && fs::exists(database)) return false;
  if (error) return cannot_copy(database, error);
  if (before.bytes.empty() || !(manifest_of(database) == before)) return false;
  if (write_file(folder / before.name, before.bytes) &&
      write_file(folder / "CURRENT", before.name + "\n")) {
    return true;
  }
  return cannot_copy(database / before.name, std::error_code(errno, std::generic_category()));
}

void remove_remains(const fs::path& scratch) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(scratch, ignored)) {
    if (entry.path().filename().string().starts_with(folder_prefix)) {
      fs::remove_all(entry.path(), ignored);
    }
  }
}

Result<fs::path> make_folder(const fs::path& scratch) {
  std::string name = scratch / (std::string(folder_prefix) + "XXXXXX");
  if (::mkdtemp(name.data()) != nullptr) return fs::path(name);
  return cannot_copy(name, std::error_code(errno, std::generic_category()));
}

}  // namespace

Snapshot::Snapshot(fs::path folder, std::unique_ptr<EventStore> store)
    : folder_(std::move(folder)), store_(std::move(store)) {}

Snapshot::Snapshot(Snapshot&& other) noexcept
    : folder_(std::move(other.folder_)), store_(std::move(other.store_)) {
  other.folder_.clear();
}

Snapshot::~Snapshot() {
  store_.reset();
  std::error_code ignored;
  if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

/// For writing, because only that replays the logs, but as still as it can be: no compaction, no
/// flush, so that the files stay the ones that the next backup finds again.
Result<std::unique_ptr<EventStore>> Snapshot::open(const fs::path& folder) {
  rocksdb::Status status;
  for (const auto mode : {rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords,
                          rocksdb::WALRecoveryMode::kPointInTimeRecovery}) {
    auto impl = std::make_unique<EventStore::Impl>();
    impl->directory = folder;
    DatabaseOptions opening = database_options(impl->options);
    opening.database.wal_recovery_mode = mode;
    opening.database.avoid_flush_during_recovery = true;
    for (auto& family : opening.families) family.options.disable_auto_compactions = true;
    impl->background = opening.background;
    rocksdb::DB* db = nullptr;
    status =
        rocksdb::DB::Open(opening.database, folder.string(), opening.families, &impl->handles, &db);
    impl->db.reset(db);
    if (!status.ok()) continue;
    MB_TRY_VOID(impl->read_identity());
    MB_TRY_VOID(impl->read_head());
    return std::unique_ptr<EventStore>(new EventStore(std::move(impl)));
  }
  return failure(status, "cannot open a copy of the log", "无法打开日志的副本");
}

Result<Snapshot> Snapshot::take(const fs::path& database, const fs::path& scratch) {
  remove_remains(scratch);
  MB_TRY(folder, make_folder(scratch));
  Snapshot snapshot(folder, nullptr);
  for (int attempt = 0; attempt < attempts; ++attempt) {
    if (attempt > 0) std::this_thread::sleep_for(pause);
    empty(folder);
    MB_TRY(copied, copy_once(database, folder));
    if (!copied) continue;
    MB_TRY(store, open(folder));
    snapshot.store_ = std::move(store);
    return snapshot;
  }
  return fail(Errc::io,
              "the log of " + database.string() +
                  " changed each time it was copied: try again when less is being written",
              database.string() + " 的日志在复制期间不断变化：请在写入较少时重试");
}

}  // namespace minutebook::store
