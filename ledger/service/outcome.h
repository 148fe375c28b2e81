#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ledger/base/clock.h"
#include "ledger/base/ids.h"
#include "ledger/base/result.h"
#include "ledger/crypto/digest.h"
#include "ledger/schema/event.capnp.h"

/// What becomes of a command. Each is one line of the results in the interface.
namespace minutebook::service {

/// A rule that an accepted command breaks, of those that are flagged and not refused.
struct BrokenRule {
  std::string rule;
  Bilingual detail;
  std::vector<Position> rests_on;
};

/// Recorded and durable.
struct Accepted {
  CommandId command;
  std::vector<Position> positions;
  std::vector<schema::EventBody::Which> events;  ///< same order as positions
  std::vector<crypto::Digest> leaf_hashes;       ///< same order as positions
  std::uint64_t tree_size = 0;                   ///< last position + 1
  Instant recorded_at;
  bool repeated = false;  ///< the command had been recorded before: this is its receipt again
  std::vector<BrokenRule> would_break = {};  ///< told in a dry run only
};

/// Refused by a rule; the refusal is recorded and durable.
struct Refused {
  CommandId command;
  std::string rule;
  Bilingual detail;
  std::vector<Position> rests_on;
  Position position;  ///< of CommandRefused
  crypto::Digest leaf_hash{};
  Instant recorded_at;
  bool repeated = false;
};

/// The subject is not at the version that the author saw. Nothing was recorded.
struct Conflict {
  CommandId command;
  Version expected;
  Version actual;
};

/// The command makes no sense as data. Nothing was recorded. Also the outcome of a command id that
/// was used before for another command (path "commandId").
struct Invalid {
  std::string path;  ///< of the field; may be empty
  Bilingual detail;
  std::string command_id;             ///< as far as it could be read; may be empty
  std::optional<std::size_t> column;  ///< of a syntax error, 1-based, in characters
};

/// No valid signature by a key of the actor. Nothing was recorded.
struct Unauthorised {
  std::string command_id;
  Bilingual detail;
};

/// Not looked at, because an earlier command of the same file was not accepted.
struct Skipped {
  std::string command_id;
};

/// The ledger could not do it. Whether the command was recorded is not known when the error is of
/// io, no_space or corruption: reopen, and send it again (the command id makes that safe).
struct Failed {
  std::string command_id;
  Error error;
};

using Outcome = std::variant<Accepted, Refused, Conflict, Invalid, Unauthorised, Skipped, Failed>;

/// "accepted", "refused", "conflict", "invalid", "unauthorised", "skipped", "failed".
std::string_view status_of(const Outcome& outcome);
/// The command's id, as far as it is known.
std::string command_id_of(const Outcome& outcome);
inline bool is_accepted(const Outcome& outcome) {
  return std::holds_alternative<Accepted>(outcome);
}

}  // namespace minutebook::service
