#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ledger/base/ids.h"
#include "ledger/base/rfc3339.h"
#include "ledger/domain/directory.h"
#include "ledger/domain/partnership.h"

/// What rules about other matters look at in a matter's contracts: a few numbers of each, without
/// its texts.
namespace minutebook::rules {

/// Terms as an event set them: the signing or the renewal, then each amendment.
struct TermsFact {
  Position position;
  Day day;  ///< of that event, in the ledger's zone
  std::optional<Day> start;
  std::optional<Day> end;  ///< first day on which they no longer hold
  std::int64_t value_fen = 0;
  bool long_term_reason = false;
  bool operator==(const TermsFact&) const = default;
};

/// A contract that was concluded. Venue, scope and mode are those of the proposal as it read then.
struct ContractFact {
  Subject matter;
  Subject venue;
  Subject organization;  ///< that owns the venue
  Subject partner;
  std::string id;           ///< in the matter
  std::string predecessor;  ///< in the matter; empty: made by a signing, not by a renewal
  std::uint64_t scope = 0;  ///< fingerprint of the proposal's scope
  schema::Mode mode = schema::Mode::UNSPECIFIED;
  std::uint16_t intended_months = 0;
  Position concluded_at;
  Instant moment;                         ///< when it was concluded
  std::vector<TermsFact> terms;           ///< ascending; never empty
  std::optional<Position> ended_at = {};  ///< of the first termination
  Day ended_on = {};                      ///< of that termination

  bool operator==(const ContractFact&) const = default;

  Day concluded_on() const { return terms.front().day; }
  /// The day from which it ran: the start agreed when it was concluded, else the day of that.
  Day began_on() const { return terms.front().start.value_or(concluded_on()); }
  /// The terms as they read just before `position`, which is after the conclusion.
  const TermsFact& terms_before(Position position) const;
  /// Months of those terms, whole ones begun; of terms without start or end, what the proposal
  /// intended.
  std::uint32_t months_of(const TermsFact& terms) const;
};

/// A final evaluation that a contract failed.
struct FailureFact {
  Subject matter;
  Subject organization;  ///< that owns the venue
  Subject partner;
  std::string contract;
  Position position;
  Instant moment;
  bool operator==(const FailureFact&) const = default;
};

/// In the order in which they were concluded. Every venue is in the directory.
std::vector<ContractFact> contract_facts(const Subject& matter, const domain::Partnership& state,
                                         const domain::Directory& directory);

/// In the order recorded; evaluations of contracts that were never concluded are none.
std::vector<FailureFact> failure_facts(const Subject& matter, const domain::Partnership& state,
                                       const domain::Directory& directory);

}  // namespace minutebook::rules
