#include "ledger/domain/directory_evolver.h"

namespace minutebook::domain {

using Body = schema::EventBody;

void DirectoryEvolver::apply_principal(const Subject& subject, const EventView& event) {
  const auto body = event.body();
  if (body.which() == Body::PRINCIPAL_REGISTERED) {
    const auto data = body.getPrincipalRegistered();
    directory_.principals_.insert_or_assign(subject,
                                            PrincipalRecord{text_of(data.getTitle()),
                                                            subject_of(data.getOrganization()),
                                                            {},
                                                            {},
                                                            event.position()});
    return;
  }
  const auto found = directory_.principals_.find(subject);
  if (found == directory_.principals_.end()) return;
  PrincipalRecord& record = found->second;
  switch (body.which()) {
    case Body::ROLE_GRANTED:
      return grant_role(record, event);
    case Body::ROLE_REVOKED:
      return revoke_role(record, event);
    case Body::KEY_ENROLLED:
      return enrol_key(subject, record, event);
    case Body::KEY_REVOKED:
      return revoke_key(event);
    default:
      return;
  }
}

void DirectoryEvolver::grant_role(PrincipalRecord& record, const EventView& event) {
  const auto data = event.body().getRoleGranted();
  record.roles.push_back({data.getRole(),
                          subject_of(data.getOrganization()),
                          {to_day(data.getFrom()), optional_day(data.hasUntil(), data.getUntil())},
                          event.position()});
  directory_.roles_ever_granted_ |= std::uint64_t{1} << static_cast<unsigned>(data.getRole());
}

void DirectoryEvolver::revoke_role(PrincipalRecord& record, const EventView& event) {
  const auto data = event.body().getRoleRevoked();
  const Subject organization = subject_of(data.getOrganization());
  const Day until = to_day(data.getUntil());
  for (RoleRecord& grant : record.roles) {
    if (grant.role != data.getRole() || grant.organization != organization) continue;
    if (!grant.days.until || until < *grant.days.until) grant.days.until = until;
  }
}

void DirectoryEvolver::enrol_key(const Subject& subject, PrincipalRecord& record,
                                 const EventView& event) {
  const auto data = event.body().getKeyEnrolled();
  const auto bytes = data.getPublicKey();
  const std::string id = text_of(data.getKeyId());
  directory_.keys_.insert_or_assign(
      id, KeyRecord{subject, data.getAlgorithm(), Bytes(bytes.begin(), bytes.end()),
                    event.position(), std::nullopt});
  record.key_ids.push_back(id);
}

void DirectoryEvolver::revoke_key(const EventView& event) {
  const auto found = directory_.keys_.find(text_of(event.body().getKeyRevoked().getKeyId()));
  if (found != directory_.keys_.end()) found->second.revoked_at = event.position();
}

}  // namespace minutebook::domain
