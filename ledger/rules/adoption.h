#pragma once

#include <optional>

#include "ledger/domain/decide.h"
#include "ledger/rules/rulebooks.h"

namespace minutebook::rules {

/// Whether AdoptRulebook may be accepted: RULE-1. The text is a rulebook file that says the
/// command's own title, version, organization and first day; that day is not before the day on
/// which it was adopted, and after the first days of the organization's earlier editions; and
/// nothing in it is laxer than what is in force above the organization on that day. Nothing to say
/// of other commands. Pure.
std::optional<domain::Refusal> check_adoption(const domain::Directory& directory,
                                              const Rulebooks& rulebooks,
                                              schema::Command::Reader command);

}  // namespace minutebook::rules
