#include <algorithm>
#include <set>

#include "ledger/domain/partnership_case.h"
#include "ledger/domain/tally.h"

namespace minutebook::domain {
namespace {

using Command = schema::Command;

Position last_of(const Meeting& meeting) { return meeting.closings.front().act.position; }

/// Checks of a command about a known meeting.
template <typename Reader, typename Further>
Check at_meeting(const Case& c, Reader data, Further further) {
  const Meeting* meeting = c.matter.meeting(id_of(data.getMeeting()));
  if (meeting == nullptr) return unknown_id("meeting", "会议", id_of(data.getMeeting()));
  return further(*meeting);
}

Check check_not_closed(const Case& c, const Meeting& meeting, const char* rule) {
  if (!c.regular || !meeting.vote_closed()) return std::nullopt;
  return refuse_procedure(rule, "the vote of this meeting is closed", "该会议的表决已经结束",
                          {last_of(meeting)});
}

Check check_begun(const Case& c, const Meeting& meeting, const char* rule) {
  if (!c.regular || meeting.has_begun()) return std::nullopt;
  return refuse_procedure(rule, "the meeting has not begun: no attendance is recorded",
                          "会议尚未开始：没有出席记录", {meeting.act.position});
}

Check check_entitled(const Case& c, const Meeting& meeting) {
  const Day day = c.directory.day_of(meeting.held_at.instant);
  if (!c.regular || c.is_entitled(meeting.body, c.by, day)) return std::nullopt;
  return refuse_procedure(
      "VOTE-8", c.by.text() + " is not an entitled member of the body on the day of the meeting",
      c.by.text() + " 在会议当日不是该决策机构有表决权的成员", {meeting.act.position});
}

Check check_present(const Case& c, const Meeting& meeting, const char* rule) {
  if (!c.regular || meeting.is_present(c.by)) return std::nullopt;
  return refuse_procedure(rule, c.by.text() + " is not recorded as present",
                          "没有 " + c.by.text() + " 出席的记录");
}

Check check_not_recused(const Case& c, const Meeting& meeting, const char* rule) {
  const Recusal* recusal = meeting.recusal_of(c.by);
  if (!c.regular || recusal == nullptr) return std::nullopt;
  return refuse_procedure(rule, c.by.text() + " has declared a recusal at this meeting",
                          c.by.text() + " 已在该会议声明回避", {recusal->act.position});
}

/// All that a ballot needs, cast or changed.
Check check_voter(const Case& c, const Meeting& meeting) {
  if (auto refusal = check_person_named(c)) return refusal;
  if (auto refusal = check_not_closed(c, meeting, "VOTE-8")) return refusal;
  if (auto refusal = check_begun(c, meeting, "VOTE-8")) return refusal;
  if (auto refusal = check_entitled(c, meeting)) return refusal;
  if (auto refusal = check_not_recused(c, meeting, "VOTE-5")) return refusal;
  return check_present(c, meeting, "VOTE-8");
}

Check check_convening(const Case& c, schema::Meeting::Reader data) {
  if (const Meeting* known = c.matter.meeting(id_of(data.getMeeting()))) {
    return used_id("meeting", "会议", known->id, known->act.position);
  }
  const Subject body = subject_of(data.getBody());
  if (!c.regular) return std::nullopt;
  const auto convening = c.directory.organization_of(body);
  if (!convening || !answers_for_venue(c, *convening)) {
    return refuse_procedure("VOTE-1",
                            body.text() + " belongs to no organization that answers for the venue",
                            body.text() + " 不属于对该阵地负责的组织");
  }
  const Day day = c.directory.day_of(to_time(data.getHeldAt()).instant);
  const Subject presiding = subject_of(data.getPresiding());
  if (!c.is_entitled(body, presiding, day)) {
    return refuse_procedure("REC-4",
                            presiding.text() + " is to preside but holds no voting seat that day",
                            presiding.text() + " 拟主持会议，但当日没有表决席位");
  }
  return std::nullopt;
}

Check check_attendance(const Case& c, const Meeting& meeting, schema::Attendance::Reader data) {
  std::set<std::string_view> persons;
  for (const auto entry : data.getEntries()) {
    if (!persons.insert(id_of(entry.getPerson())).second) {
      return refuse("STEP-2", std::string(id_of(entry.getPerson())) + " is listed twice",
                    std::string(id_of(entry.getPerson())) + " 重复列出");
    }
  }
  return check_not_closed(c, meeting, "STEP-2");
}

Check check_reading(const Case& c, const Meeting& meeting, schema::MaterialsReading::Reader data) {
  for (const auto digest : digests_of(data.getDigests())) {
    if (std::ranges::find(meeting.materials, digest, &Document::digest) ==
        meeting.materials.end()) {
      return unknown_id("material", "会议材料", crypto::hex_of(digest));
    }
  }
  if (auto refusal = check_person_named(c)) return refusal;
  return check_entitled(c, meeting);
}

Check check_recusal(const Case& c, const Meeting& meeting) {
  if (auto refusal = check_person_named(c)) return refusal;
  if (auto refusal = check_not_closed(c, meeting, "STEP-2")) return refusal;
  if (auto refusal = check_entitled(c, meeting)) return refusal;
  return check_not_recused(c, meeting, "STEP-2");
}

Check check_statement(const Case& c, const Meeting& meeting) {
  if (auto refusal = check_person_named(c)) return refusal;
  if (auto refusal = check_not_closed(c, meeting, "STEP-2")) return refusal;
  if (auto refusal = check_begun(c, meeting, "STEP-2")) return refusal;
  return check_present(c, meeting, "STEP-2");
}

Check check_ballot(const Case& c, const Meeting& meeting) {
  if (auto refusal = check_voter(c, meeting)) return refusal;
  const Ballot* earlier = meeting.ballot_of(c.by);
  if (!c.regular || earlier == nullptr) return std::nullopt;
  return refuse_procedure("VOTE-8", c.by.text() + " has already voted; use ChangeBallot",
                          c.by.text() + " 已经投票；请用 ChangeBallot 改票",
                          {earlier->act.position});
}

Check check_ballot_change(const Case& c, const Meeting& meeting) {
  if (auto refusal = check_voter(c, meeting)) return refusal;
  if (meeting.ballot_of(c.by) != nullptr) return std::nullopt;
  return refuse("VOTE-8", c.by.text() + " has not voted: there is no ballot to change",
                c.by.text() + " 尚未投票，没有可改的票");
}

Check check_opinion(const Case& c, const Meeting& meeting) {
  if (auto refusal = check_person_named(c)) return refusal;
  if (auto refusal = check_entitled(c, meeting)) return refusal;
  if (!c.regular || !meeting.is_present(c.by)) return std::nullopt;
  return refuse_procedure("VOTE-4", "a written opinion is for members who are not present",
                          "书面意见仅由未到会成员提交",
                          {meeting.attendance_of(c.by)->act.position});
}

Tally tally_now(const Case& c, const Meeting& meeting) {
  const Day day = c.directory.day_of(meeting.held_at.instant);
  return tally_of(meeting, c.directory.entitled_members(meeting.body, day));
}

Check check_closing(const Case& c, const Meeting& meeting, schema::VoteClosing::Reader data) {
  if (auto refusal = check_not_closed(c, meeting, "STEP-2")) return refusal;
  if (auto refusal = check_begun(c, meeting, "STEP-2")) return refusal;
  if (!c.regular || data.getDeclared() == schema::DeclaredOutcome::UNSPECIFIED) {
    return std::nullopt;
  }
  const bool adopted = tally_now(c, meeting).is_adopted();
  if (adopted == (data.getDeclared() == schema::DeclaredOutcome::ADOPTED)) return std::nullopt;
  return refuse_procedure("VOTE-3", "the declared outcome is not the one of the ballots",
                          "宣布的结果与票数不符");
}

Check check_signature(const Case& c, const Meeting& meeting,
                      schema::MinutesSignature::Reader data) {
  if (auto refusal = check_person_named(c)) return refusal;
  if (!c.regular) return std::nullopt;
  if (!meeting.vote_closed()) {
    return refuse_procedure("STEP-2", "the vote is not closed: there are no minutes to sign yet",
                            "表决尚未结束，没有可签署的记录", {meeting.act.position});
  }
  const MinutesSignature* earlier = meeting.signature_of(c.by);
  if (earlier != nullptr && earlier->minutes.digest == digest_of(data.getMinutes().getDigest())) {
    return refuse_procedure("STEP-2", c.by.text() + " has already signed these minutes",
                            c.by.text() + " 已经签署该会议记录", {earlier->act.position});
  }
  if (c.command.getRole() == schema::Role::BODY_SECRETARY) return std::nullopt;
  return check_present(c, meeting, "VOTE-10");
}

}  // namespace

Check check_meeting(const Case& c) {
  switch (c.command.which()) {
    case Command::CONVENE_MEETING:
      return check_convening(c, c.command.getConveneMeeting());
    case Command::RECORD_ATTENDANCE: {
      const auto data = c.command.getRecordAttendance();
      return at_meeting(c, data, [&](const Meeting& m) { return check_attendance(c, m, data); });
    }
    case Command::READ_MATERIALS: {
      const auto data = c.command.getReadMaterials();
      return at_meeting(c, data, [&](const Meeting& m) { return check_reading(c, m, data); });
    }
    case Command::DECLARE_RECUSAL:
      return at_meeting(c, c.command.getDeclareRecusal(),
                        [&](const Meeting& m) { return check_recusal(c, m); });
    case Command::MAKE_STATEMENT:
      return at_meeting(c, c.command.getMakeStatement(),
                        [&](const Meeting& m) { return check_statement(c, m); });
    case Command::CAST_BALLOT:
      return at_meeting(c, c.command.getCastBallot(),
                        [&](const Meeting& m) { return check_ballot(c, m); });
    case Command::CHANGE_BALLOT:
      return at_meeting(c, c.command.getChangeBallot(),
                        [&](const Meeting& m) { return check_ballot_change(c, m); });
    case Command::FILE_WRITTEN_OPINION:
      return at_meeting(c, c.command.getFileWrittenOpinion(),
                        [&](const Meeting& m) { return check_opinion(c, m); });
    case Command::CLOSE_VOTE: {
      const auto data = c.command.getCloseVote();
      return at_meeting(c, data, [&](const Meeting& m) { return check_closing(c, m, data); });
    }
    case Command::SIGN_MINUTES: {
      const auto data = c.command.getSignMinutes();
      return at_meeting(c, data, [&](const Meeting& m) { return check_signature(c, m, data); });
    }
    default:
      return std::nullopt;
  }
}

namespace {

void fill_resolution(schema::Resolution::Builder out, schema::VoteClosing::Reader closing,
                     const Tally& tally) {
  using Standing = schema::MemberPosition;
  out.setMeeting(closing.getMeeting());
  out.setText(closing.getResolution());
  out.setDeclared(closing.getDeclared());
  out.setEntitled(static_cast<std::uint16_t>(tally.positions.size()));
  out.setPresent(tally.present);
  out.setAyes(tally.count(Standing::FOR));
  out.setNoes(tally.count(Standing::AGAINST));
  out.setAbstentions(tally.count(Standing::ABSTAIN));
  out.setAbsent(tally.count(Standing::ABSENT));
  out.setRecused(tally.count(Standing::RECUSED));
  out.setNoBallot(tally.count(Standing::NO_BALLOT));
  auto positions = out.initPositions(static_cast<capnp::uint>(tally.positions.size()));
  for (capnp::uint i = 0; i < positions.size(); ++i) {
    positions[i].setPerson(tally.positions[i].person.text());
    positions[i].setPosition(tally.positions[i].position);
  }
}

}  // namespace

Decision draft_closing(const Case& c) {
  const auto closing = c.command.getCloseVote();
  const Tally tally = tally_now(c, *c.matter.meeting(id_of(closing.getMeeting())));
  return accept(draft_of(c.command), make_draft(c.command, [&](schema::EventBody::Builder body) {
                  fill_resolution(tally.is_adopted() ? body.initResolutionAdopted()
                                                     : body.initResolutionRejected(),
                                  closing, tally);
                }));
}

}  // namespace minutebook::domain
