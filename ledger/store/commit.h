#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "ledger/base/bytes.h"
#include "ledger/base/ids.h"
#include "ledger/crypto/digest.h"
#include "ledger/store/record.h"

namespace minutebook::store {

/// What the family `commands` keeps of a command: one id, one outcome, for ever.
struct CommandRecord {
  Position first;           ///< of its events
  std::uint32_t count = 0;  ///< of its events
  crypto::Digest input{};   ///< digest of the command as sent
};

/// What one synced batch will write; filled by the writer, in the order of positions, and handed
/// to EventStore::write; made by EventStore::begin. A resource: moved, not copied.
class Commit {
 public:
  Commit(Commit&&) noexcept;
  Commit& operator=(Commit&&) noexcept;
  ~Commit();

  /// The next event: its record, its place in its stream, its stream's category.
  void add_event(const Subject& stream, Version version, const RecordParts& parts);
  void add_command(const CommandId& id, const CommandRecord& record);
  /// A tile of the tree as it is after this batch, in place of a narrower state of it.
  void add_tile(unsigned level, std::uint64_t index, std::span<const crypto::Digest> hashes);

  Position first() const;
  /// Where the next event would go.
  Position next() const;
  std::uint64_t event_count() const { return next().value - first().value; }
  std::size_t bytes() const;

 private:
  friend class EventStore;
  struct Impl;
  explicit Commit(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace minutebook::store
