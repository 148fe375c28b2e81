#include "projections/findings/kept.h"

#include "projections/findings/packed.h"

namespace minutebook::projections::findings {

Result<Kept> Kept::load(const Database& database) {
  Kept kept;
  MB_TRY(facts, database.prepare("INSERT INTO facts VALUES (?1, ?2) ON CONFLICT(matter)"
                                 " DO UPDATE SET facts = excluded.facts"));
  kept.put_facts_ = std::move(facts);
  MB_TRY(decision, database.prepare("INSERT INTO decisions VALUES (?1, ?2)"));
  kept.put_decision_ = std::move(decision);
  MB_TRY(mark, database.prepare("INSERT INTO marks VALUES (?1, ?2) ON CONFLICT(name)"
                                " DO UPDATE SET value = excluded.value"));
  kept.put_mark_ = std::move(mark);
  MB_TRY_VOID(kept.load_landscape(database));
  MB_TRY_VOID(kept.load_decisions(database));
  MB_TRY(began, database.integer_of("SELECT value FROM marks WHERE name = 'began'", INT64_MAX));
  kept.began_ = Instant{began};
  MB_TRY(horizon, database.integer_of("SELECT value FROM marks WHERE name = 'horizon'", INT64_MIN));
  kept.horizon_ = Instant{horizon};
  return kept;
}

Result<void> Kept::load_landscape(const Database& database) {
  MB_TRY(rows, database.prepare("SELECT matter, facts FROM facts ORDER BY matter"));
  while (true) {
    MB_TRY(more, rows.step());
    if (!more) return {};
    const Subject matter = Subject::from_stored(rows.text(0));
    MB_TRY(facts, unpack_facts(rows.text(1), matter));
    landscape_.update(matter, std::move(facts));
  }
}

Result<void> Kept::load_decisions(const Database& database) {
  MB_TRY(rows, database.prepare("SELECT decision FROM decisions ORDER BY position"));
  while (true) {
    MB_TRY(more, rows.step());
    if (!more) return {};
    MB_TRY(decision, unpack_decision(rows.text(0)));
    decisions_[decision.concerns].push_back(std::move(decision));
  }
}

Result<void> Kept::update_landscape(const Subject& matter, rules::MatterFacts facts) {
  const std::string packed = pack(facts);
  if (!landscape_.update(matter, std::move(facts))) return {};
  return put_facts_.run_with(std::string_view(matter.text()), std::string_view(packed));
}

const std::vector<rules::FindingDecision>& Kept::decisions(const Subject& subject) const {
  static const std::vector<rules::FindingDecision> none;
  const auto found = decisions_.find(subject);
  return found == decisions_.end() ? none : found->second;
}

Result<void> Kept::add_decision(const rules::FindingDecision& decision) {
  decisions_[decision.concerns].push_back(decision);
  const std::string packed = pack(decision);
  return put_decision_.run_with(static_cast<std::int64_t>(decision.resolution.decided_at.value),
                                std::string_view(packed));
}

Result<void> Kept::set_moments(Instant began, Instant horizon) {
  began_ = began;
  horizon_ = horizon;
  MB_TRY_VOID(put_mark_.run_with(std::string_view("began"), began.ns));
  return put_mark_.run_with(std::string_view("horizon"), horizon.ns);
}

}  // namespace minutebook::projections::findings
