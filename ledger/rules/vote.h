#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ledger/domain/meeting.h"
#include "ledger/rules/question.h"
#include "ledger/rules/verdict.h"

/// What the rules about votes share. A vote is judged as it stood when it was first closed: marks,
/// recusals and ballots recorded after that closing are kept and looked at, and change no count.
namespace minutebook::rules {

/// One entitled member at the closing. Borrows from the directory and the meeting.
struct MemberVote {
  const Subject* person = nullptr;
  schema::MemberPosition position = schema::MemberPosition::ABSENT;
  const domain::AttendanceMark* mark = nullptr;  ///< the last one before; null: never marked
  const domain::Recusal* recusal = nullptr;      ///< declared before; null: none
  const domain::Ballot* ballot = nullptr;        ///< last one cast while present; null: none
  bool is_present() const;
};

struct Vote {
  std::vector<MemberVote> members;  ///< those entitled on the meeting's day, in the order seated
  std::size_t count(schema::MemberPosition position) const;
  std::size_t present() const;
  const MemberVote* of(const Subject& person) const;
};

/// The vote of a meeting that was closed.
Vote vote_at_closing(const Question& question, const domain::Meeting& meeting);

/// The day on which the meeting is held: rulebook and membership are those of that day.
Day meeting_day(const Question& question, const domain::Meeting& meeting);
/// The position of the first closing. Only for meetings whose vote was closed.
Position closed_at(const domain::Meeting& meeting);
/// The last mark of `person` before the event at `before` says present.
bool was_present_at(const domain::Meeting& meeting, const Subject& person, Position before);

/// Earlier by when it occurred; of the same moment, the one recorded first.
bool is_earlier(const domain::Act& a, const domain::Act& b);
/// What the meeting gave out: the declared outcome or, without one, what the ledger counted.
bool is_adopted(const domain::Resolution& resolution);
/// The earliest adopted resolution of any meeting; null when there is none.
const domain::Resolution* first_adoption(const Question& question);
/// The first act of step 3 or 4 recorded after `from`: approval requested, filing submitted,
/// selection announced, contract concluded. Null when there is none. From the first one on, what
/// steps 1 and 2 owe is missing, not pending.
const domain::Act* moved_on_after(const Question& question, Position from);
/// Is `step` required as the rulebook of the day of the proposal has it? Without one: yes.
bool is_required(const Question& question, domain::Step step);

/// The verdict on a meeting whose vote was not closed: pending, or not applicable when it was
/// given up: a meeting convened later was closed, or the matter moved on to step 3 or 4 after it.
Verdict not_closed(const Question& question, const domain::Meeting& meeting);
/// The verdict without any meeting: pending, or not applicable when the mode needs no decision or
/// the matter moved on without one (which VOTE-1 finds).
Verdict no_meeting(const Question& question);

/// Judges each meeting whose vote was closed by `judge`, and the others by not_closed().
template <typename Judge>
Verdict each_vote(const Question& question, const Judge& judge) {
  if (question.matter.meetings.empty()) return no_meeting(question);
  Parts parts("no meeting was held", "没有召开会议");
  for (const domain::Meeting& meeting : question.matter.meetings) {
    parts.add(meeting.vote_closed() ? judge(meeting) : not_closed(question, meeting));
  }
  return std::move(parts).verdict();
}

/// "person/a, person/b".
std::string joined(const std::vector<std::string>& names, const char* separator);

Verdict vote_1(const Question& question);
Verdict vote_2(const Question& question);
Verdict vote_3(const Question& question);
Verdict vote_4(const Question& question);
Verdict vote_5(const Question& question);
Verdict vote_6(const Question& question);
Verdict vote_7(const Question& question);
Verdict vote_8(const Question& question);
Verdict vote_9(const Question& question);
Verdict vote_10(const Question& question);

}  // namespace minutebook::rules
