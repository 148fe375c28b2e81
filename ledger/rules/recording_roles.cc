#include <algorithm>

#include "ledger/rules/recording_rules.h"
#include "ledger/schema/labels.h"
#include "ledger/schema/reflect.h"

/// REC-4: whose act an irregular entry says it was, and whether it was theirs to do.
namespace minutebook::rules {
namespace {

using domain::Act;
using domain::IrregularEntry;
using domain::Meeting;
using domain::SeatRecord;
using schema::Role;

/// The roles that may do by the regular procedure what an event of this type records.
std::vector<Role> roles_for(schema::EventBody::Which type) {
  std::vector<Role> roles;
  for (const schema::CommandTraits& traits : schema::command_traits()) {
    if (std::ranges::find(traits.emits, type) == traits.emits.end()) continue;
    for (const Role role : traits.actors) {
      if (std::ranges::find(roles, role) == roles.end()) roles.push_back(role);
    }
  }
  return roles;
}

template <typename Facts>
bool has(const Facts& facts, Position position) {
  return std::ranges::any_of(facts,
                             [&](const auto& fact) { return fact.act.position == position; });
}

/// The meeting to which the event at `position` belongs; null when it belongs to none.
const Meeting* meeting_at(const domain::Partnership& matter, Position position) {
  const auto found = std::ranges::find_if(matter.meetings, [&](const Meeting& m) {
    return m.act.position == position || has(m.attendance, position) || has(m.readings, position) ||
           has(m.recusals, position) || has(m.statements, position) || has(m.ballots, position) ||
           has(m.written_opinions, position) || has(m.closings, position) ||
           has(m.resolutions, position) || has(m.signatures, position);
  });
  return found == matter.meetings.end() ? nullptr : &*found;
}

/// The authorities that the event at `position` may speak for: the one that was asked, where it is
/// an answer; else every one that was ever asked in the matter.
std::vector<Subject> authorities_at(const domain::Partnership& matter, Position position) {
  std::vector<Subject> asked;
  for (const auto& request : matter.approval_requests) {
    if (has(request.answers, position)) return {request.authority};
    asked.push_back(request.authority);
  }
  for (const auto& filing : matter.filings) {
    if (has(filing.acknowledgements, position)) return {filing.authority};
    asked.push_back(filing.authority);
  }
  return asked;
}

/// One irregular entry, and who is said to have acted on its day.
class Claim {
 public:
  Claim(const Question& q, const IrregularEntry& entry)
      : q_(q),
        person_(entry.act.by()),
        position_(entry.act.position),
        day_(q.scene.day_of(entry.act.occurred_at)),
        meeting_(meeting_at(q.matter, entry.act.position)),
        venue_organizations_{q.organization()} {
    if (auto delegate = q.scene.directory.delegate_of(q.proposal().venue, day_)) {
      venue_organizations_.push_back(*std::move(delegate));
    }
  }

  bool held(Role role) const {
    switch (role) {
      case Role::BODY_MEMBER:
      case Role::PRESIDING_MEMBER:
        return has_seat(role);
      case Role::BODY_SECRETARY:
        return has_seat(role) || is_granted(role, venue_organizations_);
      case Role::APPROVER:
        return is_granted(role, authorities_at(q_.matter, position_));
      default:
        return is_granted(role, venue_organizations_);
    }
  }

 private:
  bool is_granted(Role role, const std::vector<Subject>& organizations) const {
    return std::ranges::any_of(organizations, [&](const Subject& organization) {
      return q_.scene.directory.role_of(person_, role, organization, day_) != nullptr;
    });
  }

  /// Does a seat in `body` on that day carry the role?
  bool carries(const Subject& body, Role role) const {
    const SeatRecord* seat = q_.scene.directory.seat_of(body, person_, day_);
    if (seat == nullptr) return false;
    const bool votes = seat->seat != schema::Seat::SECRETARY;
    if (role == Role::BODY_SECRETARY) return !votes;
    if (role == Role::BODY_MEMBER) return votes;
    return seat->seat == schema::Seat::PRESIDING ||
           (votes && meeting_ != nullptr && meeting_->presiding == person_);
  }

