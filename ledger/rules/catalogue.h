#pragma once

#include <span>
#include <string_view>

#include "ledger/rules/rule.h"

namespace minutebook::rules {

/// Every rule, in the order of the catalogue.
std::span<const Rule> catalogue();
/// Null when there is no such rule.
const Rule* find_rule(std::string_view id);

// The groups, one file each.
std::span<const Rule> study_rules();
std::span<const Rule> vote_rules();
std::span<const Rule> approval_rules();
std::span<const Rule> selection_rules();
std::span<const Rule> signing_rules();
std::span<const Rule> evaluation_rules();
std::span<const Rule> chain_rules();          // SIGN-4, EVAL-4: what they judge spans matters
std::span<const Rule> negative_list_rules();  // NEG-1 to NEG-5, BAN-1 to BAN-3
std::span<const Rule> recording_rules();
std::span<const Rule> pattern_rules();
std::span<const Rule> supervision_rules();

}  // namespace minutebook::rules
