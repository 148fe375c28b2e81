#include <array>

#include "projections/register/models.h"

namespace minutebook::projections {
namespace {

using enum ColumnType;
using Body = schema::EventBody;

constexpr std::array approval_columns{
    Column{"subject", subject, true},
    Column{"approval"},
    Column{"organization", subject, true},
    Column{"authority", subject, true},
    Column{"state", word, true, "ApprovalOutcome"},
    Column{"requestedAt", moment, true},
    Column{"answeredAt", moment, true},
    Column{"answeredBy", subject, true},
    Column{"meeting"},
    Column{"summary"},
    Column{"answer"},
};
constexpr Table approvals{
    .name = "approvals", .columns = approval_columns, .key_columns = 2, .order = "requestedAt"};

constexpr std::array filing_columns{
    Column{"subject", subject, true},       Column{"filing"},
    Column{"organization", subject, true},  Column{"authority", subject, true},
    Column{"acknowledged", flag, true},     Column{"submittedAt", moment, true},
    Column{"acknowledgedAt", moment, true}, Column{"summary"},
};
constexpr Table filings{
    .name = "filings", .columns = filing_columns, .key_columns = 2, .order = "submittedAt"};

void approval_rows(const StreamScene& scene, std::vector<Row>& rows) {
  const auto organization = scene.organization();
  for (const domain::ApprovalRequest& request : scene.matter().approval_requests) {
    std::optional<ZonedTime> answered_at;
    std::optional<Subject> answered_by;
    std::string text;
    if (!request.answers.empty()) {
      const domain::ApprovalAnswer& answer = request.answers.back();
      answered_at = answer.act.occurred_at;
      answered_by = answer.act.by();
      text = answer.reason.empty() ? answer.conditions : answer.reason;
    }
    rows.push_back(row_of(scene.subject, request.id, organization, request.authority,
                          domain::name_of(request.outcome()), request.act.occurred_at, answered_at,
                          answered_by, request.meeting, request.summary, text));
  }
}

void filing_rows(const StreamScene& scene, std::vector<Row>& rows) {
  const auto organization = scene.organization();
  for (const domain::Filing& filing : scene.matter().filings) {
    std::optional<ZonedTime> acknowledged_at;
    if (filing.acknowledged()) acknowledged_at = filing.acknowledgements.back().act.occurred_at;
    rows.push_back(row_of(scene.subject, filing.id, organization, filing.authority,
                          filing.acknowledged(), filing.act.occurred_at, acknowledged_at,
                          filing.summary));
  }
}

constexpr std::array approval_events{Body::APPROVAL_REQUESTED, Body::APPROVAL_GRANTED,
                                     Body::APPROVAL_RETURNED, Body::APPROVAL_REFUSED};
constexpr std::array filing_events{Body::FILING_SUBMITTED, Body::FILING_ACKNOWLEDGED};
constexpr std::array models{
    ReadModel{&approvals, SubjectKind::partnership, approval_rows, approval_events},
    ReadModel{&filings, SubjectKind::partnership, filing_rows, filing_events},
};

}  // namespace

std::span<const ReadModel> approval_models() { return models; }

}  // namespace minutebook::projections
