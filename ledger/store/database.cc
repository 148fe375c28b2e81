#include "ledger/store/database.h"

#include <rocksdb/cache.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>
#include <rocksdb/write_buffer_manager.h>

#include <cstdlib>

#include "ledger/base/check.h"
#include "ledger/store/environment.h"
#include "ledger/store/keys.h"
#include "ledger/store/status.h"

namespace minutebook::store {
namespace {

constexpr std::array<const char*, family_count> family_names{
    "events", "streams", "categories", "commands", "tiles", "checkpoints", "blobs", "meta"};

constexpr std::size_t small_write_buffer_bytes = 8U << 20U;
constexpr std::size_t blob_write_buffer_bytes = 16U << 20U;
constexpr std::uint64_t max_wal_bytes = 64ULL << 20U;  // replayed at every opening
constexpr std::uint64_t much_to_replay_bytes = 8ULL << 20U;
constexpr int bloom_bits_per_key = 10;

rocksdb::BlockBasedTableOptions table_options(Family family,
                                              const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.cache_index_and_filter_blocks = true;  // so that memory is bounded by the cache
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  table.format_version = 5;
  table.block_size = family == Family::events ? 16 * 1024 : 8 * 1024;
  if (family == Family::commands) {
    table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(bloom_bits_per_key));
  }
  return table;
}

rocksdb::ColumnFamilyOptions family_options(Family family, const StoreOptions& options,
                                            const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::ColumnFamilyOptions result;
  result.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table_options(family, cache)));
  result.write_buffer_size = family == Family::events  ? options.write_buffer_bytes
                             : family == Family::blobs ? blob_write_buffer_bytes
                                                       : small_write_buffer_bytes;
  result.max_write_buffer_number = 3;
  result.level_compaction_dynamic_level_bytes = true;
  result.compression = rocksdb::kLZ4Compression;
  result.bottommost_compression = rocksdb::kZSTD;
  result.paranoid_file_checks = false;
  if (family == Family::commands) {
    // Every new command asks whether its id is there: a filter spares the search.
    result.memtable_prefix_bloom_size_ratio = 0.1;
    result.memtable_whole_key_filtering = true;
  }
  if (family == Family::blobs) {
    result.enable_blob_files = true;
    result.min_blob_size = 4 * 1024;
    result.blob_compression_type = rocksdb::kNoCompression;  // documents are compressed already
  }
  return result;
}

}  // namespace

std::string name_of(Family family) { return family_names[static_cast<std::size_t>(family)]; }

void BackgroundErrors::OnBackgroundError(rocksdb::BackgroundErrorReason, rocksdb::Status* status) {
  const std::lock_guard guard(mutex_);
  if (!first_) first_ = *status;
}

std::optional<rocksdb::Status> BackgroundErrors::first() const {
  const std::lock_guard guard(mutex_);
  return first_;
}

DatabaseOptions database_options(const StoreOptions& options) {
  DatabaseOptions result;
  rocksdb::DBOptions& database = result.database;
  const auto cache = rocksdb::NewLRUCache(options.block_cache_bytes);
  result.background = std::make_shared<BackgroundErrors>();
  database.listeners.push_back(result.background);
  database.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;  // see open()
  database.track_and_verify_wals_in_manifest = true;
  database.paranoid_checks = true;
  database.max_bgerror_resume_count = 0;  // the writer latches; only reopening goes on
  database.max_total_wal_size = max_wal_bytes;
  database.max_background_jobs = 3;
  database.max_open_files = 512;
  database.bytes_per_sync = 1U << 20U;
  database.wal_bytes_per_sync = 0;  // every commit syncs
  database.keep_log_file_num = 4;
  database.max_log_file_size = 4U << 20U;
  database.info_log_level = rocksdb::InfoLogLevel::WARN_LEVEL;
  database.stats_dump_period_sec = 0;
  database.stats_persist_period_sec = 0;
  database.max_manifest_file_size = 16U << 20U;
  if (options.environment) database.env = options.environment->env;
  result.families.emplace_back(rocksdb::kDefaultColumnFamilyName, rocksdb::ColumnFamilyOptions());
  result.families.back().options.write_buffer_size = 64 * 1024;  // unused
  for (std::size_t i = 0; i < family_count; ++i) {
    const auto family = static_cast<Family>(i);
    result.families.emplace_back(name_of(family), family_options(family, options, cache));
  }
  return result;
}