  /// In the meeting's body; where the event belongs to no meeting, in any body of the organizations
  /// or of one above them.
  bool has_seat(Role role) const {
    if (meeting_ != nullptr) return carries(meeting_->body, role);
    const domain::Directory& directory = q_.scene.directory;
    for (const Subject& organization : venue_organizations_) {
      for (const Subject* at = &organization; at != nullptr; at = directory.parent_of(*at)) {
        const auto& bodies = directory.bodies_of(*at);
        const bool seated =
            std::ranges::any_of(bodies, [&](const Subject& body) { return carries(body, role); });
        if (seated) return true;
      }
    }
    return false;
  }

  const Question& q_;
  const Subject& person_;
  Position position_;
  Day day_;
  const Meeting* meeting_;
  std::vector<Subject> venue_organizations_;
};

std::string listed(const std::vector<Role>& roles, Language language, std::string_view between) {
  std::string out;
  for (const Role role : roles) {
    if (!out.empty()) out += between;
    out += schema::enum_label(language, "Role", schema::role_name(role));
  }
  return out;
}

Verdict judge_entry(const Question& q, const IrregularEntry& entry) {
  const Act& act = entry.act;
  const std::string event(schema::event_name(entry.type));
  const std::string day = format_day(q.scene.day_of(act.occurred_at));
  const std::string& who = act.by().text();
  if (!act.on_behalf_of) {
    return cannot_decide("the irregular entry " + event + " of " + day +
                             " does not say whose act "
                             "it was",
                         day + " 的非正常记录 " + event + " 没有写明是谁的行为", {act.position});
  }
  if (q.scene.directory.principal(act.by()) == nullptr) {
    return cannot_decide(
        "the irregular entry " + event + " of " + day + " names " + who +
            ", not a person who could hold a role",
        day + " 的非正常记录 " + event + " 所写的 " + who + " 不是可担任角色的个人",
        {act.position});
  }
  const std::vector<Role> roles = roles_for(entry.type);
  const Claim claim(q, entry);
  const auto held = std::ranges::find_if(roles, [&](Role role) { return claim.held(role); });
  if (held != roles.end()) {
    return pass(who + " was " + listed({*held}, Language::en, "") + " on " + day + ", as " + event +
                    " asks",
                who + " 在 " + day + " 担任" + listed({*held}, Language::zh_cn, "") + "，符合 " +
                    event + " 的要求",
                {act.position});
  }
  return breach(who + " was not " + listed(roles, Language::en, " or ") + " on " + day + ", as " +
                    event + " asks",
                who + " 在 " + day + " 未担任" + listed(roles, Language::zh_cn, "或") +
                    "，不符合 " + event + " 的要求",
                {act.position});
}

}  // namespace

/// REC-4. Looks at the irregular entries. Ordinary ones were let in by authority and signature at
/// the moment of recording; whether a signature still verifies is for `verify` to say, which has
/// the bytes. An entry passes when the person for whom it was recorded held, on the day it
/// occurred, one of the roles that may send a command which records such an event: granted for the
/// organization that owns the venue or to which its operation is delegated on that day, or for one
/// above where the role reaches below; an approver's for the authority that was asked (where the
/// entry answers no request: for any that was asked in the matter); a member's, presiding member's
/// or secretary's by a seat in the meeting's body that day, or without a meeting in any body of
/// those organizations or above. The secretary's role may be granted, too; whoever presides at the
/// meeting counts as presiding. Roles granted later for that day count. Otherwise a breach, which
/// rests on the entry. Cannot decide: an entry that does not say for whom it was recorded, or names
/// one who is no principal. A matter without irregular entries passes, resting on the event that
/// proposed it, so that the rule always applies; nothing is ever pending. Needs no rulebook.
Verdict judge_irregular_actors(const Question& q) {
  if (q.matter.irregular_entries.empty()) {
    return pass("every entry was checked when it was recorded", "全部记录在作出时均已核对角色",
                {q.matter.proposals.front().act.position});
  }
  Parts parts("", "");
  for (const IrregularEntry& entry : q.matter.irregular_entries) parts.add(judge_entry(q, entry));
  return std::move(parts).verdict();
}

}  // namespace minutebook::rules
