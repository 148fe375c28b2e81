#include "ledger/rules/vote.h"

#include <algorithm>
#include <ranges>

#include "ledger/base/check.h"
#include "ledger/domain/tally.h"

namespace minutebook::rules {
namespace {

using Standing = schema::MemberPosition;

const domain::AttendanceMark* mark_before(const domain::Meeting& meeting, const Subject& person,
                                          Position before) {
  for (const domain::AttendanceMark& mark : std::views::reverse(meeting.attendance)) {
    if (mark.person == person && mark.act.position < before) return &mark;
  }
  return nullptr;
}

const domain::Recusal* recusal_before(const domain::Meeting& meeting, const Subject& person,
                                      Position before) {
  for (const domain::Recusal& recusal : meeting.recusals) {
    if (recusal.act.by() == person && recusal.act.position < before) return &recusal;
  }
  return nullptr;
}

Standing standing_of(const MemberVote& member) {
  if (member.recusal != nullptr) return Standing::RECUSED;
  if (member.ballot == nullptr) {
    return member.is_present() ? Standing::NO_BALLOT : Standing::ABSENT;
  }
  return domain::position_of(member.ballot->choice);
}

}  // namespace

bool MemberVote::is_present() const {
  return mark != nullptr && mark->presence == schema::Presence::PRESENT;
}

std::size_t Vote::count(schema::MemberPosition position) const {
  return static_cast<std::size_t>(std::ranges::count(members, position, &MemberVote::position));
}

std::size_t Vote::present() const {
  return static_cast<std::size_t>(std::ranges::count_if(members, &MemberVote::is_present));
}

const MemberVote* Vote::of(const Subject& person) const {
  const auto found =
      std::ranges::find_if(members, [&](const MemberVote& m) { return *m.person == person; });
  return found == members.end() ? nullptr : &*found;
}

Vote vote_at_closing(const Question& question, const domain::Meeting& meeting) {
  const Position end = closed_at(meeting);
  const auto seats =
      question.scene.directory.entitled_members(meeting.body, meeting_day(question, meeting));
  Vote vote;
  vote.members.reserve(seats.size());
  for (const domain::SeatRecord* seat : seats) {
    MemberVote member{.person = &seat->person,
                      .mark = mark_before(meeting, seat->person, end),
                      .recusal = recusal_before(meeting, seat->person, end),
                      .ballot = domain::counted_ballot(meeting, seat->person)};
    member.position = standing_of(member);
    vote.members.push_back(member);
  }
  return vote;
}

Day meeting_day(const Question& question, const domain::Meeting& meeting) {
  return question.scene.day_of(meeting.held_at);
}

Position closed_at(const domain::Meeting& meeting) {
  MB_CHECK(meeting.vote_closed());
  return meeting.closings.front().act.position;
}

bool was_present_at(const domain::Meeting& meeting, const Subject& person, Position before) {
  const domain::AttendanceMark* mark = mark_before(meeting, person, before);
  return mark != nullptr && mark->presence == schema::Presence::PRESENT;
}

bool is_earlier(const domain::Act& a, const domain::Act& b) {
  if (a.occurred_at.instant != b.occurred_at.instant) {
    return a.occurred_at.instant < b.occurred_at.instant;
  }
  return a.position < b.position;
}

bool is_adopted(const domain::Resolution& resolution) {
  if (resolution.declared == schema::DeclaredOutcome::UNSPECIFIED) return resolution.adopted;
  return resolution.declared == schema::DeclaredOutcome::ADOPTED;
}

const domain::Resolution* first_adoption(const Question& question) {
  const domain::Resolution* first = nullptr;
  for (const domain::Meeting& meeting : question.matter.meetings) {
    for (const domain::Resolution& resolution : meeting.resolutions) {
      if (!is_adopted(resolution)) continue;
      if (first == nullptr || is_earlier(resolution.act, first->act)) first = &resolution;
    }
  }
  return first;
}

const domain::Act* moved_on_after(const Question& question, Position from) {
  const domain::Act* first = nullptr;
  const auto look_at = [&](const domain::Act& act) {
    const bool earlier = first == nullptr || act.position < first->position;
    if (from < act.position && earlier) first = &act;
  };
  for (const auto& request : question.matter.approval_requests) look_at(request.act);
  for (const auto& filing : question.matter.filings) look_at(filing.act);
  for (const auto& selection : question.matter.selections) look_at(selection.act);
  for (const auto& contract : question.matter.contracts) {
    if (!contract.signatures.empty()) look_at(contract.signatures.front().act);
  }
  return first;
}

bool is_required(const Question& question, domain::Step step) {
  const Rulebook* rulebook = question.rulebook(question.proposal().act);
  return rulebook == nullptr || rulebook->requires_step(question.mode(), step);
}

Verdict not_closed(const Question& question, const domain::Meeting& meeting) {
  const bool other_closed =
      std::ranges::any_of(question.matter.meetings, [&](const domain::Meeting& other) {
        return meeting.act.position < other.act.position && other.vote_closed();
      });
  if (other_closed || moved_on_after(question, meeting.act.position) != nullptr) {
    return not_applicable("meeting " + meeting.id + " was given up without closing a vote",
                          "会议 " + meeting.id + " 未结束表决即被放弃");
  }
  return pending("the vote of meeting " + meeting.id + " is not closed yet",
                 "会议 " + meeting.id + " 的表决尚未结束", {meeting.act.position});
}

Verdict no_meeting(const Question& question) {
  if (!is_required(question, domain::Step::decision)) {
    return not_applicable("this mode needs no collective decision", "此种合作方式无须集体决策");
  }
  if (moved_on_after(question, question.proposal().act.position) != nullptr) {
    return not_applicable("the matter moved on without any meeting", "事项未经会议即进入后续环节");
  }
  return pending("no meeting has been convened yet", "尚未召集会议",
                 {question.proposal().act.position});
}

std::string joined(const std::vector<std::string>& names, const char* separator) {
  std::string out;
  for (const std::string& name : names) {
    if (!out.empty()) out += separator;
    out += name;
  }
  return out;
}

}  // namespace minutebook::rules