Result<TemporaryDirectory> TemporaryDirectory::make() {
  std::error_code error;
  const auto base = std::filesystem::temp_directory_path(error);
  std::string name = (error ? std::filesystem::path("/tmp") : base) / "minutebook-XXXXXX";
  if (!::mkdtemp(name.data())) {
    return fail(Errc::io, "cannot make a temporary directory: " + name,
                "无法创建临时目录：" + name);
  }
  return TemporaryDirectory(name);
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;  // nothing but logs is in it
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

rocksdb::Status EventStore::Impl::open(rocksdb::WALRecoveryMode mode) {
  DatabaseOptions opening = database_options(options);
  opening.database.wal_recovery_mode = mode;
  background = opening.background;
  rocksdb::DB* opened = nullptr;
  auto status =
      rocksdb::DB::Open(opening.database, directory.string(), opening.families, &handles, &opened);
  db.reset(opened);
  return status;
}

void EventStore::Impl::flush_if_much() {
  // A reader owns no memory of its own; after an error the files stay as they are.
  if (secondary || latched || (background && background->first())) return;
  std::vector<rocksdb::ColumnFamilyHandle*> filled;
  std::uint64_t total = 0;
  for (rocksdb::ColumnFamilyHandle* handle : handles) {
    std::uint64_t bytes = 0;
    db->GetIntProperty(handle, "rocksdb.cur-size-active-mem-table", &bytes);
    std::uint64_t entries = 0;
    db->GetIntProperty(handle, "rocksdb.num-entries-active-mem-table", &entries);
    total += bytes;
    if (entries > 0) filled.push_back(handle);
  }
  // Nothing is lost when this fails: the log still has it all.
  if (total >= much_to_replay_bytes)
    db->Flush(rocksdb::FlushOptions(), filled).PermitUncheckedError();
}

rocksdb::Status EventStore::Impl::release() {
  if (!db) return rocksdb::Status::OK();
  flush_if_much();
  for (rocksdb::ColumnFamilyHandle* handle : handles) db->DestroyColumnFamilyHandle(handle);
  handles.clear();
  rocksdb::Status status = db->Close();
  db.reset();
  return status;
}

tl::unexpected<Error> EventStore::Impl::latch(Error error) {
  const std::lock_guard guard(latch_mutex);
  if (!latched) {
    error.message.en += "; nothing more is written until the ledger is opened again";
    error.message.zh += "；重新打开账本之前不再写入";
    latched = std::move(error);
  }
  return tl::unexpected<Error>(*latched);
}

Result<void> EventStore::Impl::read_identity() {
  const auto get = [&](std::string_view key) {
    std::string value;
    const auto status = db->Get({}, family(Family::meta), slice(key), &value);
    return std::pair(status, value);
  };
  const auto [format_status, format] = get(meta_format);
  const auto [ledger_status, ledger] = get(meta_ledger);
  const auto [suite_status, suite] = get(meta_suite);
  for (const rocksdb::Status& status : {format_status, ledger_status, suite_status}) {
    if (!status.ok())
      return failure(status, "cannot read the ledger's identity", "无法读取账本标识");
  }
  if (format.size() != 8 || ledger.size() != 16 || suite.size() != 1 || suite[0] > 1) {
    return fail(Errc::corruption, "the ledger's identity is malformed", "账本标识格式有误");
  }
  const std::uint64_t number = from_big_endian(as_bytes(format));
  if (number > format_version) {
    return fail(Errc::unsupported,
                "the ledger has format " + std::to_string(number) + "; this program knows up to " +
                    std::to_string(format_version) + ": use a newer release",
                "账本格式为 " + std::to_string(number) + "，本程序最高支持 " +
                    std::to_string(format_version) + "：请使用更新的版本");
  }
  identity.format = static_cast<std::uint32_t>(number);
  identity.suite = static_cast<crypto::Suite>(suite[0]);
  std::copy_n(as_bytes(ledger).begin(), 16, identity.ledger.bytes.begin());
  return {};
}

Result<void> EventStore::Impl::read_head() {
  const std::unique_ptr<rocksdb::Iterator> last(db->NewIterator({}, family(Family::events)));
  last->SeekToLast();
  if (!last->status().ok()) {
    return failure(last->status(), "cannot read the end of the log", "无法读取日志末尾");
  }
  if (!last->Valid()) {
    head = 0;
    return {};
  }
  MB_TRY(position, parse_position(view(last->key())));
  head = position.value + 1;
  return {};
}

Result<void> EventStore::Impl::put(const rocksdb::Slice& key, const rocksdb::Slice& value,
                                   Family f) {
  rocksdb::WriteBatch batch;
  MB_CHECK(batch.Put(family(f), key, value).ok());
  return write(batch);
}

Result<void> EventStore::Impl::write(rocksdb::WriteBatch& batch) {
  rocksdb::WriteOptions write;
  write.sync = options.sync;
  const auto status = db->Write(write, &batch);
  if (status.ok()) return {};
  return latch(failure(status, "cannot write to the ledger", "无法写入账本").value());
}

}  // namespace minutebook::store
