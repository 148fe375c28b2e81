#include "projections/findings/findings.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "ledger/domain/decide.h"
#include "ledger/schema/reflect.h"
#include "ledger/service/replay.h"
#include "projections/findings/concerned.h"
#include "projections/findings/kept.h"
#include "projections/findings/matter_rows.h"
#include "projections/findings/matters.h"
#include "projections/findings/tables.h"

namespace minutebook::projections::findings {
namespace {

/// What other rules than those about matters look at in a subject's first contract.
struct FirstContract {
  Day began;
  Position concluded_at;
  bool operator==(const FirstContract&) const = default;
};

/// Can the event change which documents its matter cites?
bool cites_documents(const domain::EventView& event) {
  if (!event.has_body()) return false;
  bool cites = event.payload.hasIrregular() || event.body().isPartnershipProposed() ||
               event.body().isProposalRevised();
  if (!cites) schema::for_each_document(event.body(), [&](ByteSpan) { cites = true; });
  return cites;
}

class Findings final : public Projection {
 public:
  static Result<std::unique_ptr<Findings>> begin(const Database& database,
                                                 const store::EventStore& store, Position next);
  Result<void> apply(const store::StoredEvent& event) override;
  Result<void> settle() override { return matters_.save(); }

 private:
  Findings(RowKeeper rows, Matters matters, Mentions mentions, Kept kept)
      : rows_(std::move(rows)),
        matters_(std::move(matters)),
        mentions_(std::move(mentions)),
        kept_(std::move(kept)) {}

  rules::Scene scene(Instant now) const {
    return {directory_, rulebooks_, kept_.landscape(), now, nullptr};
  }
  rules::MatterExamination::SceneAt scene_at() const {
    return [this](Instant now) { return scene(now); };
  }
  Instant horizon_after(Instant last) const;

  Result<void> take(const domain::EventView& event);
  Result<void> take_matter(const Subject& subject, const domain::EventView& event);
  Result<void> update_landscape(const Subject& subject, const domain::EventView& event,
                                const KeptMatter& matter);
  Result<void> take_master_data(const domain::EventView& event);
  Result<void> take_decision(const domain::EventView& event);
  Result<void> take_moment(const domain::EventView& event);
  Result<void> look_again(const Subject& matter, Position position);
  Result<void> tell_other(const Subject& subject, Position position, Instant from);
  Result<void> tell_all_others(Position position, Instant from);
  std::optional<FirstContract> first_of(const Subject& subject) const;
  Result<void> cite(Position position, KeptMatter& matter);
  Result<std::set<Subject>> concerned_matters(const Concern& concern);
  Result<void> tell_concerned(const Concern& concern, Position position, Instant from);

