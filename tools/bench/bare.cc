#include "tools/bench/bare.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <thread>

#include "ledger/crypto/digest.h"
#include "ledger/schema/convert.h"
#include "ledger/store/database.h"
#include "ledger/store/keys.h"
#include "ledger/store/status.h"

namespace minutebook::bench {
namespace {

using Clock = std::chrono::steady_clock;
using store::Family;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// A database with the ledger's families and options, and nothing above it.
class BareDatabase {
 public:
  static Result<std::unique_ptr<BareDatabase>> open(const std::filesystem::path& directory,
                                                    bool create) {
    auto options = store::database_options({});
    options.database.create_if_missing = create;
    options.database.create_missing_column_families = create;
    auto bare = std::make_unique<BareDatabase>();
    rocksdb::DB* db = nullptr;
    const auto status = rocksdb::DB::Open(options.database, directory.string(), options.families,
                                          &bare->handles_, &db);
    bare->db_.reset(db);
    if (!status.ok()) return store::failure(status, "bare RocksDB", "RocksDB");
    return bare;
  }
  ~BareDatabase() {
    for (auto* handle : handles_) db_->DestroyColumnFamilyHandle(handle);
  }
  rocksdb::DB& db() { return *db_; }
  rocksdb::ColumnFamilyHandle* family(std::uint8_t number) { return handles_[number + 1U]; }

 private:
  std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> handles_;
};

std::uint8_t number_of(Family family) { return static_cast<std::uint8_t>(family); }

std::vector<Put> puts_of(const store::StoredEvent& event, const store::CommandRecord& command) {
  const auto stream = Subject::from_stored(schema::text_view(event.header().getStream()));
  const Version version{event.header().getStreamVersion()};
  const auto id = schema::read_uuid(event.header().getCommandId());
  std::string record;
  store::append_record(record, {event.header_bytes(), event.salt(), event.payload_bytes()});
  const auto value = store::command_value(command);
  return {
      {number_of(Family::events), store::position_key(event.position()), std::move(record)},
      {number_of(Family::streams), store::stream_key(stream, version),
       store::position_key(event.position())},
      {number_of(Family::categories), store::category_key(stream.kind(), event.position()), ""},
      {number_of(Family::commands), std::string(as_text(id.bytes)), std::string(as_text(value))},
  };
}

/// The tiles as they are at the end; what they were after each batch is their beginnings.
Result<void> record_tiles(const service::Ledger& ledger, Recorded& recorded) {
  for (const auto& id : merkle::changed_tiles(recorded.tree_size, ledger.store().head().value)) {
    MB_TRY(hashes, ledger.store().tile(id.level, id.index));
    recorded.tiles[id] = as_text(merkle::tile_bytes(hashes));
  }
  return {};
}

void put_tiles(BareDatabase& bare, const Recorded& recorded, std::uint64_t older,
               std::uint64_t newer, rocksdb::WriteBatch& writes) {
  for (const auto& id : merkle::changed_tiles(older, newer)) {
    const std::string& whole = recorded.tiles.at(id);
    writes.Put(bare.family(number_of(Family::tiles)), store::tile_key(id.level, id.index),
               rocksdb::Slice(whole.data(), id.width * merkle::hash_bytes));
  }
}

tl::unexpected<Error> not_all() {
  return fail(Errc::corruption, "the scan did not see all events", "扫描未读到全部事件");
}

constexpr Family hashed_whole[] = {Family::streams, Family::categories, Family::commands,
                                   Family::tiles};
constexpr std::uint64_t events_of_a_piece = 16'384;

/// Cut into pieces that the threads take in turn: first the families that are hashed whole.
class HashingWork {
 public:
  HashingWork(BareDatabase& bare, std::uint64_t events) : bare_(bare), events_(events) {}

  void take_pieces() {
    const std::uint64_t pieces =
        std::size(hashed_whole) + (events_ + events_of_a_piece - 1) / events_of_a_piece;
    for (std::uint64_t i = next_++; i < pieces; i = next_++) {
      if (i < std::size(hashed_whole)) {
        hash_whole(hashed_whole[i]);
      } else {
        hash_events((i - std::size(hashed_whole)) * events_of_a_piece);
      }
    }
  }
  std::uint64_t seen() const { return seen_; }
  std::uint64_t bytes() const { return bytes_; }
  unsigned mark() const { return mark_; }

 private:
  static rocksdb::ReadOptions read_options() {
    rocksdb::ReadOptions read;
    read.readahead_size = 2U << 20U;
    read.fill_cache = false;
    return read;
  }

  void hash_whole(Family family) {
    const std::unique_ptr<rocksdb::Iterator> entries(
        bare_.db().NewIterator(read_options(), bare_.family(number_of(family))));
    crypto::Hasher hasher(crypto::Suite::standard);
    std::uint64_t bytes = 0;
    for (entries->SeekToFirst(); entries->Valid(); entries->Next()) {
      hasher.update(as_bytes(store::view(entries->key())));
      hasher.update(as_bytes(store::view(entries->value())));
      bytes += entries->key().size() + entries->value().size();
    }
    bytes_ += bytes;
    mark_ += hasher.finish().front();
  }

