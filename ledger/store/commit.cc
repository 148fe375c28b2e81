#include "ledger/store/commit.h"

#include "ledger/base/check.h"
#include "ledger/base/limits.h"
#include "ledger/store/database.h"
#include "ledger/store/keys.h"

namespace minutebook::store {
namespace {

/// The record's prefix and parts, put into the batch without an intermediate copy.
class RecordSlices {
 public:
  explicit RecordSlices(const RecordParts& parts) {
    append_record_prefix(prefix_, parts);
    slices_ = {slice(prefix_), slice(parts.header), slice(parts.salt), slice(parts.payload)};
  }
  rocksdb::SliceParts parts() const { return {slices_.data(), static_cast<int>(slices_.size())}; }

 private:
  std::string prefix_;  // 8 bytes: within std::string itself, no allocation
  std::array<rocksdb::Slice, 4> slices_;
};

}  // namespace

Commit::Commit(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Commit::Commit(Commit&&) noexcept = default;
Commit& Commit::operator=(Commit&&) noexcept = default;
Commit::~Commit() = default;

void Commit::add_event(const Subject& stream, Version version, const RecordParts& parts) {
  const auto position = big_endian(next().value);
  const rocksdb::Slice position_slice = slice(text_of(position));
  const rocksdb::SliceParts key{&position_slice, 1};
  rocksdb::WriteBatch& batch = impl_->batch;
  const RecordSlices record(parts);
  // WriteBatch::Put fails only past 4 GiB: far above limits::max_batch_bytes.
  MB_CHECK(batch.Put(impl_->store.family(Family::events), key, record.parts()).ok());

  const auto number = big_endian(version.value);
  const std::array<rocksdb::Slice, 3> stream_slices{slice(stream.text()), rocksdb::Slice("\0", 1),
                                                    slice(text_of(number))};
  const rocksdb::SliceParts stream_parts{stream_slices.data(), 3};
  MB_CHECK(batch.Put(impl_->store.family(Family::streams), stream_parts, key).ok());

  std::array<char, category_key_bytes> category{static_cast<char>(stream.kind())};
  std::copy(position.begin(), position.end(), category.begin() + 1);
  MB_CHECK(batch
               .Put(impl_->store.family(Family::categories),
                    rocksdb::Slice(category.data(), category.size()), rocksdb::Slice())
               .ok());
  ++impl_->count;
}

void Commit::add_command(const CommandId& id, const CommandRecord& record) {
  const CommandValue value = command_value(record);
  MB_CHECK(impl_->batch
               .Put(impl_->store.family(Family::commands), slice(ByteSpan(id.bytes)),
                    slice(ByteSpan(value)))
               .ok());
}

void Commit::add_tile(unsigned level, std::uint64_t index, std::span<const crypto::Digest> hashes) {
  MB_CHECK(!hashes.empty());
  const std::string_view bytes(reinterpret_cast<const char*>(hashes.data()), hashes.size_bytes());
  MB_CHECK(impl_->batch
               .Put(impl_->store.family(Family::tiles), slice(tile_key(level, index)), slice(bytes))
               .ok());
}

Position Commit::first() const { return impl_->first; }
Position Commit::next() const { return Position{impl_->first.value + impl_->count}; }
std::size_t Commit::bytes() const { return impl_->batch.GetDataSize(); }

}  // namespace minutebook::store
