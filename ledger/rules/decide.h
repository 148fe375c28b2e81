#pragma once

#include "ledger/domain/decide.h"
#include "ledger/rules/rulebooks.h"

namespace minutebook::rules {

/// What the ledger decides: domain::decide, and of what it accepts, what the rulebooks in force
/// have to say. The live writer and whoever decides again both call this and nothing else.
/// `rulebooks` holds the editions adopted by the events that `context` knows. Pure.
domain::Decision decide(const domain::DecisionContext& context, const Rulebooks& rulebooks,
                        schema::Command::Reader command);

}  // namespace minutebook::rules
