#include <algorithm>
#include <string>

#include "ledger/rules/vote.h"

/// VOTE-1 to VOTE-3: which body, how many present, how many in favour.
namespace minutebook::rules {
namespace {

using Standing = schema::MemberPosition;

std::string text_of(Share share) {
  return std::to_string(share.numerator) + "/" + std::to_string(share.denominator);
}

bool answers_for_venue(const Question& question, const Subject& organization, Day day) {
  const domain::Directory& directory = question.scene.directory;
  const auto delegate = directory.delegate_of(question.proposal().venue, day);
  return directory.is_at_or_below(question.organization(), organization) ||
         (delegate && directory.is_at_or_below(*delegate, organization));
}

Verdict body_of(const Question& question, const domain::Meeting& meeting) {
  const Day day = meeting_day(question, meeting);
  const std::vector<Position> events{meeting.act.position, closed_at(meeting)};
  const Rulebook* rulebook = question.rulebook(day);
  if (rulebook == nullptr) return no_rulebook(question, day, events);
  const domain::BodyRecord& body = *question.scene.directory.body(meeting.body);
  if (!answers_for_venue(question, body.organization, day)) {
    return breach(meeting.body.text() + " of " + body.organization.text() + " decided in meeting " +
                      meeting.id + " but does not answer for the venue",
                  body.organization.text() + " 的 " + meeting.body.text() + " 在会议 " +
                      meeting.id + " 作出决定，但不对该阵地负责",
                  events);
  }
  const auto level = question.scene.directory.organization(body.organization)->level;
  if (!rulebook->allows_body(level, body.kind)) {
    return breach(meeting.body.text() + " decided in meeting " + meeting.id +
                      ": the rulebook does not allow a body of its kind at its level",
                  meeting.body.text() + " 在会议 " + meeting.id +
                      " 作出决定：制度规则不允许该层级的此类机构决策",
                  events);
  }
  return pass(meeting.body.text() + ", which the rulebook allows, decided in meeting " + meeting.id,
              "制度规则允许的 " + meeting.body.text() + " 在会议 " + meeting.id + " 作出决定",
              events);
}

Verdict quorum_of(const Question& question, const domain::Meeting& meeting) {
  const Day day = meeting_day(question, meeting);
  std::vector<Position> events{meeting.act.position, closed_at(meeting)};
  const Rulebook* rulebook = question.rulebook(day);
  if (rulebook == nullptr) return no_rulebook(question, day, events);
  const Share share = rulebook->fraction(meeting.major ? Fraction::major_quorum : Fraction::quorum);
  const Vote vote = vote_at_closing(question, meeting);
  for (const MemberVote& member : vote.members) {
    if (member.mark != nullptr) events.push_back(member.mark->act.position);
  }
  const std::string present = std::to_string(vote.present());
  const std::string entitled = std::to_string(vote.members.size());
  const bool enough = share.is_exceeded_by(vote.present(), vote.members.size());
  const std::string en = "meeting " + meeting.id + ": " + present + " of " + entitled +
                         " entitled members were present; more than " + text_of(share) +
                         " is needed";
  const std::string zh = "会议 " + meeting.id + "：应到 " + entitled + " 人，实到 " + present +
                         " 人；须超过 " + text_of(share);
  return enough ? pass(en, zh, events) : breach(en, zh, events);
}

Verdict majority_of(const Question& question, const domain::Meeting& meeting) {
  const Day day = meeting_day(question, meeting);
  std::vector<Position> events{meeting.act.position};
  for (const domain::Resolution& resolution : meeting.resolutions) {
    events.push_back(resolution.act.position);
  }
  const Rulebook* rulebook = question.rulebook(day);
  if (rulebook == nullptr) return no_rulebook(question, day, events);
  const Share share =
      rulebook->fraction(meeting.major ? Fraction::major_majority : Fraction::majority);
  const Vote vote = vote_at_closing(question, meeting);
  for (const MemberVote& member : vote.members) {
    if (member.ballot != nullptr) events.push_back(member.ballot->act.position);
  }
  const bool exceeded = share.is_exceeded_by(vote.count(Standing::FOR), vote.members.size());
  const auto wrong = std::ranges::find_if(meeting.resolutions, [&](const auto& resolution) {
    const bool declared = resolution.declared != schema::DeclaredOutcome::UNSPECIFIED;
    return is_adopted(resolution) ? !exceeded : declared && exceeded;
  });
  const std::string ayes = std::to_string(vote.count(Standing::FOR));
  const std::string entitled = std::to_string(vote.members.size());
  const std::string count_en = ayes + " of " + entitled +
                               " entitled members were in favour; more than " + text_of(share) +
                               " is needed";
  const std::string count_zh =
      "应到 " + entitled + " 人，赞成 " + ayes + " 人；须超过 " + text_of(share);
  if (wrong != meeting.resolutions.end()) {
    const bool adopted = is_adopted(*wrong);
    return breach(
        "meeting " + meeting.id + " gave out " + (adopted ? "adopted" : "rejected") + " although " +
            count_en,
        "会议 " + meeting.id + " 宣布" + (adopted ? "通过" : "未通过") + "，但" + count_zh, events);
  }
  return pass("meeting " + meeting.id + ": " + count_en, "会议 " + meeting.id + "：" + count_zh,
              events);
}

}  // namespace

/// Looks at each meeting whose vote was closed, adopted or not, and asks the rulebook of the
/// meeting's day. Passes when the kind of the body is allowed at the level of the body's own
/// organization and that organization answers for the venue on that day: it owns the venue, is
/// above the owner, or the same of whom its operation is delegated to. Breach otherwise, and when
/// step 3 or 4 began (see moved_on_after) while no meeting has adopted anything and the mode needs
/// a decision; an adoption that comes later heals that here (REC-2 keeps the wrong order). Pending
/// while no vote is closed. Not applicable when the mode needs no decision and none was taken.
/// Cannot decide without a rulebook on the day.
Verdict vote_1(const Question& question) {
  const domain::Act* moved = moved_on_after(question, question.proposal().act.position);
  if (moved != nullptr && first_adoption(question) == nullptr &&
      is_required(question, domain::Step::decision)) {
    const Day day = question.scene.day_of(moved->occurred_at);
    if (question.rulebook(day) == nullptr) return no_rulebook(question, day, {moved->position});
    return breach("the matter moved on although no body had adopted it",
                  "事项未经任何决策机构通过即进入后续环节",
                  {question.proposal().act.position, moved->position});
  }
  return each_vote(question,
                   [&](const domain::Meeting& meeting) { return body_of(question, meeting); });
}

/// Of each meeting whose vote was closed: those entitled on the meeting's day, and of them those
/// whose last mark before the first closing says present. Passes when they are more than the
/// rulebook's share (`quorum`, for a major meeting `major_quorum`); exactly the share is a breach.
/// The recused who are present count as present. Marks recorded after the closing change nothing.
/// Pending while no vote is closed; cannot decide without a rulebook on the meeting's day.
Verdict vote_2(const Question& question) {
  return each_vote(question,
                   [&](const domain::Meeting& meeting) { return quorum_of(question, meeting); });
}

/// Of each meeting whose vote was closed: counts anew the ayes of those entitled on the meeting's
/// day, as they stood at the first closing. Breach when a resolution gives out "adopted" (declared
/// or, with nothing declared, counted so by the ledger) and the ayes are not more than the
/// rulebook's share (`majority`, major: `major_majority`) of the entitled, or when it was declared
/// rejected and they are. A rejection that nobody declared passes: the share is a floor.
/// Pending while no vote is closed; cannot decide without a rulebook on the meeting's day.
Verdict vote_3(const Question& question) {
  return each_vote(question,
                   [&](const domain::Meeting& meeting) { return majority_of(question, meeting); });
}

}  // namespace minutebook::rules
