#include <algorithm>
#include <array>

#include "projections/register/models.h"

namespace minutebook::projections {
namespace {

using enum ColumnType;

constexpr std::array programme_columns{
    Column{"subject", subject, true},
    Column{"organization", subject, true},
    Column{"kind", word, true, "ProgrammeKind"},
    Column{"title", text, true},
    Column{"from", day, true},
    Column{"until", day, true},
    Column{"closed", flag, true},
    Column{"items", number},
    Column{"closedItems", number},
};
constexpr Table programmes{
    .name = "programmes", .columns = programme_columns, .key_columns = 1, .order = "subject"};

constexpr std::array item_columns{
    Column{"subject", subject, true},
    Column{"item"},
    Column{"organization", subject, true},
    Column{"concerns", subject, true},
    Column{"owner", subject, true},
    Column{"dueBy", day, true},
    Column{"closed", flag, true},
    Column{"closedAt", moment, true},
    Column{"measures", number},
    Column{"problem"},
    Column{"plan"},
};
constexpr Table items{
    .name = "programmeItems", .columns = item_columns, .key_columns = 2, .order = "dueBy"};

constexpr std::array inspection_columns{
    Column{"subject", subject, true}, Column{"organization", subject, true},
    Column{"title", text, true},      Column{"authority"},
    Column{"openedAt", moment, true}, Column{"inspectors", number},
    Column{"confirmed", number},      Column{"dismissed", number},
    Column{"exports", number},
};
constexpr Table inspections{
    .name = "inspections", .columns = inspection_columns, .key_columns = 1, .order = "openedAt"};

void programme_rows(const StreamScene& scene, std::vector<Row>& rows) {
  const auto& programme = std::get<domain::Programme>(scene.aggregate.state);
  const domain::ProgrammeOpening* opening = programme.opening();
  if (opening == nullptr) return;
  rows.push_back(row_of(scene.subject, opening->organization, opening->kind, opening->title,
                        opening->from, opening->until, programme.closed(), programme.items.size(),
                        std::ranges::count_if(programme.items, &domain::ProgrammeItem::closed)));
}

void item_rows(const StreamScene& scene, std::vector<Row>& rows) {
  const auto& programme = std::get<domain::Programme>(scene.aggregate.state);
  std::optional<Subject> organization;
  if (programme.opening() != nullptr) organization = programme.opening()->organization;
  for (const domain::ProgrammeItem& item : programme.items) {
    std::optional<ZonedTime> closed_at;
    if (item.closed()) closed_at = item.closings.back().act.occurred_at;
    rows.push_back(row_of(scene.subject, item.id, organization, item.concerns, item.owner,
                          item.due_by, item.closed(), closed_at, item.measures.size(), item.problem,
                          item.plan));
  }
}

void inspection_rows(const StreamScene& scene, std::vector<Row>& rows) {
  const auto& inspection = std::get<domain::Inspection>(scene.aggregate.state);
  const domain::InspectionOpening* opening = inspection.opening();
  if (opening == nullptr) return;
  const auto confirmed =
      std::ranges::count(inspection.findings, true, &domain::FindingDecision::confirmed);
  rows.push_back(row_of(scene.subject, opening->organization, opening->title, opening->authority,
                        opening->act.occurred_at, opening->inspectors.size(), confirmed,
                        std::ssize(inspection.findings) - confirmed, inspection.exports.size()));
}

constexpr std::array models{
    ReadModel{&programmes, SubjectKind::programme, programme_rows},
    ReadModel{&items, SubjectKind::programme, item_rows},
    ReadModel{&inspections, SubjectKind::inspection, inspection_rows},
};

}  // namespace

std::span<const ReadModel> supervision_models() { return models; }

}  // namespace minutebook::projections
