#include "ledger/store/event_store.h"

#include "ledger/base/check.h"
#include "ledger/store/database.h"
#include "ledger/store/keys.h"
#include "ledger/store/status.h"
#include "ledger/store/table_tail.h"
#include "ledger/store/wal_tail.h"

namespace minutebook::store {
namespace {

constexpr int attempts_beside_a_writer = 5;

/// Batches that one transaction may not hold together are no part of this store.
rocksdb::WriteOptions synced(const StoreOptions& options) {
  rocksdb::WriteOptions write;
  write.sync = options.sync;
  return write;
}

std::string batch_extent(Position first, std::uint64_t count) {
  std::string value = position_key(first);
  value.append(text_of(big_endian(count)));
  return value;
}

Result<void> check_tables(const std::filesystem::path& directory) {
  const auto damaged = find_damaged_table(directory);
  if (!damaged) return {};
  const std::string file = damaged->filename().string();
  return fail(Errc::corruption, "cannot open the log (" + file + "): its properties are damaged",
              "无法打开日志（" + file + "）：表属性已损坏");
}

}  // namespace

EventStore::EventStore(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
EventStore::EventStore(EventStore&&) noexcept = default;
EventStore& EventStore::operator=(EventStore&&) noexcept = default;
EventStore::~EventStore() = default;

Result<EventStore> EventStore::create(const std::filesystem::path& directory,
                                      const StoreIdentity& identity, const StoreOptions& options) {
  DatabaseOptions opening = database_options(options);
  opening.database.create_if_missing = true;
  opening.database.error_if_exists = true;
  opening.database.create_missing_column_families = true;
  auto impl = std::make_unique<Impl>();
  impl->directory = directory;
  impl->options = options;
  impl->identity = identity;
  impl->background = opening.background;
  rocksdb::DB* db = nullptr;
  const auto status = rocksdb::DB::Open(opening.database, directory.string(), opening.families,
                                        &impl->handles, &db);
  if (!status.ok()) return failure(status, "cannot make the log", "无法创建日志");
  impl->db.reset(db);
  rocksdb::WriteBatch batch;
  const auto suite = static_cast<char>(identity.suite);
  const auto meta = impl->family(Family::meta);
  batch.Put(meta, slice(meta_format), slice(text_of(big_endian(identity.format))));
  batch.Put(meta, slice(meta_ledger), slice(ByteSpan(identity.ledger.bytes)));
  batch.Put(meta, slice(meta_suite), rocksdb::Slice(&suite, 1));
  const auto written = impl->db->Write(synced(options), &batch);
  if (!written.ok()) return failure(written, "cannot make the log", "无法创建日志");
  return EventStore(std::move(impl));
}

Result<EventStore> EventStore::open(const std::filesystem::path& directory,
                                    const StoreOptions& options) {
  MB_TRY_VOID(check_tables(directory));
  auto impl = std::make_unique<Impl>();
  impl->directory = directory;
  impl->options = options;
  using Mode = rocksdb::WALRecoveryMode;
  auto status = impl->open(Mode::kTolerateCorruptedTailRecords);
  if (status.IsCorruption() && !find_damaged_log(directory)) {
    // The bad bytes are the end of the last batch, which was never acknowledged: go on without it.
    status = impl->open(Mode::kPointInTimeRecovery);
  }
  if (!status.ok()) {
    const auto damaged = find_damaged_log(directory);
    const std::string file = damaged ? " (" + damaged->filename().string() + ")" : "";
    return failure(status, "cannot open the log" + file, "无法打开日志" + file);
  }
  MB_TRY_VOID(impl->read_identity());
  MB_TRY_VOID(impl->read_head());
  return EventStore(std::move(impl));
}

Result<EventStore> EventStore::open_for_reading(const std::filesystem::path& directory,
                                                const StoreOptions& options) {
  MB_TRY_VOID(check_tables(directory));
  MB_TRY(secondary, TemporaryDirectory::make());
  auto impl = std::make_unique<Impl>();
  impl->directory = directory;
  impl->options = options;
  impl->secondary.emplace(std::move(secondary));
  rocksdb::Status status;
  for (int attempt = 0; attempt < attempts_beside_a_writer; ++attempt) {
    // The writer may delete a file between its being listed and its being opened.
    DatabaseOptions opening = database_options(options);
    opening.database.max_open_files = -1;  // files that the writer deletes stay readable
    impl->background = opening.background;
    rocksdb::DB* db = nullptr;
    status = rocksdb::DB::OpenAsSecondary(opening.database, directory.string(),
                                          impl->secondary->path().string(), opening.families,
                                          &impl->handles, &db);
    impl->db.reset(db);
    if (status.ok()) break;
  }
  if (!status.ok()) return failure(status, "cannot open the log", "无法打开日志");
  MB_TRY_VOID(impl->read_identity());
  EventStore store(std::move(impl));
  MB_TRY_VOID(store.catch_up());
  return store;
}

const StoreIdentity& EventStore::identity() const { return impl_->identity; }
bool EventStore::is_read_only() const { return impl_->secondary.has_value(); }
Position EventStore::head() const { return Position{impl_->head.load()}; }

Result<void> EventStore::catch_up() {
  if (!is_read_only()) return {};
  {
    const std::lock_guard guard(impl_->documents_mutex);
    impl_->documents.reset();
  }
  rocksdb::Status status;
  for (int attempt = 0; attempt < attempts_beside_a_writer; ++attempt) {
    status = impl_->db->TryCatchUpWithPrimary();
    if (status.ok()) return impl_->read_head();
  }
  return failure(status, "cannot follow the log", "无法跟随日志");
}

Commit EventStore::begin(Position first) const {
  return Commit(std::make_unique<Commit::Impl>(*impl_, first));
}

Result<void> EventStore::write(Commit&& commit) {
  MB_CHECK(!is_read_only());
  {
    const std::lock_guard guard(impl_->latch_mutex);
    if (impl_->latched) return tl::unexpected<Error>(*impl_->latched);
  }
  if (const auto error = impl_->background->first()) {
    return impl_->latch(failure(*error, "the database stopped", "数据库已停止").value());
  }
  MB_CHECK_EQ(commit.first(), head());
  const std::string extent = batch_extent(commit.first(), commit.event_count());
  rocksdb::WriteBatch& batch = commit.impl_->batch;
  MB_CHECK(batch.Put(impl_->family(Family::meta), slice(meta_last_batch), slice(extent)).ok());
  const auto status = impl_->db->Write(synced(impl_->options), &batch);
  if (!status.ok()) {
    return impl_->latch(failure(status, "cannot write to the ledger", "无法写入账本").value());
  }
  impl_->head = commit.next().value;
  return {};
}

Result<EventStore::LastBatch> EventStore::last_batch() const {
  std::string value;
  const auto status =
      impl_->db->Get({}, impl_->family(Family::meta), slice(meta_last_batch), &value);
  if (status.IsNotFound()) return LastBatch{};
  if (!status.ok()) return failure(status, "cannot read the log", "无法读取日志");
  if (value.size() != 16) {
    return fail(Errc::corruption, "the record of the last batch is malformed", "末批记录格式有误");
  }
  return LastBatch{Position{from_big_endian(as_bytes(value))},
                   from_big_endian(as_bytes(value).subspan(8))};
}

Result<EventStore::Statistics> EventStore::statistics() const {
  Statistics result;
  for (std::size_t i = 0; i < family_count; ++i) {
    std::uint64_t number = 0;
    const auto family = impl_->family(static_cast<Family>(i));
    if (impl_->db->GetIntProperty(family, "rocksdb.total-sst-files-size", &number)) {
      result.disk_bytes += number;
    }
    if (impl_->db->GetIntProperty(family, "rocksdb.total-blob-file-size", &number)) {
      result.disk_bytes += number;
    }
    if (impl_->db->GetIntProperty(family, "rocksdb.cur-size-all-mem-tables", &number)) {
      result.memory_bytes += number;
    }
    if (impl_->db->GetIntProperty(family, "rocksdb.estimate-table-readers-mem", &number)) {
      result.memory_bytes += number;
    }
  }
  std::uint64_t cache = 0;  // one for all families
  if (impl_->db->GetIntProperty(impl_->family(Family::events), "rocksdb.block-cache-usage",
                                &cache)) {
    result.memory_bytes += cache;
  }
  return result;
}

Result<void> EventStore::compact() {
  for (std::size_t i = 0; i < family_count; ++i) {
    const auto status =
        impl_->db->CompactRange({}, impl_->family(static_cast<Family>(i)), nullptr, nullptr);
    if (!status.ok()) return failure(status, "cannot compact the log", "无法压缩日志");
  }
  return {};
}

Result<void> EventStore::close() {
  const auto status = impl_->release();
  if (!status.ok()) return failure(status, "cannot close the log", "无法关闭日志");
  return {};
}

}  // namespace minutebook::store
