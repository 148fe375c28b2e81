#include <array>

#include "projections/register/models.h"

namespace minutebook::projections {
namespace {

using enum ColumnType;
using Body = schema::EventBody;

constexpr std::array evaluation_columns{
    Column{"subject", subject, true},
    Column{"evaluation"},
    Column{"organization", subject, true},
    Column{"venue", subject, true},
    Column{"contract"},
    Column{"partner", subject, true},
    Column{"kind", word, true, "EvaluationKind"},
    Column{"verdict", word, true, "Verdict"},
    Column{"evaluatedAt", moment, true},
    Column{"evaluator", subject, true},
    Column{"from", day, true},
    Column{"until", day, true},
    Column{"satisfaction", share, true},
    Column{"respondents", number},
    Column{"comment"},
};
constexpr Table evaluations{
    .name = "evaluations", .columns = evaluation_columns, .key_columns = 2, .order = "evaluatedAt"};

constexpr std::array rectification_columns{
    Column{"subject", subject, true},
    Column{"rectification"},
    Column{"organization", subject, true},
    Column{"contract"},
    Column{"partner", subject, true},
    Column{"state", word, true, "RectificationState"},
    Column{"orderedAt", moment, true},
    Column{"dueBy", day, true},
    Column{"reportedAt", moment, true},
    Column{"verifiedAt", moment, true},
    Column{"problems"},
};
constexpr Table rectifications{.name = "rectifications",
                               .columns = rectification_columns,
                               .key_columns = 2,
                               .order = "orderedAt"};

std::optional<Subject> partner_of(const domain::Partnership& matter, std::string_view contract) {
  const domain::Contract* found = matter.contract(contract);
  if (found == nullptr) return std::nullopt;
  return found->partner;
}

void evaluation_rows(const StreamScene& scene, std::vector<Row>& rows) {
  const domain::Partnership& matter = scene.matter();
  const auto organization = scene.organization();
  std::optional<Subject> venue;
  if (const auto* proposal = matter.proposal()) venue = proposal->venue;
  for (const domain::Evaluation& evaluation : matter.evaluations) {
    std::optional<std::uint16_t> satisfaction;
    std::optional<std::uint32_t> respondents;
    if (evaluation.satisfaction) {
      satisfaction = evaluation.satisfaction->basis_points;
      respondents = evaluation.satisfaction->respondents;
    }
    rows.push_back(row_of(scene.subject, evaluation.id, organization, venue, evaluation.contract,
                          partner_of(matter, evaluation.contract), evaluation.kind,
                          evaluation.verdict, evaluation.act.occurred_at, evaluation.act.by(),
                          evaluation.from, evaluation.until, satisfaction, respondents,
                          evaluation.comment));
  }
}

void rectification_rows(const StreamScene& scene, std::vector<Row>& rows) {
  const domain::Partnership& matter = scene.matter();
  const auto organization = scene.organization();
  for (const domain::Rectification& rectification : matter.rectifications) {
    rows.push_back(row_of(scene.subject, rectification.id, organization, rectification.contract,
                          partner_of(matter, rectification.contract),
                          domain::name_of(rectification.state()), rectification.act.occurred_at,
                          rectification.due_by, time_of_last(rectification.reports),
                          time_of_last(rectification.verifications), rectification.problems));
  }
}

constexpr std::array models{
    // Contracts and proposals say whose and where.
    ReadModel{&evaluations, SubjectKind::partnership, evaluation_rows},
    ReadModel{&rectifications, SubjectKind::partnership, rectification_rows},
};

}  // namespace

std::span<const ReadModel> evaluation_models() { return models; }

}  // namespace minutebook::projections
