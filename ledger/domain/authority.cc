#include "ledger/domain/authority.h"

#include <capnp/dynamic.h>

#include <algorithm>

#include "ledger/domain/drafts.h"
#include "ledger/domain/standing.h"
#include "ledger/schema/labels.h"
#include "ledger/schema/reflect.h"
#include "ledger/schema/shape.h"

namespace minutebook::domain {
namespace {

using Command = schema::Command;
using schema::Role;

/// What the role checks need, computed once for a command.
struct Claim {
  const DecisionContext& context;
  Command::Reader command;
  Subject subject;
  Subject actor;
  Role role{};
  Day day;
};

bool has_begun(const Aggregate& aggregate) {
  if (const auto* matter = std::get_if<Partnership>(&aggregate.state)) {
    return matter->proposal() != nullptr;
  }
  if (const auto* programme = std::get_if<Programme>(&aggregate.state)) {
    return programme->opening() != nullptr;
  }
  const auto* inspection = std::get_if<Inspection>(&aggregate.state);
  return inspection != nullptr && inspection->opening() != nullptr;
}

/// Commands that make their subject.
bool makes_subject(Command::Which which) {
  switch (which) {
    case Command::REGISTER_ORGANIZATION:
    case Command::REGISTER_VENUE:
    case Command::ESTABLISH_BODY:
    case Command::REGISTER_PRINCIPAL:
    case Command::REGISTER_PARTNER:
    case Command::PROPOSE_PARTNERSHIP:
    case Command::OPEN_PROGRAMME:
    case Command::OPEN_INSPECTION:
      return true;
    default:
      return false;
  }
}

std::string name_zh(Role role) {
  return schema::enum_label(Language::zh_cn, "Role", schema::role_name(role));
}

Refusal not_registered(const std::string& subject) {
  return refuse("REF-1", subject + " is not registered", subject + " 尚未登记");
}

/// The ledger speaks in its own name, and nobody else in that role.
bool is_ledger_itself(const Claim& claim) {
  return claim.role == Role::LEDGER && claim.context.directory.ledger().subject == claim.actor;
}

std::optional<Refusal> check_kind(const Claim& claim) {
  const auto& traits = schema::traits_of(claim.command.which());
  const std::string name(traits.name);
  const std::string& subject = claim.subject.text();
  if ((traits.subjects & schema::kind_bit(claim.subject.kind())) == 0) {
    return refuse("REF-4", name + " is not a command for " + subject,
                  name + " 不是针对 " + subject + " 的命令");
  }
  if (claim.command.getIrregular() && claim.subject.kind() != SubjectKind::partnership) {
    return refuse("REF-4", "only entries about a partnership can be irregular",
                  "只有合作事项的记录可以标为非正常记录");
  }
  return std::nullopt;
}

std::optional<Refusal> check_existence(const Claim& claim) {
  const bool master = is_master_data(claim.subject.kind());
  const bool exists =
      master ? claim.context.directory.exists(claim.subject) : has_begun(claim.context.aggregate);
  const auto which = claim.command.which();
  if (makes_subject(which)) {
    if (!exists) return std::nullopt;
    return refuse("REF-2", claim.subject.text() + " already exists",
                  claim.subject.text() + " 已经存在");
  }
  if (exists || which == Command::ADOPT_RULEBOOK) return std::nullopt;
  if (master) return not_registered(claim.subject.text());
  return refuse("STEP-1", claim.subject.text() + " has not been proposed or opened yet",
                claim.subject.text() + " 尚未提出或立项");
}

std::optional<Refusal> check_references(const Claim& claim) {
  const Directory& directory = claim.context.directory;
  const bool known = is_ledger_itself(claim) || directory.principal(claim.actor) != nullptr;
  if (!known) return not_registered(claim.actor.text());
  std::optional<Refusal> refusal;
  const auto check = [&](std::string_view, std::string_view text) {
    if (refusal) return;
    const Subject subject = Subject::from_stored(text);
    if (!is_master_data(subject.kind()) || directory.exists(subject)) return;
    refusal = not_registered(subject.text());
  };
  const auto behalf = claim.command.getOnBehalfOf();
  if (behalf.size() != 0) check({}, {behalf.begin(), behalf.size()});
  const auto& members = schema::shape_of<Command>().members;
  const auto& member = members[static_cast<std::size_t>(claim.command.which())];
  if (member.leads_to_subjects) {
    schema::for_each_reference(
        capnp::DynamicStruct::Reader(claim.command).get(member.field).as<capnp::DynamicStruct>(),
        check);
  }
  return refusal;
}

std::optional<Refusal> check_role_may_send(const Claim& claim) {
  const auto& traits = schema::traits_of(claim.command.which());
  const bool irregular = claim.command.getIrregular();
  const bool may_send = irregular
                            ? claim.role == Role::SUPERVISOR || claim.role == Role::INSPECTOR ||
                                  claim.role == Role::OBSERVER
                            : std::ranges::find(traits.actors, claim.role) != traits.actors.end();
  if (may_send) return std::nullopt;
  const std::string role(schema::role_name(claim.role));
  const std::string name(traits.name);
  if (irregular) {
    return refuse(
        "REC-4",
        "an irregular entry is made by a supervisor, inspector or observer, not by " + role,
        "非正常记录只能由监管人员、检查人员或监督员作出，不能由" + name_zh(claim.role) + "作出");
  }
  return refuse("REC-4", "the role " + role + " may not send " + name,
                name_zh(claim.role) + "不能发出 " + name);
}

std::optional<Refusal> check_founder(const Claim& claim) {
  const Directory& directory = claim.context.directory;
  if (directory.ledger().founder != claim.actor) {
    return refuse("REC-4", claim.actor.text() + " is not the founder of this ledger",
                  claim.actor.text() + " 不是本账本的创建者");
  }
  if (!directory.was_ever_granted(Role::SECURITY_ADMINISTRATOR)) return std::nullopt;
  return refuse("ROLE-2", "the founder's powers ended when a security administrator was appointed",
                "安全管理员任命后，创建者的权限即告终止");
}

std::optional<Refusal> check_ledger(const Claim& claim) {
  if (is_ledger_itself(claim)) return std::nullopt;
  return refuse("REC-4", claim.actor.text() + " is not this ledger",
                claim.actor.text() + " 不是本账本");
}

bool is_seat_role(Role role) {
  return role == Role::BODY_MEMBER || role == Role::PRESIDING_MEMBER ||
         role == Role::BODY_SECRETARY;
}

/// Does the actor's seat in `body` carry the role? `presiding` presides at the meeting at hand.
bool seat_carries_role(const Claim& claim, const Subject& body, const Subject* presiding) {
  const SeatRecord* seat = claim.context.directory.seat_of(body, claim.actor, claim.day);
  if (seat == nullptr) return false;
  const bool votes = seat->seat != schema::Seat::SECRETARY;
  switch (claim.role) {
    case Role::BODY_SECRETARY:
      return !votes;
    case Role::BODY_MEMBER:
      return votes;
    default:
      return seat->seat == schema::Seat::PRESIDING ||
             (votes && presiding != nullptr && *presiding == claim.actor);
  }
}

bool is_granted(const Claim& claim, const std::vector<Subject>& organizations) {
  const Directory& directory = claim.context.directory;
  if (organizations.empty()) return directory.holds_anywhere(claim.actor, claim.role, claim.day);
  // A programme of an upper union is carried out by those below it.
  const bool below = claim.subject.kind() == SubjectKind::programme;
  return std::ranges::any_of(organizations, [&](const Subject& organization) {
    return below ? directory.holds_at_or_below(claim.actor, claim.role, organization, claim.day)
                 : directory.role_of(claim.actor, claim.role, organization, claim.day) != nullptr;
  });
}

/// A seat in any body of one of the organizations, or of one above them.
bool has_seat_around(const Claim& claim, const std::vector<Subject>& organizations) {
  const Directory& directory = claim.context.directory;
  for (const Subject& organization : organizations) {
    for (const Subject* at = &organization; at != nullptr; at = directory.parent_of(*at)) {
      for (const Subject& body : directory.bodies_of(*at)) {
        if (seat_carries_role(claim, body, nullptr)) return true;
      }
    }
  }
  return false;
}

Refusal not_held(const Claim& claim, const std::vector<Subject>& organizations) {
  const std::string role(schema::role_name(claim.role));
  const std::string day = format_day(claim.day);
  const std::string where = organizations.empty() ? "any organization" : organizations[0].text();
  const std::string where_zh =
      organizations.empty() ? "任何组织" : " " + organizations[0].text() + " ";
  std::vector<Position> grants;
  for (const RoleRecord& grant : claim.context.directory.principal(claim.actor)->roles) {
    if (grant.role == claim.role) grants.push_back(grant.granted_at);
  }
  const std::string& actor = claim.actor.text();
  return refuse("REC-4", actor + " did not hold the role " + role + " for " + where + " on " + day,
                actor + " 在 " + day + " 未在" + where_zh + "担任" + name_zh(claim.role),
                std::move(grants));
}

Refusal not_seated(const Claim& claim, const Subject& body) {
  const std::string day = format_day(claim.day);
  const std::string& actor = claim.actor.text();
  const auto which = claim.command.which();
  if (which == Command::CAST_BALLOT || which == Command::CHANGE_BALLOT) {
    return refuse("VOTE-8", actor + " was not an entitled member of " + body.text() + " on " + day,
                  actor + " 在 " + day + " 不是 " + body.text() + " 有表决权的成员",
                  {claim.context.directory.body(body)->registered_at});
  }
  return not_held(claim, {body});
}

std::optional<Refusal> check_seat_role(const Claim& claim,
                                       const std::vector<Subject>& organizations) {
  const bool may_be_granted = claim.role == Role::BODY_SECRETARY;
  if (claim.subject.kind() == SubjectKind::body) {
    if (seat_carries_role(claim, claim.subject, nullptr)) return std::nullopt;
    if (may_be_granted && is_granted(claim, organizations)) return std::nullopt;
    return not_held(claim, organizations);
  }
  const auto meeting = meeting_of(claim.context, claim.command);
  if (const auto* refusal = std::get_if<Refusal>(&meeting)) return *refusal;
  if (const auto* standing = std::get_if<MeetingStanding>(&meeting)) {
    if (seat_carries_role(claim, standing->body, &standing->presiding)) return std::nullopt;
    auto responsible = organizations;
    if (auto owner = claim.context.directory.organization_of(standing->body)) {
      responsible.push_back(*std::move(owner));
    }
    if (may_be_granted && is_granted(claim, responsible)) return std::nullopt;
    return not_seated(claim, standing->body);
  }
  if (has_seat_around(claim, organizations)) return std::nullopt;
  if (may_be_granted && is_granted(claim, organizations)) return std::nullopt;
  return not_held(claim, organizations);
}

/// Whoever moves an organization must be in charge of where it goes as well.
std::optional<Refusal> check_new_parent(const Claim& claim) {
  if (claim.command.which() != Command::MOVE_ORGANIZATION) return std::nullopt;
  std::vector<Subject> parent{subject_of(claim.command.getMoveOrganization().getParent())};
  if (is_granted(claim, parent)) return std::nullopt;
  return not_held(claim, parent);
}

std::optional<Refusal> check_role_held(const Claim& claim) {
  if (claim.role == Role::FOUNDER) return check_founder(claim);
  if (claim.role == Role::LEDGER) return check_ledger(claim);
  auto answering = answering_organizations(claim.context, claim.command);
  if (auto* refusal = std::get_if<Refusal>(&answering)) return std::move(*refusal);
  const auto& organizations = std::get<std::vector<Subject>>(answering);
  if (is_seat_role(claim.role)) return check_seat_role(claim, organizations);
  if (!is_granted(claim, organizations)) return not_held(claim, organizations);
  return check_new_parent(claim);
}

}  // namespace

std::optional<Refusal> check_authority(const DecisionContext& context, Command::Reader command) {
  const Claim claim{context,
                    command,
                    subject_of(command.getSubject()),
                    subject_of(command.getActor()),
                    command.getRole(),
                    day_of(context, command)};
  for (const auto check :
       {check_kind, check_existence, check_references, check_role_may_send, check_role_held}) {
    if (auto refusal = check(claim)) return refusal;
  }
  return std::nullopt;
}

}  // namespace minutebook::domain
