#include <array>

#include "projections/register/models.h"

namespace minutebook::projections {
namespace {

using enum ColumnType;
using Body = schema::EventBody;

constexpr std::array partnership_columns{
    Column{"subject", subject, true},
    Column{"organization", subject, true},
    Column{"venue", subject, true},
    Column{"mode", word, true, "Mode"},
    Column{"step", word, true, "Step"},
    Column{"owner", subject, true},
    Column{"title"},
    Column{"proposedAt", moment, true},
    Column{"proposer", subject, true},
    Column{"candidate", subject, true},
    Column{"intendedTermMonths", number},
    Column{"estimatedValue", money, true},
    Column{"contracts", number},
    Column{"contractValue", money, true},
    Column{"irregularEntries", number, true},
    Column{"legalHold", flag, true},
};
constexpr Table partnerships{.name = "partnerships",
                             .columns = partnership_columns,
                             .key_columns = 1,
                             .order = "proposedAt"};

constexpr std::array interest_columns{
    Column{"subject", subject, true},
    Column{"event", position},
    Column{"organization", subject, true},
    Column{"person", subject, true},
    Column{"form", word, true, "InterestForm"},
    Column{"partner", subject, true},
    Column{"meeting"},
    Column{"declaredAt", moment, true},
    Column{"nature"},
};
constexpr Table interests{
    .name = "interests", .columns = interest_columns, .key_columns = 2, .order = "declaredAt"};

/// Who has to act: the authority that was asked and has not answered; else the venue's owner.
std::optional<Subject> owner_of(const domain::Partnership& matter,
                                const std::optional<Subject>& organization) {
  const domain::Step step = domain::step_of(matter);
  if (step == domain::Step::closed || step == domain::Step::withdrawn) return std::nullopt;
  if (step == domain::Step::approval) {
    if (!matter.approval_requests.empty() &&
        matter.approval_requests.back().outcome() == domain::ApprovalOutcome::pending) {
      return matter.approval_requests.back().authority;
    }
    if (!matter.filings.empty() && !matter.filings.back().acknowledged()) {
      return matter.filings.back().authority;
    }
  }
  return organization;
}

void partnership_rows(const StreamScene& scene, std::vector<Row>& rows) {
  const domain::Partnership& matter = scene.matter();
  const domain::Proposal* proposal = matter.proposal();
  if (proposal == nullptr) return;
  const auto organization = scene.organization();
  std::int64_t concluded = 0;
  std::int64_t value_fen = 0;
  for (const domain::Contract& contract : matter.contracts) {
    if (!contract.concluded()) continue;
    ++concluded;
    value_fen += contract.terms()->value_fen;
  }
  const domain::Proposal& first = matter.proposals.front();
  rows.push_back(row_of(scene.subject, organization, proposal->venue, proposal->mode,
                        domain::name_of(domain::step_of(matter)), owner_of(matter, organization),
                        proposal->title, first.act.occurred_at, first.act.by(), proposal->candidate,
                        proposal->intended_term_months, proposal->estimated_value_fen, concluded,
                        value_fen, matter.irregular_entries.size(), matter.under_legal_hold()));
}

void interest_rows(const StreamScene& scene, std::vector<Row>& rows) {
  const domain::Partnership& matter = scene.matter();
  const auto organization = scene.organization();
  for (const domain::Interest& interest : matter.interests) {
    rows.push_back(row_of(scene.subject, interest.act.position, organization, interest.act.by(),
                          std::string_view("interest"), interest.partner, Value{},
                          interest.act.occurred_at, interest.nature));
  }
  for (const domain::Meeting& meeting : matter.meetings) {
    for (const domain::Recusal& recusal : meeting.recusals) {
      rows.push_back(row_of(scene.subject, recusal.act.position, organization, recusal.act.by(),
                            std::string_view("recusal"), Value{}, meeting.id,
                            recusal.act.occurred_at, recusal.reason));
    }
  }
}

constexpr std::array interest_events{Body::INTEREST_DECLARED, Body::RECUSAL_DECLARED};
constexpr std::array models{
    ReadModel{&partnerships, SubjectKind::partnership, partnership_rows},
    ReadModel{&interests, SubjectKind::partnership, interest_rows, interest_events},
};

}  // namespace

std::span<const ReadModel> partnership_models() { return models; }

}  // namespace minutebook::projections
