#include "projections/findings/concerned.h"

#include "ledger/domain/act.h"
#include "ledger/schema/convert.h"
#include "ledger/schema/reflect.h"

namespace minutebook::projections::findings {
namespace {

bool is_kept(std::string_view subject) {
  for (const std::string_view kind : {"person/", "service/", "body/", "venue/", "partner/"}) {
    if (subject.starts_with(kind)) return true;
  }
  return false;
}

}  // namespace

Concern concern_of(const domain::EventView& event) {
  using Body = schema::EventBody;
  Concern concern;
  if (!event.has_body()) return concern;
  const auto body = event.body();
  const Subject stream = domain::subject_of(event.header.getStream());
  switch (body.which()) {
    case Body::PRINCIPAL_REGISTERED:
    case Body::ROLE_GRANTED:
    case Body::ROLE_REVOKED:
    case Body::BODY_ESTABLISHED:
    case Body::OPERATION_DELEGATED:
    case Body::PARTNER_REGISTERED:
    case Body::PARTNER_CHANGED:
    case Body::VENUE_CHANGED:
      concern.mentioned = {stream};
      break;
    case Body::VENUE_REGISTERED:
      concern.mentioned = {stream};
      concern.itself = stream;
      break;
    case Body::BODY_MEMBER_SEATED:
      concern.mentioned = {stream, domain::subject_of(body.getBodyMemberSeated().getPerson())};
      break;
    case Body::BODY_MEMBER_DEPARTED:
      concern.mentioned = {stream, domain::subject_of(body.getBodyMemberDeparted().getPerson())};
      break;
    case Body::ORGANIZATION_REGISTERED:
    case Body::REPORT_FILED:
    case Body::SERVICE_TERMS_PUBLISHED:
      concern.itself = stream;
      break;
    case Body::RULEBOOK_ADOPTED:
      concern.below = domain::optional_subject(body.getRulebookAdopted().getOrganization());
      concern.everybody = !concern.below;
      break;
    case Body::ORGANIZATION_MOVED:
      concern.everybody = true;
      break;
    default:
      break;
  }
  return concern;
}

Result<Mentions> Mentions::prepare(const Database& database) {
  Mentions mentions;
  MB_TRY(insert, database.prepare("INSERT OR IGNORE INTO concerned VALUES (?1, ?2)"));
  mentions.insert_ = std::move(insert);
  MB_TRY(find, database.prepare("SELECT matter FROM concerned WHERE subject = ?1 ORDER BY matter"));
  mentions.find_ = std::move(find);
  return mentions;
}

Result<void> Mentions::add(const Subject& matter, const domain::EventView& event,
                           std::set<std::string, std::less<>>& known) {
  Result<void> done;
  const auto add_one = [&](std::string_view subject) {
    if (!done || !is_kept(subject) || known.contains(subject)) return;
    known.emplace(subject);
    done = insert_.run_with(subject, std::string_view(matter.text()));
  };
  add_one(schema::text_view(event.header.getActor()));
  add_one(schema::text_view(event.header.getOnBehalfOf()));
  if (event.has_body()) {
    schema::for_each_reference(
        event.body(), [&](std::string_view, std::string_view subject) { add_one(subject); });
  }
  return done;
}

Result<std::vector<Subject>> Mentions::matters_of(const Subject& subject) {
  std::vector<Subject> matters;
  find_.start_with(std::string_view(subject.text()));
  while (true) {
    MB_TRY(more, find_.step());
    if (!more) return matters;
    matters.push_back(Subject::from_stored(find_.text(0)));
  }
}

}  // namespace minutebook::projections::findings
