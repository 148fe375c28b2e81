#include <algorithm>
#include <array>

#include "ledger/crypto/key.h"
#include "ledger/domain/decide_steps.h"
#include "ledger/domain/drafts.h"
#include "ledger/schema/labels.h"
#include "ledger/schema/reflect.h"

namespace minutebook::domain {
namespace {

using Command = schema::Command;
using schema::Role;

constexpr std::array officers{Role::SYSTEM_ADMINISTRATOR, Role::SECURITY_ADMINISTRATOR,
                              Role::AUDIT_ADMINISTRATOR};

bool is_officer(Role role) { return std::ranges::find(officers, role) != officers.end(); }

std::string name_zh(Role role) {
  return schema::enum_label(Language::zh_cn, "Role", schema::role_name(role));
}

/// Roles that come with a seat, with init or with being the ledger are never granted.
std::optional<Refusal> check_grantable(Role role) {
  switch (role) {
    case Role::BODY_MEMBER:
    case Role::PRESIDING_MEMBER:
      return refuse("STEP-2", "this role comes with a seat in a body: use SeatBodyMember",
                    "该角色随机构席位而来，请用 SeatBodyMember");
    case Role::FOUNDER:
    case Role::LEDGER:
      return refuse("STEP-2", "this role cannot be granted", "该角色不能授予");
    default:
      return std::nullopt;
  }
}

std::optional<Refusal> check_overlap(const RoleRecord& held, Role role,
                                     const Subject& organization) {
  if (held.role == role && held.organization == organization) {
    return refuse("REF-2",
                  "this role is held for " + organization.text() + " on these days already",
                  "在这些日期已在 " + organization.text() + " 担任该角色", {held.granted_at});
  }
  if (held.role == role || !is_officer(held.role) || !is_officer(role)) return std::nullopt;
  return refuse("ROLE-1",
                "one person is not to hold two of the three officer roles: this one holds " +
                    std::string(schema::role_name(held.role)),
                "同一主体不得兼任三员中的两员：已任" + name_zh(held.role), {held.granted_at});
}

std::optional<Refusal> check_grant(const PrincipalRecord& record, schema::RoleGrant::Reader data) {
  if (auto refusal = check_grantable(data.getRole())) return refusal;
  const DayInterval days{to_day(data.getFrom()), optional_day(data.hasUntil(), data.getUntil())};
  if (days.is_empty()) {
    return refuse("STEP-2", "`until` is the first day after the end and must be later than `from`",
                  "until 为结束后的第一天，须晚于 from");
  }
  const Subject organization = subject_of(data.getOrganization());
  for (const RoleRecord& held : record.roles) {
    if (!held.days.overlaps(days)) continue;
    if (auto refusal = check_overlap(held, data.getRole(), organization)) return refusal;
  }
  return std::nullopt;
}

std::optional<Refusal> check_revocation(const PrincipalRecord& record,
                                        schema::RoleRevocation::Reader data) {
  const Subject organization = subject_of(data.getOrganization());
  const Day until = to_day(data.getUntil());
  const bool held = std::ranges::any_of(record.roles, [&](const RoleRecord& grant) {
    return grant.role == data.getRole() && grant.organization == organization &&
           !grant.days.is_empty() && (!grant.days.until || until < *grant.days.until);
  });
  if (held) return std::nullopt;
  return refuse("REF-3", "the role is not held for " + organization.text() + " from that day on",
                "自该日起并未在 " + organization.text() + " 担任该角色");
}

crypto::Algorithm algorithm_of(schema::KeyAlgorithm algorithm) {
  return algorithm == schema::KeyAlgorithm::SM2 ? crypto::Algorithm::sm2
                                                : crypto::Algorithm::ed25519;
}

std::optional<Refusal> check_enrolment(const Directory& directory,
                                       schema::KeyEnrolment::Reader data) {
  const std::string id = text_of(data.getKeyId());
  if (const KeyRecord* record = directory.key(id)) {
    return refuse("REF-2", "the key " + id + " was enrolled for " + record->owner.text(),
                  "密钥 " + id + " 已登记给 " + record->owner.text(), {record->enrolled_at});
  }
  const auto bytes = data.getPublicKey();
  const auto key = crypto::PublicKey::from_der({bytes.begin(), bytes.size()});
  if (!key) {
    const Bilingual& why = key.error().message;
    return refuse("KEY-1", "the public key cannot be used: " + why.en, "公钥不可用：" + why.zh);
  }
  if (key->algorithm() != algorithm_of(data.getAlgorithm())) {
    return refuse("KEY-1", "the public key is of another algorithm than stated",
                  "公钥的算法与所称不符");
  }
  if (key->key_id() == id) return std::nullopt;
  return refuse("KEY-1", "the key's id must be its digest, " + key->key_id(),
                "密钥编号须为其摘要 " + key->key_id());
}

std::optional<Refusal> check_key_revocation(const Directory& directory, const Subject& subject,
                                            schema::KeyRevocation::Reader data) {
  const std::string id = text_of(data.getKeyId());
  const KeyRecord* record = directory.key(id);
  if (record == nullptr || record->owner != subject) {
    return refuse("REF-3", subject.text() + " has no key " + id,
                  subject.text() + " 没有密钥 " + id);
  }
  if (!record->revoked_at) return std::nullopt;
  return refuse("STEP-2", "the key " + id + " has been revoked", "密钥 " + id + " 已经吊销",
                {*record->revoked_at});
}

std::optional<Refusal> check(const Directory& directory, const Subject& subject,
                             Command::Reader command) {
  switch (command.which()) {
    case Command::GRANT_ROLE:
      return check_grant(*directory.principal(subject), command.getGrantRole());
    case Command::REVOKE_ROLE:
      return check_revocation(*directory.principal(subject), command.getRevokeRole());
    case Command::ENROL_KEY:
      return check_enrolment(directory, command.getEnrolKey());
    case Command::REVOKE_KEY:
      return check_key_revocation(directory, subject, command.getRevokeKey());
    default:
      return std::nullopt;
  }
}

}  // namespace

Decision decide_principal(const DecisionContext& context, Command::Reader command) {
  if (auto refusal = check(context.directory, subject_of(command.getSubject()), command)) {
    return *std::move(refusal);
  }
  return emit_same(command);
}

}  // namespace minutebook::domain
