#include "tools/bench/bare.h"

#include <chrono>
#include <cstdlib>
#include <memory>

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
    return fail(Errc::corruption, "the scan did not see all events", "扫描未读到全部事件");
  }
  return seconds;
}

}  // namespace minutebook::bench
