#include "projections/findings/matters.h"

#include "ledger/service/replay.h"
#include "projections/findings/matter_rows.h"
#include "projections/findings/packed.h"

namespace minutebook::projections::findings {
namespace {

/// How many matters are in memory: some tens of kilobytes each.
constexpr std::size_t remembered_matters = 2'048;

}  // namespace

Result<Matters> Matters::prepare(const Database& database, const store::EventStore& store) {
  Matters matters(store);
  MB_TRY(put, database.prepare("INSERT INTO examinations VALUES (?1, ?2) ON CONFLICT(matter)"
                               " DO UPDATE SET standings = excluded.standings"));
  matters.put_ = std::move(put);
  MB_TRY(get, database.prepare("SELECT standings FROM examinations WHERE matter = ?1"));
  matters.get_ = std::move(get);
  MB_TRY(all, database.prepare("SELECT matter FROM examinations ORDER BY matter"));
  matters.all_ = std::move(all);
  return matters;
}

Result<KeptMatter> Matters::load(const Subject& subject, Position before, RowKeeper& rows) {
  get_.start_with(std::string_view(subject.text()));
  MB_TRY(found, get_.step());
  if (!found) return KeptMatter{.examination = {subject, kept_rules()}};
  MB_TRY(standings, unpack_standings(get_.text(0), subject, kept_rules()));
  domain::Aggregate aggregate = domain::empty_aggregate(subject);
  MB_TRY_VOID(service::each_stream_event(
      *store_, subject, [&](const store::StoredEvent& event) -> Result<bool> {
        if (event.position() >= before) return false;
        MB_TRY_VOID(service::guarded([&] { domain::evolve(aggregate, event.view()); }));
        return true;
      }));
  const Instant clock = standings.clock;
  MB_TRY(known, rows.known(subject, clock, {finding_rows, worklist_rows}));
  MB_TRY(citations, rows.known(subject, clock, {citation_rows}));
  return KeptMatter{.examination = {std::move(aggregate), kept_rules(), std::move(standings)},
                    .rows = std::move(known),
                    .citations = std::move(citations)};
}

Result<KeptMatter*> Matters::of(const Subject& subject, Position before, RowKeeper& rows) {
  if (const auto found = matters_.find(subject); found != matters_.end()) {
    used_.splice(used_.begin(), used_, found->second.used);
    return &found->second;
  }
  if (matters_.size() >= remembered_matters) {
    const auto oldest = matters_.find(used_.back());
    MB_TRY_VOID(save_one(oldest->first, oldest->second));
    matters_.erase(oldest);
    used_.pop_back();
  }
  MB_TRY(loaded, load(subject, before, rows));
  used_.push_front(subject);
  loaded.used = used_.begin();
  return &matters_.emplace(subject, std::move(loaded)).first->second;
}

Result<std::vector<Subject>> Matters::all() {
  MB_TRY_VOID(save());
  std::vector<Subject> subjects;
  all_.start({});
  while (true) {
    MB_TRY(more, all_.step());
    if (!more) return subjects;
    subjects.push_back(Subject::from_stored(all_.text(0)));
  }
}

Result<void> Matters::save() {
  for (auto& [subject, matter] : matters_) MB_TRY_VOID(save_one(subject, matter));
  return {};
}

Result<void> Matters::save_one(const Subject& subject, KeptMatter& matter) {
  if (!matter.changed) return {};
  matter.changed = false;
  const std::string standings = pack(matter.examination.standings(), kept_rules());
  return put_.run_with(std::string_view(subject.text()), std::string_view(standings));
}

}  // namespace minutebook::projections::findings
