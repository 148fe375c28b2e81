#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ledger/base/ids.h"
#include "ledger/base/result.h"
#include "ledger/crypto/digest.h"
#include "ledger/store/commit.h"
#include "ledger/store/family.h"
#include "ledger/store/stored_event.h"

namespace minutebook::store {

struct Environment;

/// Version of the layout on disk. A later release reads every earlier one.
inline constexpr std::uint32_t format_version = 1;

/// What the family `meta` says of the ledger; written with the genesis event, never changed.
struct StoreIdentity {
  LedgerId ledger;
  crypto::Suite suite = crypto::Suite::standard;
  std::uint32_t format = format_version;
};

struct StoreOptions {
  std::size_t block_cache_bytes = 96U << 20U;
  std::size_t write_buffer_bytes = 32U << 20U;  ///< of the family `events`; others have less
  bool sync = true;  ///< false only in tests that prove that a test can fail
  const Environment* environment = nullptr;  ///< for fault injection: see environment.h
};

class EventCursor;
class IndexCursor;

/// The event store: the only owner of RocksDB. One writer thread; any number of reading threads.
/// Opened either for writing (the caller holds the LockFile) or for reading beside a writer.
class EventStore {
 public:
  struct Impl;  ///< database.h; of this room only

  /// Makes an empty store in `directory`, which must not hold one; for `init`.
  static Result<EventStore> create(const std::filesystem::path& directory,
                                   const StoreIdentity& identity, const StoreOptions& options = {});
  /// For writing; recovers what a crash left.
  static Result<EventStore> open(const std::filesystem::path& directory,
                                 const StoreOptions& options = {});
  /// For reading, also while another process writes and in a directory that cannot be written.
  /// Sees the state at opening and at each catch_up().
  static Result<EventStore> open_for_reading(const std::filesystem::path& directory,
                                             const StoreOptions& options = {});
  EventStore(EventStore&&) noexcept;
  EventStore& operator=(EventStore&&) noexcept;
  ~EventStore();

  const StoreIdentity& identity() const;
  bool is_read_only() const;
  /// Number of events = the next position.
  Position head() const;
  /// For reading: takes in what was written since. For writing: does nothing.
  Result<void> catch_up();

  /// An empty batch whose first event gets position `first`.
  Commit begin(Position first) const;
  /// Writes the batch in one atomic, synced step. It must begin at head(). After any error the
  /// store accepts no more writes: whether the batch is there, only reopening can tell.
  Result<void> write(Commit&& commit);

  /// What the last write() wrote, as it noted it itself; a count of 0 before the first.
  struct LastBatch {
    Position first;
    std::uint64_t count = 0;
  };
  Result<LastBatch> last_batch() const;

  /// Errc::not_found beyond the head.
  Result<StoredEvent> event(Position position) const;
  /// Events from `from` up to and without `to`, with read-ahead; `to` past the head is the head.
  Result<EventCursor> events(Position from, Position to) const;
  /// Number of events of the stream; 0 for one that does not exist.
  Result<Version> version_of(const Subject& stream) const;
  /// Position of the event with that version (1-based), or Errc::not_found.
  Result<Position> position_of(const Subject& stream, Version version) const;
  /// Positions of a stream's events in order, beginning with `from` (1-based).
  Result<IndexCursor> stream(const Subject& stream, Version from = Version{1}) const;
  /// Positions of all events of streams of that kind, beginning with `from`.
  Result<IndexCursor> category(SubjectKind kind, Position from = Position{0}) const;
  /// The streams of that kind, in the order of their names.
  Result<void> each_stream(SubjectKind kind, const std::function<void(const Subject&)>& f) const;
  Result<std::optional<CommandRecord>> command(const CommandId& id) const;
  /// Every command record, in the order of the ids; stops at the first error that `f` gives.
  Result<void> each_command(
      const std::function<Result<void>(const CommandId&, const CommandRecord&)>& f) const;

  /// The hashes of a tile as stored, 1 to 256: as wide as the tree was after the last batch that
  /// changed it. Errc::not_found; Errc::corruption unless it is whole hashes.
  Result<std::vector<crypto::Digest>> tile(unsigned level, std::uint64_t index) const;
  /// Every tile as stored, by level, then index; stops at the first error that `f` gives.
  Result<void> each_tile(const std::function<Result<void>(unsigned level, std::uint64_t index,
                                                          ByteSpan bytes)>& f) const;

  /// Figures for bench and operators.
  struct Statistics {
    std::uint64_t disk_bytes = 0;
    std::uint64_t memory_bytes = 0;  ///< write buffers, block cache, table readers
  };
  Result<Statistics> statistics() const;
  /// Flushes and compacts everything; for bench (size on disk) and tests.
  Result<void> compact();
  /// Flushes and closes; the destructor does the same without telling of errors.
  Result<void> close();

 private:
  friend class BlobStore;
  friend class BlobWriter;
  friend class CheckpointStore;
  friend class Commit;
  friend class EventCursor;
  friend class IndexCursor;
  friend class Snapshot;
  friend Result<struct BackupInfo> create_backup(EventStore& store,
                                                 const std::filesystem::path& directory,
                                                 const std::function<void()>& progress);
  friend Result<EventStore> open_backup(const std::filesystem::path& directory, std::uint32_t id);
  friend class RawScan;
  friend Result<void> check_files(const EventStore&);
  friend Result<std::optional<std::string>> raw_value(const EventStore&, Family, std::string_view);
  explicit EventStore(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// Walks events in the order of positions; a missing position is Errc::corruption.
class EventCursor {
 public:
  EventCursor(EventCursor&&) noexcept;
  EventCursor& operator=(EventCursor&&) noexcept;
  ~EventCursor();
  /// The next event, or null at the end. Valid until the next call.
  Result<const StoredEvent*> next();

 private:
  friend class EventStore;
  struct Impl;
  explicit EventCursor(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// Walks positions of an index (a stream or a category) in order.
class IndexCursor {
 public:
  IndexCursor(IndexCursor&&) noexcept;
  IndexCursor& operator=(IndexCursor&&) noexcept;
  ~IndexCursor();
  struct Entry {
    Position position;
    Version version;  ///< in the stream; 0 for a category
  };
  /// The next entry, or nothing at the end.
  Result<std::optional<Entry>> next();

 private:
  friend class EventStore;
  struct Impl;
  explicit IndexCursor(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace minutebook::store
