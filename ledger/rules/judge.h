#pragma once

#include "ledger/rules/rule.h"

namespace minutebook::rules {

/// The rule's verdict on a matter: not applicable before it is proposed, outside the rule's modes
/// (as the rulebook in force on the day of the proposal has them) and, where nothing is decided
/// yet, once it was withdrawn. A pending verdict whose `due` has come is a bug of the rule.
Verdict judge(const Rule& rule, const Scene& scene, const Subject& subject,
              const domain::Partnership& matter);

}  // namespace minutebook::rules
