#include "ledger/domain/tally.h"

#include <algorithm>
#include <ranges>

#include "ledger/base/check.h"

namespace minutebook::domain {
namespace {

using Standing = schema::MemberPosition;

bool was_present(const Meeting& meeting, const Subject& person, Position before) {
  for (const AttendanceMark& mark : std::views::reverse(meeting.attendance)) {
    if (mark.person != person || before < mark.act.position) continue;
    return mark.presence == schema::Presence::PRESENT;
  }
  return false;
}

Standing standing_of(const Meeting& meeting, const Subject& person) {
  if (meeting.recusal_of(person) != nullptr) return Standing::RECUSED;
  if (const Ballot* ballot = counted_ballot(meeting, person)) return position_of(ballot->choice);
  return meeting.is_present(person) ? Standing::NO_BALLOT : Standing::ABSENT;
}

}  // namespace

schema::MemberPosition position_of(schema::Choice choice) {
  switch (choice) {
    case schema::Choice::FOR:
      return Standing::FOR;
    case schema::Choice::AGAINST:
      return Standing::AGAINST;
    case schema::Choice::ABSTAIN:
      return Standing::ABSTAIN;
    case schema::Choice::UNSPECIFIED:
      break;
  }
  return Standing::NO_BALLOT;
}

std::uint16_t Tally::count(schema::MemberPosition position) const {
  return static_cast<std::uint16_t>(
      std::ranges::count(positions, position, &MemberPosition::position));
}

bool Tally::is_adopted(Majority majority) const {
  return std::uint64_t{count(Standing::FOR)} * majority.denominator >
         std::uint64_t{positions.size()} * majority.numerator;
}

const Ballot* counted_ballot(const Meeting& meeting, const Subject& person) {
  for (const Ballot& ballot : std::views::reverse(meeting.ballots)) {
    if (ballot.act.by() != person) continue;
    const Position at = ballot.act.position;
    const bool in_time = meeting.closings.empty() || at < meeting.closings.front().act.position;
    if (in_time && was_present(meeting, person, at)) return &ballot;
  }
  return nullptr;
}

Tally tally_of(const Meeting& meeting, const std::vector<const SeatRecord*>& entitled) {
  Tally tally;
  tally.positions.reserve(entitled.size());
  for (const SeatRecord* seat : entitled) {
    tally.positions.push_back({seat->person, standing_of(meeting, seat->person)});
    if (meeting.is_present(seat->person)) ++tally.present;
  }
  return tally;
}

}  // namespace minutebook::domain
