#include <array>

#include "projections/register/models.h"

namespace minutebook::projections {
namespace {

using enum ColumnType;

constexpr std::array body_columns{
    Column{"subject", subject, true},
    Column{"organization", subject, true},
    Column{"name", text, true},
    Column{"kind", word, true, "BodyKind"},
};
constexpr Table bodies{
    .name = "bodies", .columns = body_columns, .key_columns = 1, .order = "subject"};

constexpr std::array seat_columns{
    Column{"subject", subject, true},
    Column{"event", position},
    Column{"organization", subject, true},
    Column{"person", subject, true},
    Column{"seat", word, true, "Seat"},
    Column{"from", day, true},
    Column{"until", day, true},
};
constexpr Table seats{
    .name = "seats", .columns = seat_columns, .key_columns = 2, .order = "subject"};

constexpr std::array person_columns{
    Column{"subject", subject, true}, Column{"organization", subject, true},
    Column{"title", text, true},      Column{"roles", number},
    Column{"keys", number, true},
};
constexpr Table people{
    .name = "people", .columns = person_columns, .key_columns = 1, .order = "subject"};
constexpr Table services{
    .name = "services", .columns = person_columns, .key_columns = 1, .order = "subject"};

constexpr std::array role_columns{
    Column{"subject", subject, true},
    Column{"event", position},
    Column{"organization", subject, true},
    Column{"role", word, true, "Role"},
    Column{"from", day, true},
    Column{"until", day, true},
};
constexpr Table roles{
    .name = "roles", .columns = role_columns, .key_columns = 2, .order = "subject"};
constexpr Table service_roles{
    .name = "serviceRoles", .columns = role_columns, .key_columns = 2, .order = "subject"};

constexpr std::array partner_columns{
    Column{"subject", subject, true},
    Column{"name", text, true},
    Column{"kind", word, true, "PartnerKind"},
    Column{"legalRepresentative", text, true},
    Column{"address"},
};
constexpr Table partners{
    .name = "partners", .columns = partner_columns, .key_columns = 1, .order = "subject"};

constexpr std::array rulebook_columns{
    Column{"subject", subject, true},      Column{"version", number, true},
    Column{"organization", subject, true}, Column{"title"},
    Column{"effectiveFrom", day, true},
};
constexpr Table rulebooks{
    .name = "rulebooks", .columns = rulebook_columns, .key_columns = 1, .order = "subject"};

void body_rows(const StreamScene& scene, std::vector<Row>& rows) {
  const domain::BodyRecord* record = scene.own.body(scene.subject);
  if (record == nullptr) return;
  rows.push_back(row_of(scene.subject, record->organization, record->name, record->kind));
}

void seat_rows(const StreamScene& scene, std::vector<Row>& rows) {
  const domain::BodyRecord* record = scene.own.body(scene.subject);
  if (record == nullptr) return;
  for (const domain::SeatRecord& seat : record->seats) {
    rows.push_back(row_of(scene.subject, seat.seated_at, record->organization, seat.person,
                          seat.seat, seat.days.from, seat.days.until));
  }
}

void principal_rows(const StreamScene& scene, std::vector<Row>& rows) {
  const domain::PrincipalRecord* record = scene.own.principal(scene.subject);
  if (record == nullptr) return;
  rows.push_back(row_of(scene.subject, record->organization, record->title, record->roles.size(),
                        record->key_ids.size()));
}

void role_rows(const StreamScene& scene, std::vector<Row>& rows) {
  const domain::PrincipalRecord* record = scene.own.principal(scene.subject);
  if (record == nullptr) return;
  for (const domain::RoleRecord& role : record->roles) {
    rows.push_back(row_of(scene.subject, role.granted_at, role.organization, role.role,
                          role.days.from, role.days.until));
  }
}

void partner_rows(const StreamScene& scene, std::vector<Row>& rows) {
  const domain::PartnerRecord* record = scene.own.partner(scene.subject);
  if (record == nullptr) return;
  rows.push_back(row_of(scene.subject, record->name, record->kind, record->legal_representative,
                        record->address));
}

void rulebook_rows(const StreamScene& scene, std::vector<Row>& rows) {
  const domain::RulebookRecord* record = scene.own.rulebook(scene.subject);
  if (record == nullptr) return;
  rows.push_back(row_of(scene.subject, record->version, record->organization, record->title,
                        record->effective_from));
}

constexpr std::array models{
    ReadModel{&bodies, SubjectKind::body, body_rows},
    ReadModel{&seats, SubjectKind::body, seat_rows},
    ReadModel{&people, SubjectKind::person, principal_rows},
    ReadModel{&roles, SubjectKind::person, role_rows},
    ReadModel{&services, SubjectKind::service, principal_rows},
    ReadModel{&service_roles, SubjectKind::service, role_rows},
    ReadModel{&partners, SubjectKind::partner, partner_rows},
    ReadModel{&rulebooks, SubjectKind::rulebook, rulebook_rows},
};

}  // namespace

std::span<const ReadModel> principal_models() { return models; }

}  // namespace minutebook::projections
