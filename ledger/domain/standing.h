#pragma once

#include <variant>
#include <vector>

#include "ledger/domain/decide.h"

/// For which organizations, and in which decision body, a command's role has to be held.
namespace minutebook::domain {

/// The organizations of which one must be the role's: the one that answers for the subject and, on
/// days of delegated operation, the one that runs the venue. Empty: the role may be held anywhere.
/// For approvals, the authority that was asked; REF-3 when the request or filing is unknown.
std::variant<std::vector<Subject>, Refusal> answering_organizations(
    const DecisionContext& context, schema::Command::Reader command);

/// The meeting a command of step 2 is about: its body and who presides.
struct MeetingStanding {
  Subject body;
  Subject presiding;
};

/// None for commands that are not about a meeting; REF-3 when there is no such meeting.
std::variant<std::monostate, MeetingStanding, Refusal> meeting_of(const DecisionContext& context,
                                                                  schema::Command::Reader command);

/// The day by which the rules look at the command.
Day day_of(const DecisionContext& context, schema::Command::Reader command);

}  // namespace minutebook::domain
