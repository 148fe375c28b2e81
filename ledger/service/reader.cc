#include "ledger/service/reader.h"

#include <algorithm>

#include "ledger/base/check.h"
#include "ledger/merkle/hash.h"
#include "ledger/schema/convert.h"
#include "ledger/schema/reflect.h"
#include "ledger/service/replay.h"

namespace minutebook::service {
namespace {

/// Where "known then" ends: past the last event that counts.
Result<Position> end_of(const Reader& reader, const AsOf& as_of) {
  Position end = reader.head();
  if (as_of.position) end = std::min(end, Position{as_of.position->value + 1});
  if (as_of.recorded_at) {
    MB_TRY(last, reader.last_recorded_by(*as_of.recorded_at));
    end = std::min(end, last ? Position{last->value + 1} : Position{0});
  }
  return end;
}

bool had_occurred(const store::StoredEvent& event, const AsOf& as_of) {
  return !as_of.occurred_at ||
         Instant{event.header().getOccurredAt().getNs()} <= *as_of.occurred_at;
}

/// The filter with its names looked up, asked of every event.
class Matcher {
 public:
  static Result<Matcher> make(const EventFilter& filter) {
    Matcher matcher(filter);
    if (!filter.type) return matcher;
    matcher.type_ = schema::find_event(*filter.type);
    if (matcher.type_) return matcher;
    const std::string name = printable(*filter.type);
    return fail(Errc::invalid_input, "there is no type of event named " + name,
                "没有名为 " + name + " 的事件类型");
  }

  bool operator()(const store::StoredEvent& event) const {
    const auto header = event.header();
    const Instant occurred{header.getOccurredAt().getNs()};
    if (type_ && header.getEventType() != static_cast<std::uint16_t>(*type_)) return false;
    if (filter_.actor && schema::text_view(header.getActor()) != filter_.actor->text()) {
      return false;
    }
    return (!filter_.since || occurred >= *filter_.since) &&
           (!filter_.until || occurred <= *filter_.until);
  }

 private:
  explicit Matcher(const EventFilter& filter) : filter_(filter) {}
  const EventFilter& filter_;
  std::optional<schema::EventBody::Which> type_;
};

}  // namespace

crypto::Digest leaf_of(crypto::Suite suite, const store::StoredEvent& event) {
  return merkle::leaf_hash(suite, event.header_bytes());
}

Result<store::StoredEvent> Reader::event(Position position) const {
  return ledger_.store().event(position);
}

Result<void> Reader::events(const EventFilter& filter, const Visit& visit) const {
  MB_TRY(matches, Matcher::make(filter));
  const Position end = filter.to ? std::min(head(), Position{filter.to->value + 1}) : head();
  const auto pass_on = [&](const store::StoredEvent& event) -> Result<bool> {
    bool wanted = false;
    MB_TRY_VOID(guarded([&] { wanted = matches(event); }));
    if (!wanted) return true;
    return visit(event);
  };
  if (filter.stream) {
    return each_stream_event(ledger_.store(), *filter.stream,
                             [&](const store::StoredEvent& event) -> Result<bool> {
                               if (event.position() >= end) return false;
                               if (event.position() < filter.from) return true;
                               return pass_on(event);
                             });
  }
  MB_TRY(cursor, ledger_.store().events(filter.from, end));
  while (true) {
    MB_TRY(event, cursor.next());
    if (!event) return {};
    MB_TRY(go_on, pass_on(*event));
    if (!go_on) return {};
  }
}

Result<domain::Aggregate> Reader::aggregate(const Subject& subject, const AsOf& as_of) const {
  MB_TRY(end, end_of(*this, as_of));
  domain::Aggregate aggregate = domain::empty_aggregate(subject);
  bool any = false;
  const auto apply = [&](const store::StoredEvent& event) -> Result<bool> {
    if (event.position() >= end) return false;
    if (!had_occurred(event, as_of)) return true;
    any = true;
    MB_TRY_VOID(guarded([&] { evolve(aggregate, event.view()); }));
    return true;
  };
  MB_TRY_VOID(each_stream_event(ledger_.store(), subject, apply));
  if (any) return aggregate;
  return fail(Errc::not_found, subject.text() + " has no events then",
              subject.text() + " 当时没有事件");
}

Result<domain::Directory> Reader::directory(const AsOf& as_of) const {
  MB_TRY(end, end_of(*this, as_of));
  domain::Directory directory;
  const auto apply = [&](const store::StoredEvent& event) -> Result<bool> {
    if (!had_occurred(event, as_of)) return true;
    MB_TRY_VOID(guarded([&] { evolve(directory, event.view()); }));
    return true;
  };
  MB_TRY_VOID(each_directory_event(ledger_.store(), end, apply));
  return directory;
}

Result<std::optional<Position>> Reader::last_recorded_by(Instant recorded_at) const {
  // recordedAt never decreases along the log: bisect for the first event recorded later.
  std::uint64_t low = 0;
  std::uint64_t high = head().value;
  while (low < high) {
    const std::uint64_t middle = low + (high - low) / 2;
    MB_TRY(event, ledger_.store().event(Position{middle}));
    if (Instant{event.header().getRecordedAt().getNs()} <= recorded_at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == 0) return std::optional<Position>();
  return std::optional<Position>(Position{low - 1});
}

}  // namespace minutebook::service
