#include "tools/inspect/history.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "ledger/base/check.h"
#include "ledger/domain/decide.h"
#include "ledger/domain/describe.h"

namespace minutebook::inspect {
namespace {

using service::AsOf;
using service::Ledger;
using service::Reader;
using VisitEvent = std::function<Result<bool>(const store::StoredEvent&)>;

tl::unexpected<Error> no_such_subject(const Subject& subject, bool ever) {
  if (ever) {
    return fail(Errc::not_found, "there was no " + subject.text() + " yet at that moment",
                "该时点尚无 " + subject.text());
  }
  return fail(Errc::not_found, "there is no " + subject.text() + " in this ledger",
              "本账本中没有 " + subject.text());
}

/// The last position to look at; none when nothing was recorded by then.
Result<std::optional<Position>> last_position(const Ledger& ledger, const AsOf& as_of) {
  const std::uint64_t head = Reader(ledger).head().value;
  if (head == 0) return std::optional<Position>();
  Position last{head - 1};
  if (as_of.position) last = std::min(last, *as_of.position);
  if (as_of.recorded_at) {
    MB_TRY(known, Reader(ledger).last_recorded_by(*as_of.recorded_at));
    if (!known) return std::optional<Position>();
    last = std::min(last, *known);
  }
  return std::optional<Position>(last);
}

bool occurred_by(const store::StoredEvent& event, const AsOf& as_of) {
  return !as_of.occurred_at || event.header().getOccurredAt().getNs() <= as_of.occurred_at->ns;
}

/// Positions of all events of master data up to `last`, in order. Bounded by master data.
Result<std::vector<Position>> master_data_positions(const Ledger& ledger, Position last) {
  std::vector<Position> positions;
  for (std::size_t i = 0; i < subject_kind_count; ++i) {
    const auto kind = static_cast<SubjectKind>(i);
    if (!domain::is_master_data(kind)) continue;
    MB_TRY(cursor, ledger.store().category(kind));
    while (true) {
      MB_TRY(entry, cursor.next());
      if (!entry || entry->position > last) break;
      positions.push_back(entry->position);
    }
  }
  std::sort(positions.begin(), positions.end());
  return positions;
}

/// Evolves the matter event by event; `visit` comes after each.
Result<void> walk(const Ledger& ledger, domain::Aggregate& aggregate, const AsOf& as_of,
                  const VisitEvent& visit) {
  MB_TRY(last, last_position(ledger, as_of));
  if (!last) return {};
  service::EventFilter filter;
  filter.stream = aggregate.subject;
  filter.to = *last;
  return Reader(ledger).events(filter, [&](const store::StoredEvent& event) -> Result<bool> {
    if (!occurred_by(event, as_of)) return true;
    domain::evolve(aggregate, event.view());
    return visit(event);
  });
}

/// Evolves the directory with all master data; `visit` comes after each event of `subject`.
Result<void> walk(const Ledger& ledger, const Subject& subject, domain::Directory& directory,
                  const AsOf& as_of, const VisitEvent& visit) {
  MB_TRY(last, last_position(ledger, as_of));
  if (!last) return {};
  MB_TRY(positions, master_data_positions(ledger, *last));
  for (const Position position : positions) {
    MB_TRY(event, Reader(ledger).event(position));
    if (!occurred_by(event, as_of)) continue;
    domain::evolve(directory, event.view());
    if (std::string_view(event.header().getStream().cStr()) != subject.text()) continue;
    MB_TRY(more, visit(event));
    if (!more) break;
  }
  return {};
}

}  // namespace

Json parse_description(const std::string& description) {
  Json value = Json::parse(description, nullptr, false);
  MB_CHECK(!value.is_discarded());
  return value;
}

Result<void> each_step(const Ledger& ledger, const Subject& subject, const AsOf& as_of,
                       const std::function<Result<bool>(const Step&)>& visit) {
  domain::Aggregate aggregate = domain::empty_aggregate(subject);
  domain::Directory directory;
  const bool master = domain::is_master_data(subject.kind());
  bool any = false;
  const auto description = [&] {
    return master ? domain::describe(directory, subject) : domain::describe(aggregate);
  };
  const VisitEvent step = [&](const store::StoredEvent& event) -> Result<bool> {
    any = true;
    return visit(Step{event, description});
  };
  MB_TRY_VOID(master ? walk(ledger, subject, directory, as_of, step)
                     : walk(ledger, aggregate, as_of, step));
  if (any) return {};
  MB_TRY(version, ledger.store().version_of(subject));
  return no_such_subject(subject, version.value > 0);
}

Result<State> state_of(const Ledger& ledger, const Subject& subject, const AsOf& as_of) {
  domain::Aggregate aggregate = domain::empty_aggregate(subject);
  domain::Directory directory;
  const bool master = domain::is_master_data(subject.kind());
  State state;
  const VisitEvent count = [&](const store::StoredEvent& event) -> Result<bool> {
    state.version = Version{state.version.value + 1};
    state.position = event.position();
    return true;
  };
  MB_TRY_VOID(master ? walk(ledger, subject, directory, as_of, count)
                     : walk(ledger, aggregate, as_of, count));
  if (state.version.value == 0) {
    MB_TRY(version, ledger.store().version_of(subject));
    return no_such_subject(subject, version.value > 0);
  }
  state.description = master ? domain::describe(directory, subject) : domain::describe(aggregate);
  return state;
}

}  // namespace minutebook::inspect
