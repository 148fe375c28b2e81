#include "ledger/service/in_flight.h"

namespace minutebook::service {

void InFlightIds::add(const CommandId& id, Position end) {
  const std::uint64_t hash = IdHash{}(id);
  ++slots_[hash >> 48U];
  entries_.push_back({hash, end});
}

void InFlightIds::forget(Position durable) {
  while (!entries_.empty() && entries_.front().end <= durable) {
    --slots_[entries_.front().hash >> 48U];
    entries_.pop_front();
  }
}

bool InFlightIds::may_hold(const CommandId& id, Position durable) {
  forget(durable);
  const std::uint64_t hash = IdHash{}(id);
  if (slots_[hash >> 48U] == 0) return false;
  // The slot is shared: look whether it is this one. Rare, unless a command is repeated at once.
  for (const Entry& entry : entries_) {
    if (entry.hash == hash) return true;
  }
  return false;
}

}  // namespace minutebook::service
