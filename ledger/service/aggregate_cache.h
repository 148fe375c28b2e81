#pragma once

#include <cstddef>
#include <list>
#include <string_view>
#include <unordered_map>

#include "ledger/base/result.h"
#include "ledger/domain/aggregate.h"
#include "ledger/store/event_store.h"

namespace minutebook::service {

/// The matters that the writer is at work on, loaded from their streams when needed. Bounded: the
/// one not used for longest goes, unless it has events that are not durable yet — those exist
/// nowhere else. One thread.
class AggregateCache {
 public:
  AggregateCache(const store::EventStore& store, std::size_t max_entries)
      : store_(store), max_entries_(max_entries) {}

  struct Entry {
    domain::Aggregate aggregate;
    Position end;  ///< past its last event
  };
  /// The state of the subject of that (well-formed) name, all decided events included. Valid until
  /// the next find().
  Result<Entry*> find(std::string_view subject);

 private:
  void shrink();

  const store::EventStore& store_;
  std::size_t max_entries_;
  std::list<Entry> entries_;  // the last used first
  // Keys borrow the names in the entries.
  std::unordered_map<std::string_view, std::list<Entry>::iterator> index_;
};

}  // namespace minutebook::service