  void hash_events(std::uint64_t first) {
    const std::string end = store::position_key(Position{first + events_of_a_piece});
    const rocksdb::Slice bound = store::slice(end);
    auto read = read_options();
    read.iterate_upper_bound = &bound;
    const std::unique_ptr<rocksdb::Iterator> entries(
        bare_.db().NewIterator(read, bare_.family(number_of(Family::events))));
    std::uint64_t bytes = 0;
    std::uint64_t count = 0;
    unsigned mark = 0;
    for (entries->Seek(store::slice(store::position_key(Position{first}))); entries->Valid();
         entries->Next()) {
      const auto value = store::view(entries->value());
      mark += crypto::hash(crypto::Suite::standard, {as_bytes(value)}).front();
      bytes += entries->key().size() + value.size();
      ++count;
    }
    bytes_ += bytes;
    seen_ += count;
    mark_ += mark;
  }

  BareDatabase& bare_;
  const std::uint64_t events_;
  std::atomic<std::uint64_t> next_{0};
  std::atomic<std::uint64_t> seen_{0};
  std::atomic<std::uint64_t> bytes_{0};
  std::atomic<unsigned> mark_{0};  // what was hashed is used
};

}  // namespace

Result<Recorded> record_puts(const service::Ledger& ledger, Position from) {
  Recorded recorded;
  recorded.tree_size = from.value;
  MB_TRY_VOID(record_tiles(ledger, recorded));
  MB_TRY(events, ledger.store().events(from, ledger.store().head()));
  while (true) {
    MB_TRY(event, events.next());
    if (!event) return recorded;
    const CommandId id{schema::read_uuid(event->header().getCommandId())};
    MB_TRY(command, ledger.store().command(id));
    if (!command) return fail(Errc::corruption, "a command is missing", "缺少命令");
    recorded.events.push_back(puts_of(*event, *command));
    recorded.payload_bytes += event->payload_bytes().size();
    for (const Put& put : recorded.events.back()) {
      recorded.stored_bytes += put.key.size() + put.value.size();
    }
  }
}

Result<double> time_bare_append(const Recorded& recorded, std::size_t batch,
                                const std::filesystem::path& base) {
  std::string name = base / "minutebook-bare-XXXXXX";
  if (!::mkdtemp(name.data())) return fail(Errc::io, "cannot make a folder", "无法创建文件夹");
  double seconds = 0;
  {
    MB_TRY(bare, BareDatabase::open(name, true));
    rocksdb::WriteOptions synced;
    synced.sync = true;
    rocksdb::WriteBatch writes;
    std::uint64_t size = recorded.tree_size;
    const auto start = Clock::now();
    for (std::size_t i = 0; i < recorded.events.size(); ++i) {
      for (const Put& put : recorded.events[i]) {
        writes.Put(bare->family(put.family), put.key, put.value);
      }
      if ((i + 1) % batch != 0 && i + 1 != recorded.events.size()) continue;
      put_tiles(*bare, recorded, size, recorded.tree_size + i + 1, writes);
      size = recorded.tree_size + i + 1;
      const auto status = bare->db().Write(synced, &writes);
      if (!status.ok()) return store::failure(status, "bare RocksDB", "RocksDB");
      writes.Clear();
    }
    seconds = seconds_since(start);
  }
  std::error_code ignored;
  std::filesystem::remove_all(name, ignored);
  return seconds;
}

Result<double> time_bare_scan(const std::filesystem::path& log, std::uint64_t expected_events) {
  MB_TRY(bare, BareDatabase::open(log, false));
  rocksdb::ReadOptions read;
  read.readahead_size = 2U << 20U;
  read.fill_cache = false;
  const auto start = Clock::now();
  const std::unique_ptr<rocksdb::Iterator> events(
      bare->db().NewIterator(read, bare->family(number_of(Family::events))));
  std::uint64_t count = 0;
  unsigned sum = 0;
  for (events->SeekToFirst(); events->Valid(); events->Next()) {
    const auto value = events->value();
    for (std::size_t i = 0; i < value.size(); i += 64) sum += static_cast<unsigned char>(value[i]);
    ++count;
  }
  const double seconds = seconds_since(start);
  if (count != expected_events || sum == 0) {
    return not_all();
  }
  return seconds;
}

Result<BareHashing> time_bare_hashing(const std::filesystem::path& log, unsigned threads) {
  MB_TRY(bare, BareDatabase::open(log, false));
  const std::unique_ptr<rocksdb::Iterator> last(
      bare->db().NewIterator({}, bare->family(number_of(Family::events))));
  last->SeekToLast();
  if (!last->Valid()) return not_all();
  MB_TRY(position, store::parse_position(store::view(last->key())));
  const auto start = Clock::now();
  HashingWork work(*bare, position.value + 1);
  std::vector<std::thread> helpers;
  for (unsigned i = 1; i < threads; ++i) helpers.emplace_back([&] { work.take_pieces(); });
  work.take_pieces();
  for (std::thread& helper : helpers) helper.join();
  const double seconds = seconds_since(start);
  if (work.seen() != position.value + 1 || work.mark() == 0) return not_all();
  return BareHashing{seconds, work.seen(), work.bytes()};
}

}  // namespace minutebook::bench
