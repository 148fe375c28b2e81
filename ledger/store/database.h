#pragma once

#include <rocksdb/db.h>
#include <rocksdb/listener.h>
#include <rocksdb/write_batch.h>

#include <array>
#include <atomic>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "ledger/store/event_store.h"
#include "ledger/store/family.h"

/// Inside of the store: RocksDB's handles and options. Not for other rooms.
namespace minutebook::store {

inline rocksdb::Slice slice(std::string_view text) { return {text.data(), text.size()}; }
inline rocksdb::Slice slice(ByteSpan bytes) { return slice(as_text(bytes)); }
inline std::string_view view(const rocksdb::Slice& bytes) { return {bytes.data(), bytes.size()}; }

/// Takes note of errors in RocksDB's background threads, which no call returns. Thread-safe.
class BackgroundErrors final : public rocksdb::EventListener {
 public:
  void OnBackgroundError(rocksdb::BackgroundErrorReason, rocksdb::Status* status) override;
  /// The first one, if there was one.
  std::optional<rocksdb::Status> first() const;

 private:
  mutable std::mutex mutex_;
  std::optional<rocksdb::Status> first_;
};

/// What every opening has in common.
struct DatabaseOptions {
  rocksdb::DBOptions database;
  std::vector<rocksdb::ColumnFamilyDescriptor> families;  ///< the default one, then Family's
  std::shared_ptr<BackgroundErrors> background;
};
DatabaseOptions database_options(const StoreOptions& options);

/// A private directory that goes with the object.
class TemporaryDirectory {
 public:
  static Result<TemporaryDirectory> make();
  TemporaryDirectory(TemporaryDirectory&& other) noexcept : path_(std::move(other.path_)) {
    other.path_.clear();
  }
  TemporaryDirectory& operator=(TemporaryDirectory&&) = delete;
  ~TemporaryDirectory();
  const std::filesystem::path& path() const { return path_; }

 private:
  explicit TemporaryDirectory(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;
};

struct DocumentsDatabase;

struct EventStore::Impl {
  ~Impl() { release(); }
  rocksdb::ColumnFamilyHandle* family(Family f) const {
    return handles[static_cast<std::size_t>(f) + 1];
  }
  /// Opens for writing.
  rocksdb::Status open(rocksdb::WALRecoveryMode mode);
  /// Gives back the handles and closes; what closing says.
  rocksdb::Status release();
  /// Before closing: writes out what would take the next opening a while to replay.
  void flush_if_much();
  Result<void> read_identity();
  Result<void> read_head();
  /// Remembers the first error of writing; every later write gets it again.
  tl::unexpected<Error> latch(Error error);
  /// One synced write. Every write is: wal_tail.h relies on it.
  Result<void> put(const rocksdb::Slice& key, const rocksdb::Slice& value, Family f);
  /// As put(), for several entries that are there together or not at all.
  Result<void> write(rocksdb::WriteBatch& batch);

  std::filesystem::path directory;
  StoreOptions options;
  StoreIdentity identity;
  std::optional<TemporaryDirectory> secondary;  // outlives the database
  std::shared_ptr<rocksdb::Env> env;            // of a backup opened where it lies; likewise
  std::shared_ptr<BackgroundErrors> background;
  std::unique_ptr<rocksdb::DB> db;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  std::atomic<std::uint64_t> head{0};
  mutable std::mutex documents_mutex;
  mutable std::shared_ptr<DocumentsDatabase> documents;  // see documents_reader.h
  std::mutex latch_mutex;
  std::optional<Error> latched;
};

struct Commit::Impl {
  explicit Impl(const EventStore::Impl& owner, Position from) : store(owner), first(from) {}
  const EventStore::Impl& store;
  rocksdb::WriteBatch batch;
  Position first;
  std::uint64_t count = 0;
};

}  // namespace minutebook::store