  RowKeeper rows_;
  Matters matters_;
  Mentions mentions_;
  Kept kept_;
  domain::Directory directory_;
  rules::Rulebooks rulebooks_;
};

Result<std::unique_ptr<Findings>> Findings::begin(const Database& database,
                                                  const store::EventStore& store, Position next) {
  MB_TRY(rows, RowKeeper::prepare(database));
  MB_TRY(matters, Matters::prepare(database, store));
  MB_TRY(mentions, Mentions::prepare(database));
  MB_TRY(kept, Kept::load(database));
  std::unique_ptr<Findings> projection(
      new Findings(std::move(rows), std::move(matters), std::move(mentions), std::move(kept)));
  MB_TRY_VOID(service::each_directory_event(
      store, next, [&projection](const store::StoredEvent& event) -> Result<bool> {
        MB_TRY_VOID(
            service::guarded([&] { domain::evolve(projection->directory_, event.view()); }));
        return true;
      }));
  projection->rulebooks_ = rules::Rulebooks::from(projection->directory_);
  return projection;
}

Result<void> Findings::apply(const store::StoredEvent& event) {
  Result<void> done;
  MB_TRY_VOID(service::guarded([&] { done = take(event.view()); }));
  return done;
}

Result<void> Findings::take(const domain::EventView& event) {
  const Subject subject = Subject::from_stored(event.header.getStream().cStr());
  // Before the moment moves what reports are told of, the event itself is known.
  if (domain::is_master_data(subject.kind())) {
    domain::evolve(directory_, event);
    if (subject.kind() == SubjectKind::rulebook) rulebooks_.follow(event);
  }
  MB_TRY_VOID(take_moment(event));
  if (domain::is_master_data(subject.kind())) return take_master_data(event);
  if (subject.kind() == SubjectKind::partnership) return take_matter(subject, event);
  if (subject.kind() == SubjectKind::inspection) return take_decision(event);
  return {};
}

Result<void> Findings::take_matter(const Subject& subject, const domain::EventView& event) {
  MB_TRY(matter, matters_.of(subject, event.position(), rows_));
  rules::MatterExamination& examination = matter->examination;
  examination.pass_time(Instant{event.header.getOccurredAt().getNs()}, scene_at(), {});
  examination.apply(event);
  matter->changed = true;
  MB_TRY_VOID(mentions_.add(subject, event, matter->mentions));
  MB_TRY_VOID(update_landscape(subject, event, *matter));
  examination.ask_after_event(scene(examination.clock()), {});
  MB_TRY(rows, rows_.rewrite(event.position(), examination.clock(), std::move(matter->rows),
                             matter_rows(examination, true, scene_at(), kept_.decisions(subject))));
  matter->rows = std::move(rows);
  return cites_documents(event) ? cite(event.position(), *matter) : Result<void>{};
}

Result<void> Findings::cite(Position position, KeptMatter& matter) {
  const Instant clock = matter.examination.clock();
  SubjectRows cited;
  add_citations(cited, matter.examination, scene(clock), matter.citations);
  MB_TRY(citations, rows_.rewrite(position, clock, std::move(matter.citations), cited));
  matter.citations = std::move(citations);
  return {};
}

std::optional<FirstContract> Findings::first_of(const Subject& subject) const {
  const auto* first = kept_.landscape().first_of(subject);
  if (first == nullptr) return std::nullopt;
  return FirstContract{first->began_on(), first->concluded_at};
}

Result<void> Findings::update_landscape(const Subject& subject, const domain::EventView& event,
                                        const KeptMatter& matter) {
  if (!event.has_body() || !rules::changes_facts(event.body().which())) return {};
  std::map<Subject, std::optional<FirstContract>> before;
  const auto note = [&](const rules::MatterFacts& facts) {
    for (const auto& contract : facts.contracts) {
      before.try_emplace(contract.organization, first_of(contract.organization));
      before.try_emplace(contract.venue, first_of(contract.venue));
    }
  };
  rules::MatterFacts facts{rules::contract_facts(subject, matter.examination.matter(), directory_),
                           rules::failure_facts(subject, matter.examination.matter(), directory_)};
  note(kept_.landscape().facts_of(subject));
  note(facts);
  MB_TRY_VOID(kept_.update_landscape(subject, std::move(facts)));
  for (const auto& [other, first] : before) {
    if (first_of(other) == first) continue;
    MB_TRY_VOID(tell_other(other, event.position(), Instant{event.header.getOccurredAt().getNs()}));
  }
  return {};
}

Result<void> Findings::take_master_data(const domain::EventView& event) {
  const Concern concern = concern_of(event);
  MB_TRY(matters, concerned_matters(concern));
  for (const Subject& matter : matters) MB_TRY_VOID(look_again(matter, event.position()));
  return tell_concerned(concern, event.position(), Instant{event.header.getOccurredAt().getNs()});
}

Result<std::set<Subject>> Findings::concerned_matters(const Concern& concern) {
  std::set<Subject> matters;
  std::vector<Subject> mentioned = concern.mentioned;
  if (concern.below) {
    for (const auto& [venue, record] : directory_.venues()) {
      if (directory_.is_at_or_below(record.organization, *concern.below)) {
        mentioned.push_back(venue);
      }
    }
  }
  for (const Subject& subject : mentioned) {
    MB_TRY(some, mentions_.matters_of(subject));
    matters.insert(some.begin(), some.end());
  }
  if (concern.everybody) {
    MB_TRY(all, matters_.all());
    matters.insert(all.begin(), all.end());
  }
  return matters;
}

Result<void> Findings::tell_concerned(const Concern& concern, Position position, Instant from) {
  if (concern.everybody) return tell_all_others(position, from);
  if (concern.itself && first_of(*concern.itself)) {
    MB_TRY_VOID(tell_other(*concern.itself, position, from));
  }
  if (!concern.below) return {};
  for (const auto& some : {kept_.landscape().organizations(), kept_.landscape().venues()}) {
    for (const Subject& other : some) {
      const auto organization = directory_.organization_of(other);
      if (!organization || !directory_.is_at_or_below(*organization, *concern.below)) continue;
      MB_TRY_VOID(tell_other(other, position, from));
    }
  }
  return {};
}

Result<void> Findings::take_decision(const domain::EventView& event) {
  const auto decision = rules::decision_of(event);
  if (!decision) return {};
  MB_TRY_VOID(kept_.add_decision(*decision));
  if (decision->concerns.kind() == SubjectKind::partnership) {
    return look_again(decision->concerns, event.position());
  }
  if (!first_of(decision->concerns)) return {};
  return tell_other(decision->concerns, event.position(), decision->occurred_at);
}

/// Moments of the log as a whole: when it began, which dates breaches of other subjects; and how
/// far their reports are told.
Result<void> Findings::take_moment(const domain::EventView& event) {
  const Instant occurred{event.header.getOccurredAt().getNs()};
  const Instant last = std::max(occurred, Instant{event.header.getRecordedAt().getNs()});
  const bool begins = occurred < kept_.began();
  const Instant before = kept_.horizon();
  const Instant after = std::max(before, horizon_after(last));
  if (!begins && before == after) return {};
  MB_TRY_VOID(kept_.set_moments(std::min(kept_.began(), occurred), after));
  return tell_all_others(event.position(), begins ? occurred : before);
}

/// The end of the second year after that of `last`.
Instant Findings::horizon_after(Instant last) const {
  const std::int16_t zone = directory_.ledger().zone_offset_minutes;
  const std::chrono::year_month_day date{
      std::chrono::sys_days{std::chrono::days{day_of(last, zone).days}}};
  const std::chrono::sys_days end{(date.year() + std::chrono::years{3}) / std::chrono::January / 1};
  return start_of(Day{static_cast<std::int32_t>(end.time_since_epoch().count())}, zone);
}

Result<void> Findings::look_again(const Subject& subject, Position position) {
  MB_TRY(matter, matters_.of(subject, position, rows_));
  const rules::MatterExamination& examination = matter->examination;
  if (examination.aggregate().version.value == 0) return {};
  MB_TRY(rows,
         rows_.rewrite(position, examination.clock(), std::move(matter->rows),
                       matter_rows(examination, false, scene_at(), kept_.decisions(subject))));
  matter->rows = std::move(rows);
  return cite(position, *matter);
}

Result<void> Findings::tell_other(const Subject& subject, Position position, Instant from) {
  MB_TRY(known, rows_.known(subject, from, {finding_rows}));
  MB_TRY_VOID(rows_.rewrite(position, from, std::move(known),
                            other_subject_rows(subject, kept_.began(), kept_.horizon(), scene_at(),
                                               kept_.decisions(subject))));
  return {};
}

Result<void> Findings::tell_all_others(Position position, Instant from) {
  for (const auto& some : {kept_.landscape().organizations(), kept_.landscape().venues()}) {
    for (const Subject& subject : some) MB_TRY_VOID(tell_other(subject, position, from));
  }
  return {};
}

Result<std::unique_ptr<Projection>> begin(const Database& database, const service::Ledger& ledger,
                                          Position next) {
  MB_TRY(projection, Findings::begin(database, ledger.store(), next));
  return projection;
}

/// With the rules that the standings are of: another catalogue is another file.
std::string kept_sql() {
  std::string sql = "-- Rules:";
  for (const rules::Rule& rule : kept_rules()) sql += " " + std::string(rule.id);
  return sql + "\n" + std::string(kept_tables);
}

}  // namespace
}  // namespace minutebook::projections::findings

namespace minutebook::projections {

const View& findings_view() {
  static const std::array<const Table*, findings::table_count> tables{
      &findings::findings, &findings::worklist, &findings::citations};
  static const std::string sql = findings::kept_sql();
  static const View view{.name = "findings",
                         .version = 1,
                         .tables = tables,
                         .more_sql = sql,
                         .begin = findings::begin};
  return view;
}

}  // namespace minutebook::projections
