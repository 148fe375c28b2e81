#include "tools/export/ocel_log.h"

#include <string>
#include <utility>

#include "ledger/domain/partnership.h"
#include "ledger/service/replay.h"

namespace minutebook::exporting {
namespace {

constexpr const char* next_sql =
    "SELECT ocel_id FROM object WHERE ocel_type = ?1 AND ocel_id > ?2 ORDER BY ocel_id LIMIT 1";
constexpr const char* next_unvisited_sql =
    "SELECT ocel_id FROM object WHERE ocel_type = ?1 AND ocel_id > ?2 "
    "AND ocel_id NOT IN (SELECT ocel_id FROM temp.visited) ORDER BY ocel_id LIMIT 1";

/// Bytes that make no sense are Errc::corruption.
Result<OcelEvent> mapped(const store::StoredEvent& event) {
  OcelEvent out;
  MB_TRY_VOID(service::guarded([&] { out = ocel_event(event.view()); }));
  return out;
}

class Filler {
 public:
  Filler(OcelDatabase& out, const service::Ledger& ledger, const service::EventFilter& filter,
         const OcelProgress& progress)
      : out_(out), ledger_(ledger), filter_(filter), progress_(progress) {}

  Result<void> run() {
    MB_TRY_VOID(take_events());
    if (filter_.stream) MB_TRY_VOID(take_master_data());
    MB_TRY_VOID(take_steps());
    return out_.finish();
  }

 private:
  Result<void> take_events() {
    return service::Reader(ledger_).events(filter_,
                                           [&](const store::StoredEvent& event) -> Result<bool> {
                                             MB_TRY(said, mapped(event));
                                             MB_TRY_VOID(out_.add(said));
                                             MB_TRY_VOID(progress_(out_.event_count()));
                                             return true;
                                           });
  }

  /// What is named has a name, though the events that gave it are outside the part exported. Each
  /// stream may name further ones (a venue its organization, that one its parent).
  Result<void> take_master_data() {
    MB_TRY_VOID(out_.database().execute("CREATE TEMP TABLE visited (ocel_id TEXT PRIMARY KEY);"));
    bool found_any = true;
    while (found_any) {
      found_any = false;
      for (const SubjectKind kind : service::directory_kinds) {
        MB_TRY(found, take_streams_of(kind));
        found_any |= found;
      }
    }
    return out_.database().execute("DROP TABLE temp.visited;");
  }

  Result<bool> take_streams_of(SubjectKind kind) {
    std::string last;
    while (true) {
      MB_TRY(next, first_after(next_unvisited_sql, kind, last));
      if (next.empty()) return !last.empty();
      last = next;
      MB_TRY(mark, out_.database().prepare("INSERT INTO temp.visited VALUES (?1)"));
      MB_TRY_VOID(mark.run_with(std::string_view(next)));
      const Subject subject = Subject::from_stored(next);
      if (filter_.stream == subject) continue;
      MB_TRY_VOID(each_event(subject, [&](const store::StoredEvent& event) -> Result<void> {
        MB_TRY(said, mapped(event));
        std::erase_if(said.changes,
                      [&](const OcelChange& change) { return change.object.id != next; });
        return out_.apply(said.changes, said.time);
      }));
    }
  }

  /// The first object of that kind behind `after`; empty when there is none.
  Result<std::string> first_after(const char* sql, SubjectKind kind, const std::string& after) {
    MB_TRY(statement, out_.database().prepare(sql));
    statement.start_with(name_of(kind), std::string_view(after));
    MB_TRY(found, statement.step());
    return found ? std::string(statement.text(0)) : std::string();
  }

  Result<void> take_steps() {
    std::string last;
    while (true) {
      MB_TRY(next, first_after(next_sql, SubjectKind::partnership, last));
      if (next.empty()) return {};
      last = next;
      MB_TRY_VOID(take_steps_of(Subject::from_stored(next)));
      MB_TRY_VOID(progress_(out_.event_count()));
    }
  }

  Result<void> take_steps_of(const Subject& matter) {
    domain::Partnership state;
    const OcelObject object = object_of_subject(matter.text());
    return each_event(matter, [&](const store::StoredEvent& event) -> Result<void> {
      const MB_TRY(said, mapped(event));
      MB_TRY_VOID(service::guarded([&] { domain::evolve_partnership(state, event.view()); }));
      if (state.proposal() == nullptr) return {};
      const OcelValue step{"step", std::string(domain::name_of(domain::step_of(state)))};
      const Instant time{event.header().getOccurredAt().getNs()};
      return out_.apply({{object, {step}, {}}}, ocel_time(time));
    });
  }

  Result<void> each_event(const Subject& stream,
                          const std::function<Result<void>(const store::StoredEvent&)>& visit) {
    return service::each_stream_event(ledger_.store(), stream,
                                      [&](const store::StoredEvent& event) -> Result<bool> {
                                        if (filter_.to && event.position() > *filter_.to)
                                          return false;
                                        MB_TRY_VOID(visit(event));
                                        return true;
                                      });
  }

  OcelDatabase& out_;
  const service::Ledger& ledger_;
  const service::EventFilter& filter_;
  const OcelProgress& progress_;
};

}  // namespace

Result<void> fill_ocel(OcelDatabase& out, const service::Ledger& ledger,
                       const service::EventFilter& filter, const OcelProgress& progress) {
  return Filler(out, ledger, filter, progress).run();
}

}  // namespace minutebook::exporting
