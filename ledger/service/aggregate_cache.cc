#include "ledger/service/aggregate_cache.h"

#include "ledger/service/replay.h"

namespace minutebook::service {

Result<AggregateCache::Entry*> AggregateCache::find(std::string_view subject) {
  if (const auto found = index_.find(subject); found != index_.end()) {
    entries_.splice(entries_.begin(), entries_, found->second);
    return &entries_.front();
  }
  shrink();
  MB_TRY(aggregate, load_aggregate(store_, Subject::from_stored(subject)));
  entries_.push_front(Entry{std::move(aggregate), Position{0}});
  index_.emplace(entries_.front().aggregate.subject.text(), entries_.begin());
  return &entries_.front();
}

void AggregateCache::shrink() {
  const Position durable = store_.head();
  for (auto it = entries_.end(); entries_.size() >= max_entries_ && it != entries_.begin();) {
    --it;
    if (it->end > durable) continue;
    index_.erase(it->aggregate.subject.text());
    it = entries_.erase(it);
  }
}

}  // namespace minutebook::service
