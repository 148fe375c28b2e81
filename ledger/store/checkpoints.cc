#include "ledger/store/checkpoints.h"

#include "ledger/base/check.h"
#include "ledger/base/limits.h"
#include "ledger/store/database.h"
#include "ledger/store/keys.h"
#include "ledger/store/status.h"

namespace minutebook::store {
namespace {

tl::unexpected<Error> cannot_read(const rocksdb::Status& status) {
  return failure(status, "cannot read the checkpoints", "无法读取检查点");
}

tl::unexpected<Error> malformed(std::string_view en, std::string_view zh) {
  return fail(Errc::corruption, "the checkpoints are damaged: " + std::string(en),
              "检查点数据已损坏：" + std::string(zh));
}

/// Reads the checkpoint at which `entry` stands and leaves `entry` at the next one.
Result<KeptCheckpoint> take(rocksdb::Iterator& entry) {
  MB_TRY(key, parse_checkpoint_key(view(entry.key())));
  if (key.time_stamp)
    return malformed("a time stamp without its checkpoint", "时间戳没有对应的检查点");
  KeptCheckpoint kept;
  kept.size = key.size;
  kept.note = view(entry.value());
  for (entry.Next(); entry.Valid(); entry.Next()) {
    MB_TRY(next, parse_checkpoint_key(view(entry.key())));
    if (!next.time_stamp) break;
    if (next.size != kept.size || *next.time_stamp != kept.time_stamps.size()) {
      return malformed("a time stamp is out of place", "时间戳位置有误");
    }
    const ByteSpan token = as_bytes(view(entry.value()));
    kept.time_stamps.emplace_back(token.begin(), token.end());
  }
  if (!entry.status().ok()) return cannot_read(entry.status());
  return kept;
}

std::unique_ptr<rocksdb::Iterator> iterate(const EventStore::Impl& store) {
  return std::unique_ptr<rocksdb::Iterator>(
      store.db->NewIterator({}, store.family(Family::checkpoints)));
}

}  // namespace

Result<std::optional<KeptCheckpoint>> CheckpointStore::latest() const {
  std::string value;
  const auto status = reading_.impl_->db->Get({}, reading_.impl_->family(Family::meta),
                                              slice(meta_last_signed), &value);
  const auto entry = iterate(*reading_.impl_);
  entry->SeekToLast();
  if (!entry->status().ok()) return cannot_read(entry->status());
  if (status.IsNotFound() && !entry->Valid()) return std::nullopt;
  if (status.IsNotFound())
    return malformed("the last signed one is not noted", "未记录最后签名的检查点");
  if (!status.ok()) return cannot_read(status);
  MB_TRY(size, parse_position(value));
  if (!entry->Valid()) return malformed("the last signed one is missing", "缺少最后签名的检查点");
  MB_TRY(key, parse_checkpoint_key(view(entry->key())));
  if (key.size != size.value) {
    return malformed("the last one is not the last signed", "末个检查点不是最后签名的检查点");
  }
  return at(size.value);
}

Result<std::optional<KeptCheckpoint>> CheckpointStore::at(std::uint64_t size) const {
  MB_TRY(found, covering(size));
  if (!found || found->size != size) return std::nullopt;
  return found;
}

Result<std::optional<KeptCheckpoint>> CheckpointStore::covering(std::uint64_t size) const {
  std::optional<KeptCheckpoint> found;
  MB_TRY_VOID(each(size, [&](const KeptCheckpoint& kept) -> Result<bool> {
    found = kept;
    return false;
  }));
  return found;
}

Result<std::optional<KeptCheckpoint>> CheckpointStore::before(std::uint64_t size) const {
  if (size == 0) return std::nullopt;
  const auto entry = iterate(*reading_.impl_);
  constexpr std::uint8_t last_number = 0xff;
  entry->SeekForPrev(slice(time_stamp_key(size - 1, last_number)));
  if (!entry->status().ok()) return cannot_read(entry->status());
  if (!entry->Valid()) return std::nullopt;
  MB_TRY(key, parse_checkpoint_key(view(entry->key())));
  return at(key.size);
}

Result<void> CheckpointStore::each(std::uint64_t from, const Visit& f) const {
  const auto entry = iterate(*reading_.impl_);
  entry->Seek(slice(checkpoint_key(from)));
  while (entry->Valid()) {
    MB_TRY(kept, take(*entry));
    MB_TRY(go_on, f(kept));
    if (!go_on) return {};
  }
  if (!entry->status().ok()) return cannot_read(entry->status());
  return {};
}

Result<void> CheckpointStore::add(std::uint64_t size, std::string_view note) {
  MB_CHECK(store_ != nullptr && !store_->is_read_only());
  MB_CHECK(size <= store_->head().value);
  MB_TRY(last, latest());
  if (last && last->size >= size) {
    const std::string number = std::to_string(last->size);
    return fail(Errc::conflict, "a checkpoint of size " + number + " was signed already",
                "已签发规模为 " + number + " 的检查点");
  }
  rocksdb::WriteBatch batch;
  const std::string key = checkpoint_key(size);
  EventStore::Impl& store = *store_->impl_;
  MB_CHECK(batch.Put(store.family(Family::checkpoints), slice(key), slice(note)).ok());
  MB_CHECK(batch.Put(store.family(Family::meta), slice(meta_last_signed), slice(key)).ok());
  return store.write(batch);
}

Result<void> CheckpointStore::replace(std::uint64_t size, std::string_view note) {
  MB_CHECK(store_ != nullptr && !store_->is_read_only());
  MB_TRY(there, at(size));
  if (!there) {
    return fail(Errc::not_found, "there is no checkpoint of size " + std::to_string(size),
                "没有规模为 " + std::to_string(size) + " 的检查点");
  }
  rocksdb::WriteBatch batch;
  EventStore::Impl& store = *store_->impl_;
  const std::string key = checkpoint_key(size);
  MB_CHECK(batch.Put(store.family(Family::checkpoints), slice(key), slice(note)).ok());
  return store.write(batch);
}

Result<void> CheckpointStore::add_time_stamp(std::uint64_t size, ByteSpan token) {
  MB_CHECK(store_ != nullptr && !store_->is_read_only());
  MB_TRY(there, at(size));
  if (!there) {
    return fail(Errc::not_found, "there is no checkpoint of size " + std::to_string(size),
                "没有规模为 " + std::to_string(size) + " 的检查点");
  }
  if (there->time_stamps.size() >= limits::max_time_stamps) {
    return fail(Errc::conflict, "the checkpoint has all the time stamps that it may have",
                "该检查点的时间戳数量已达上限");
  }
  rocksdb::WriteBatch batch;
  EventStore::Impl& store = *store_->impl_;
  const std::string key =
      time_stamp_key(size, static_cast<std::uint8_t>(there->time_stamps.size()));
  MB_CHECK(batch.Put(store.family(Family::checkpoints), slice(key), slice(token)).ok());
  return store.write(batch);
}

}  // namespace minutebook::store
