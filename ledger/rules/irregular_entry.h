#pragma once

#include <optional>

#include "ledger/domain/decide.h"
#include "ledger/rules/rulebooks.h"

namespace minutebook::rules {

/// Whether the rulebook in force for the venue's owner, on the day of the fact, lets the command's
/// role record irregular facts: REC-4. Without a rulebook, and for regular commands: nothing to
/// say. Pure.
std::optional<domain::Refusal> check_irregular_entry(const domain::DecisionContext& context,
                                                     const Rulebooks& rulebooks,
                                                     schema::Command::Reader command);

}  // namespace minutebook::rules
