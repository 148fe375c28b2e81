#pragma once

#include <cstdint>
#include <vector>

#include "ledger/domain/directory.h"
#include "ledger/domain/meeting.h"

/// Counting a vote: every entitled member ends with exactly one position.
namespace minutebook::domain {

/// The share of the entitled members that the ayes must exceed.
struct Majority {
  std::uint32_t numerator = 1;
  std::uint32_t denominator = 2;
};

struct Tally {
  std::vector<MemberPosition> positions;  ///< one for each entitled member, in the order seated
  std::uint16_t present = 0;

  std::uint16_t count(schema::MemberPosition position) const;
  /// Do the ayes exceed `majority` of all entitled members? Exactly that share does not.
  bool is_adopted(Majority majority = {}) const;
};

/// The ballot of `person` that counts: the last one cast while present, before the vote was closed.
/// Others, recorded irregularly, are kept and never counted. Null when there is none.
const Ballot* counted_ballot(const Meeting& meeting, const Subject& person);

/// What a ballot that counts makes of its author's position.
schema::MemberPosition position_of(schema::Choice choice);

/// The positions of `entitled` in `meeting`. A recusal stands whatever was cast before it; a ballot
/// stands though its author left later; who was never marked present is absent.
Tally tally_of(const Meeting& meeting, const std::vector<const SeatRecord*>& entitled);

}  // namespace minutebook::domain
