#pragma once

#include <optional>

#include "ledger/domain/decide.h"

namespace minutebook::rules {

/// RULE-2 for a command that reports, confirms or dismisses a breach of a rule that the catalogue
/// does not have: no rule would ever see it. Nothing to say of other commands. Pure.
std::optional<domain::Refusal> check_cited_rule(schema::Command::Reader command);

}  // namespace minutebook::rules
