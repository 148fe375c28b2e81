#include "ledger/domain/directory.h"

#include <algorithm>
#include <ranges>

#include "ledger/schema/reflect.h"

namespace minutebook::domain {
namespace {

template <typename Records, typename Key>
auto* find_in(const Records& records, const Key& key) {
  const auto found = records.find(key);
  return found == records.end() ? nullptr : &found->second;
}

}  // namespace

const SigningKeyRecord* LedgerRecord::signing_key_at(std::uint64_t tree_size) const {
  for (const SigningKeyRecord& key : std::views::reverse(signing_keys)) {
    if (tree_size > key.from.value) return &key;
  }
  return nullptr;
}

const OrganizationRecord* Directory::organization(const Subject& subject) const {
  return find_in(organizations_, subject);
}
const VenueRecord* Directory::venue(const Subject& subject) const {
  return find_in(venues_, subject);
}
const BodyRecord* Directory::body(const Subject& subject) const {
  return find_in(bodies_, subject);
}
const PrincipalRecord* Directory::principal(const Subject& subject) const {
  return find_in(principals_, subject);
}
const PartnerRecord* Directory::partner(const Subject& subject) const {
  return find_in(partners_, subject);
}
const RulebookRecord* Directory::rulebook(const Subject& subject) const {
  return find_in(rulebooks_, subject);
}
const KeyRecord* Directory::key(std::string_view key_id) const { return find_in(keys_, key_id); }
const StreamRecord* Directory::stream(const Subject& subject) const {
  return find_in(streams_, subject);
}

bool Directory::exists(const Subject& subject) const {
  switch (subject.kind()) {
    case SubjectKind::organization:
      return organization(subject) != nullptr;
    case SubjectKind::venue:
      return venue(subject) != nullptr;
    case SubjectKind::body:
      return body(subject) != nullptr;
    case SubjectKind::person:
    case SubjectKind::service:
      return principal(subject) != nullptr;
    case SubjectKind::partner:
      return partner(subject) != nullptr;
    case SubjectKind::rulebook:
      return rulebook(subject) != nullptr;
    case SubjectKind::ledger:
      return ledger_.subject == subject;
    default:
      return false;
  }
}

const Subject* Directory::parent_of(const Subject& subject) const {
  const OrganizationRecord* record = organization(subject);
  return record && record->parent ? &*record->parent : nullptr;
}

bool Directory::is_at_or_below(const Subject& subject, const Subject& ancestor) const {
  // decide keeps the organizations a tree, so this ends at the root.
  for (const Subject* at = &subject; at != nullptr; at = parent_of(*at)) {
    if (*at == ancestor) return true;
  }
  return false;
}

std::optional<Subject> Directory::organization_of(const Subject& subject) const {
  switch (subject.kind()) {
    case SubjectKind::organization:
      return organization(subject) ? std::optional(subject) : std::nullopt;
    case SubjectKind::venue: {
      const VenueRecord* record = venue(subject);
      return record ? std::optional(record->organization) : std::nullopt;
    }
    case SubjectKind::body: {
      const BodyRecord* record = body(subject);
      return record ? std::optional(record->organization) : std::nullopt;
    }
    case SubjectKind::rulebook: {
      const RulebookRecord* record = rulebook(subject);
      return record ? record->organization : std::nullopt;
    }
    case SubjectKind::person:
    case SubjectKind::service: {
      const PrincipalRecord* record = principal(subject);
      return record ? record->organization : std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

std::optional<Subject> Directory::delegate_of(const Subject& subject, Day day) const {
  const VenueRecord* record = venue(subject);
  if (record == nullptr) return std::nullopt;
  for (const Delegation& one : std::views::reverse(record->delegations)) {
    if (one.days.contains(day)) return one.to;
  }
  return std::nullopt;
}

const RoleRecord* Directory::role_of(const Subject& subject, schema::Role role,
                                     const Subject& organization, Day day) const {
  const PrincipalRecord* record = principal(subject);
  if (record == nullptr) return nullptr;
  const bool reaches_below = schema::role_reaches_below(role);
  for (const RoleRecord& grant : record->roles) {
    if (grant.role != role || !grant.days.contains(day)) continue;
    if (grant.organization == organization) return &grant;
    if (reaches_below && is_at_or_below(organization, grant.organization)) return &grant;
  }
  return nullptr;
}

bool Directory::holds_anywhere(const Subject& subject, schema::Role role, Day day) const {
  const PrincipalRecord* record = principal(subject);
  return record != nullptr &&
         std::any_of(record->roles.begin(), record->roles.end(), [&](const RoleRecord& grant) {
           return grant.role == role && grant.days.contains(day);
         });
}

bool Directory::holds_at_or_below(const Subject& subject, schema::Role role,
                                  const Subject& organization, Day day) const {
  if (role_of(subject, role, organization, day) != nullptr) return true;
  const PrincipalRecord* record = principal(subject);
  return record != nullptr &&
         std::any_of(record->roles.begin(), record->roles.end(), [&](const RoleRecord& grant) {
           return grant.role == role && grant.days.contains(day) &&
                  is_at_or_below(grant.organization, organization);
         });
}

const SeatRecord* Directory::seat_of(const Subject& subject, const Subject& person, Day day) const {
  const BodyRecord* record = body(subject);
  if (record == nullptr) return nullptr;
  for (const SeatRecord& seat : record->seats) {
    if (seat.person == person && seat.days.contains(day)) return &seat;
  }
  return nullptr;
}

std::vector<const SeatRecord*> Directory::entitled_members(const Subject& subject, Day day) const {
  std::vector<const SeatRecord*> entitled;
  const BodyRecord* record = body(subject);
  if (record == nullptr) return entitled;
  for (const SeatRecord& seat : record->seats) {
    const bool votes = seat.seat == schema::Seat::PRESIDING || seat.seat == schema::Seat::MEMBER;
    if (votes && seat.days.contains(day)) entitled.push_back(&seat);
  }
  return entitled;
}

const std::vector<Subject>& Directory::bodies_of(const Subject& organization) const {
  static const std::vector<Subject> none;
  const auto* bodies = find_in(bodies_of_, organization);
  return bodies ? *bodies : none;
}

bool Directory::was_ever_granted(schema::Role role) const {
  return (roles_ever_granted_ >> static_cast<unsigned>(role) & 1) != 0;
}

}  // namespace minutebook::domain
