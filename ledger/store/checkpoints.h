#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/bytes.h"
#include "ledger/base/result.h"
#include "ledger/store/event_store.h"

namespace minutebook::store {

/// A checkpoint as it is kept; nothing in it is verified here.
struct KeptCheckpoint {
  std::uint64_t size = 0;  ///< of the tree, from the key
  std::string note;        ///< signed note, with the cosignatures gathered so far
  std::vector<Bytes>
      time_stamps;  ///< RFC 3161 tokens over the note's text, DER, in order of arrival
};

/// The signed tree heads of a ledger: each one ever signed is kept for good. Borrows the store. One
/// thread at a time may write; any number may read. Every write is synced.
class CheckpointStore {
 public:
  explicit CheckpointStore(EventStore& store) : store_(&store), reading_(store) {}
  explicit CheckpointStore(const EventStore& store) : reading_(store) {}

  /// The one signed last, or nothing before the first.
  Result<std::optional<KeptCheckpoint>> latest() const;
  Result<std::optional<KeptCheckpoint>> at(std::uint64_t size) const;
  /// The smallest one of at least `size`, or nothing.
  Result<std::optional<KeptCheckpoint>> covering(std::uint64_t size) const;
  /// The largest one smaller than `size`, or nothing.
  Result<std::optional<KeptCheckpoint>> before(std::uint64_t size) const;
  /// In order of size, from `from` on, until `f` gives false.
  using Visit = std::function<Result<bool>(const KeptCheckpoint&)>;
  Result<void> each(std::uint64_t from, const Visit& f) const;

  /// Keeps a freshly signed checkpoint and remembers it as the last signed: once this returned, and
  /// only then, it may be published. Errc::conflict unless `size` is past the last one's. A crash
  /// before leaves nothing of it.
  Result<void> add(std::uint64_t size, std::string_view note);
  /// Puts `note`, the same checkpoint with more cosignatures, in its place. Errc::not_found.
  Result<void> replace(std::uint64_t size, std::string_view note);
  /// Errc::not_found without a checkpoint of that size; Errc::conflict past
  /// limits::max_time_stamps.
  Result<void> add_time_stamp(std::uint64_t size, ByteSpan token);

 private:
  EventStore* store_ = nullptr;  // null: for reading only
  const EventStore& reading_;
};

}  // namespace minutebook::store
