#pragma once

#include <cstdint>
#include <cstring>
#include <deque>
#include <vector>

#include "ledger/base/ids.h"

namespace minutebook::service {

struct IdHash {
  std::size_t operator()(const CommandId& id) const noexcept {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    std::memcpy(&high, id.bytes.data(), sizeof high);
    std::memcpy(&low, id.bytes.data() + 8, sizeof low);
    return (high ^ low) * 0x9E37'79B9'7F4A'7C15ULL;  // ids may be chosen in sequence
  }
};

/// The commands that are decided but not known to be durable: a few batches of them, asked for once
/// with every command, so a table without allocation per command. Keeps hashes only: it may say
/// "perhaps" of an id that it does not hold, never "no" of one that it does. One thread.
class InFlightIds {
 public:
  InFlightIds() : slots_(slot_count) {}

  /// `end` is where the log must have got to before the command is durable.
  void add(const CommandId& id, Position end);
  /// Is it there and not yet durable, with the log at `durable`?
  bool may_hold(const CommandId& id, Position durable);

 private:
  static constexpr std::size_t slot_count = 1U << 16U;
  struct Entry {
    std::uint64_t hash = 0;
    Position end;
  };
  void forget(Position durable);

  std::vector<std::uint16_t> slots_;  // how many in flight have this part of the hash
  std::deque<Entry> entries_;         // in order, to be taken out again
};

}  // namespace minutebook::service
