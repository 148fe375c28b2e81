#include <algorithm>
#include <array>

#include "projections/register/models.h"

namespace minutebook::projections {
namespace {

using enum ColumnType;

constexpr std::array organization_columns{
    Column{"subject", subject, true},
    Column{"organization", subject, true},
    Column{"parent", subject, true},
    Column{"name", text, true},
    Column{"level", word, true, "OrganizationLevel"},
    Column{"region", text, true},
};
constexpr Table organizations{
    .name = "organizations", .columns = organization_columns, .key_columns = 1, .order = "subject"};

constexpr std::array report_columns{
    Column{"subject", subject, true},      Column{"report"},
    Column{"organization", subject, true}, Column{"kind", word, true, "ReportKind"},
    Column{"year", number, true},          Column{"quarterOfYear", number, true},
    Column{"filedAt", moment, true},       Column{"recipient", subject, true},
};
constexpr Table reports{
    .name = "reports", .columns = report_columns, .key_columns = 2, .order = "filedAt"};

constexpr std::array letter_columns{
    Column{"subject", subject, true},
    Column{"letter"},
    Column{"organization", subject, true},
    Column{"year", number, true},
    Column{"responsible", subject, true},
    Column{"signedAt", moment, true},
    Column{"targets", number},
    Column{"assessedAt", moment, true},
    Column{"met", number},
};
constexpr Table letters{
    .name = "targetLetters", .columns = letter_columns, .key_columns = 2, .order = "signedAt"};

constexpr std::array venue_columns{
    Column{"subject", subject, true},
    Column{"organization", subject, true},
    Column{"name", text, true},
    Column{"kind", word, true, "VenueKind"},
    Column{"operatedBy", subject, true},
    Column{"operatedFrom", day},
    Column{"operatedUntil", day},
    Column{"serviceTermsFrom", day, true},
    Column{"primaryDuties"},
    Column{"address"},
};
constexpr Table venues{
    .name = "venues", .columns = venue_columns, .key_columns = 1, .order = "subject"};

void organization_rows(const StreamScene& scene, std::vector<Row>& rows) {
  const domain::OrganizationRecord* record = scene.own.organization(scene.subject);
  if (record == nullptr) return;
  rows.push_back(row_of(scene.subject, scene.subject, record->parent, record->name, record->level,
                        record->region));
}

void report_rows(const StreamScene& scene, std::vector<Row>& rows) {
  const domain::OrganizationRecord* record = scene.own.organization(scene.subject);
  if (record == nullptr) return;
  for (const domain::FiledReport& report : record->reports) {
    rows.push_back(row_of(scene.subject, report.id, scene.subject, report.kind, report.year,
                          report.quarter, report.act.occurred_at, report.recipient));
  }
}

void letter_rows(const StreamScene& scene, std::vector<Row>& rows) {
  const domain::OrganizationRecord* record = scene.own.organization(scene.subject);
  if (record == nullptr) return;
  for (const domain::TargetLetter& letter : record->target_letters) {
    std::optional<ZonedTime> assessed_at;
    std::optional<std::int64_t> met;
    if (!letter.assessments.empty()) {
      const domain::TargetAssessment& last = letter.assessments.back();
      assessed_at = last.act.occurred_at;
      met = std::ranges::count(last.outcomes, true, &domain::TargetOutcome::met);
    }
    rows.push_back(row_of(scene.subject, letter.id, scene.subject, letter.year, letter.responsible,
                          letter.act.occurred_at, letter.targets.size(), assessed_at, met));
  }
}

void venue_rows(const StreamScene& scene, std::vector<Row>& rows) {
  const domain::VenueRecord* record = scene.own.venue(scene.subject);
  if (record == nullptr) return;
  std::optional<Subject> operated_by;
  std::optional<Day> from;
  std::optional<Day> until;
  if (!record->delegations.empty()) {
    const domain::Delegation& last = record->delegations.back();
    operated_by = last.to;
    from = last.days.from;
    until = last.days.until;
  }
  std::optional<Day> terms_from;
  if (!record->service_terms.empty()) terms_from = record->service_terms.back().from;
  std::string duties;
  for (const std::string& duty : record->primary_duties) {
    duties += (duties.empty() ? "" : "; ") + duty;
  }
  rows.push_back(row_of(scene.subject, record->organization, record->name, record->kind,
                        operated_by, from, until, terms_from, duties, record->address));
}

constexpr std::array models{
    ReadModel{&organizations, SubjectKind::organization, organization_rows},
    ReadModel{&reports, SubjectKind::organization, report_rows},
    ReadModel{&letters, SubjectKind::organization, letter_rows},
    ReadModel{&venues, SubjectKind::venue, venue_rows},
};

}  // namespace

std::span<const ReadModel> organization_models() { return models; }

}  // namespace minutebook::projections
