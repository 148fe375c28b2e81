#include <array>

#include "projections/register/models.h"

namespace minutebook::projections {
namespace {

using enum ColumnType;

/// What statistics count: each step that a matter took, with the numbers that are added up.
constexpr std::array milestone_columns{
    Column{"subject", subject, true},
    Column{"event", position},
    Column{"organization", subject, true},
    Column{"venue", subject, true},
    Column{"mode", word, true, "Mode"},
    Column{"milestone", word, true, "Milestone"},
    Column{"step", word, true, "Step"},
    Column{"quarter", quarter, true},
    Column{"reachedAt", moment, true},
    Column{"partner", subject, true},
    Column{"value", money},
    Column{"satisfaction", share},
    Column{"respondents", number},
};
constexpr Table milestones{
    .name = "milestones", .columns = milestone_columns, .key_columns = 2, .order = "reachedAt"};

/// What is added up, of one milestone.
struct Numbers {
  std::optional<Subject> partner = {};
  std::optional<std::int64_t> value_fen = {};
  std::optional<std::int64_t> satisfaction = {};
  std::optional<std::int64_t> respondents = {};
};

/// The rows of one matter.
class Milestones {
 public:
  Milestones(const StreamScene& scene, std::vector<Row>& rows)
      : scene_(scene), rows_(rows), organization_(scene.organization()) {
    if (const auto* proposal = scene.matter().proposal()) {
      venue_ = proposal->venue;
      mode_ = proposal->mode;
    }
  }

  void add(const domain::Act& act, std::string_view milestone, domain::Step step,
           const Numbers& numbers = {}) {
    const Day day = scene_.directory.day_of(act.occurred_at.instant);
    rows_.push_back(row_of(scene_.subject, act.position, organization_, venue_, mode_, milestone,
                           domain::name_of(step), quarter_of(day), act.occurred_at, numbers.partner,
                           numbers.value_fen, numbers.satisfaction, numbers.respondents));
  }

 private:
  static std::int64_t quarter_of(Day day) {
    const std::string text = format_day(day);  // YYYY-MM-DD
    const std::int64_t year = std::stoll(text.substr(0, 4));
    const std::int64_t month = std::stoll(text.substr(5, 2));
    return year * 4 + (month - 1) / 3;
  }

  const StreamScene& scene_;
  std::vector<Row>& rows_;
  std::optional<Subject> organization_;
  std::optional<Subject> venue_;
  schema::Mode mode_ = schema::Mode::UNSPECIFIED;
};

using domain::Step;

void add_decisions(const domain::Partnership& matter, Milestones& out) {
  for (const domain::Meeting& meeting : matter.meetings) {
    for (const domain::Resolution& resolution : meeting.resolutions) {
      out.add(resolution.act, resolution.adopted ? "adopted" : "rejected", Step::decision);
    }
  }
  for (const domain::ApprovalRequest& request : matter.approval_requests) {
    for (const domain::ApprovalAnswer& answer : request.answers) {
      const bool granted = answer.outcome == domain::ApprovalOutcome::granted;
      const bool refused = answer.outcome == domain::ApprovalOutcome::refused;
      out.add(answer.act,
              granted   ? "approved"
              : refused ? "approvalRefused"
                        : "approvalReturned",
              Step::approval);
    }
  }
  for (const domain::Filing& filing : matter.filings) out.add(filing.act, "filed", Step::approval);
}

void add_selections(const domain::Partnership& matter, Milestones& out) {
  for (const domain::Selection& selection : matter.selections) {
    out.add(selection.act, "announced", Step::signing);
    for (const domain::Award& award : selection.awards) {
      out.add(award.act, "awarded", Step::signing);
    }
  }
}

void add_contracts(const domain::Partnership& matter, Milestones& out) {
  for (const domain::Contract& contract : matter.contracts) {
    for (const domain::ContractSignature& signature : contract.signatures) {
      out.add(signature.act, "signed", Step::signing,
              {.partner = signature.partner, .value_fen = signature.terms.value_fen});
    }
    for (const domain::ContractRenewal& renewal : contract.renewals) {
      out.add(renewal.act, "renewed", Step::signing,
              {.partner = contract.partner, .value_fen = renewal.terms.value_fen});
    }
    for (const domain::ContractTermination& termination : contract.terminations) {
      out.add(termination.act, "terminated", Step::evaluation, {.partner = contract.partner});
    }
    for (const domain::ContractExpiry& expiry : contract.expiries) {
      out.add(expiry.act, "expired", Step::evaluation, {.partner = contract.partner});
    }
  }
}

void add_evaluations(const domain::Partnership& matter, Milestones& out) {
  for (const domain::Evaluation& evaluation : matter.evaluations) {
    Numbers numbers;
    if (const auto* contract = matter.contract(evaluation.contract)) {
      numbers.partner = contract->partner;
    }
    if (evaluation.satisfaction) {
      numbers.satisfaction = evaluation.satisfaction->basis_points;
      numbers.respondents = evaluation.satisfaction->respondents;
    }
    const bool passed = evaluation.verdict == schema::Verdict::PASSED;
    out.add(evaluation.act, passed ? "evaluationPassed" : "evaluationFailed", Step::evaluation,
            numbers);
  }
  for (const domain::Rectification& rectification : matter.rectifications) {
    out.add(rectification.act, "rectificationOrdered", Step::evaluation);
    for (const domain::RectificationVerification& verified : rectification.verifications) {
      out.add(verified.act, verified.effective ? "rectified" : "notRectified", Step::evaluation);
    }
  }
}

void milestone_rows(const StreamScene& scene, std::vector<Row>& rows) {
  const domain::Partnership& matter = scene.matter();
  Milestones out(scene, rows);
  if (!matter.proposals.empty()) {
    out.add(matter.proposals.front().act, "proposed", Step::study,
            {.partner = matter.proposals.front().candidate,
             .value_fen = matter.proposals.front().estimated_value_fen});
  }
  for (const domain::Withdrawal& withdrawal : matter.withdrawals) {
    out.add(withdrawal.act, "withdrawn", Step::withdrawn);
  }
  add_decisions(matter, out);
  add_selections(matter, out);
  add_contracts(matter, out);
  add_evaluations(matter, out);
}

using Body = schema::EventBody;
constexpr std::array milestone_events{
    Body::PARTNERSHIP_PROPOSED,  Body::PROPOSAL_REVISED,    Body::PROPOSAL_WITHDRAWN,
    Body::RESOLUTION_ADOPTED,    Body::RESOLUTION_REJECTED, Body::APPROVAL_GRANTED,
    Body::APPROVAL_RETURNED,     Body::APPROVAL_REFUSED,    Body::FILING_SUBMITTED,
    Body::SELECTION_ANNOUNCED,   Body::WINNERS_DETERMINED,  Body::CONTRACT_DRAFTED,
    Body::CONTRACT_SIGNED,       Body::CONTRACT_RENEWED,    Body::CONTRACT_TERMINATED,
    Body::CONTRACT_EXPIRED,      Body::EVALUATION_RECORDED, Body::RECTIFICATION_ORDERED,
    Body::RECTIFICATION_VERIFIED};
constexpr std::array models{
    ReadModel{&milestones, SubjectKind::partnership, milestone_rows, milestone_events}};

}  // namespace

std::span<const ReadModel> milestone_models() { return models; }

}  // namespace minutebook::projections
