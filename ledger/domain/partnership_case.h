#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ledger/domain/decide.h"
#include "ledger/domain/drafts.h"
#include "ledger/domain/partnership.h"

/// One command about one matter, as the checks of its step see it. Nothing but decide_partnership
/// includes this.
namespace minutebook::domain {

/// Why not; nothing when there is no objection.
using Check = std::optional<Refusal>;

struct Case {
  Case(const DecisionContext& decision, const Partnership& partnership,
       schema::Command::Reader sent);

  const Directory& directory;
  const Partnership& matter;
  crypto::Suite suite;
  schema::Command::Reader command;
  Subject actor;
  Subject by;    ///< whose act it is: as Act::by()
  Instant when;  ///< it occurred
  Day day;       ///< it occurred, in the ledger's zone
  bool regular;  ///< procedural checks hold; for an irregular entry they are set aside

  /// Does `person` hold a seat with a vote in `body` on `on`?
  bool is_entitled(const Subject& body, const Subject& person, Day on) const;
};

inline std::string_view id_of(capnp::Text::Reader text) { return {text.begin(), text.size()}; }

// The wordings that recur. `en` and `zh` name the kind of thing.
Refusal unknown_id(std::string_view en, std::string_view zh, std::string_view id);
Refusal used_id(std::string_view en, std::string_view zh, std::string_view id, Position first);
Refusal unknown_position(Position position);

/// REF-5 unless each of `positions` is an event of this matter.
Check check_positions(const Case& c, capnp::List<std::uint64_t>::Reader positions);
/// Does `organization` answer for the matter's venue: as owner, as delegate, or from above?
bool answers_for_venue(const Case& c, const Subject& organization);
/// REC-4 when an irregular entry does not say whose personal act it records.
Check check_person_named(const Case& c);

// The checks of each command of a step; nothing for commands of other steps.
Check check_study(const Case& c);
Check check_meeting(const Case& c);
Check check_approval(const Case& c);
Check check_selection(const Case& c);
Check check_contract(const Case& c);
Check check_evaluation(const Case& c);
Check check_oversight(const Case& c);

/// The closing of the vote and the resolution that follows from the ballots.
Decision draft_closing(const Case& c);

}  // namespace minutebook::domain
