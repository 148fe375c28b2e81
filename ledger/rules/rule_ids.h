#pragma once

#include <span>
#include <string_view>

namespace minutebook::rules {

/// The ids of all rules, in the order of the catalogue: the names that a rulebook may use.
std::span<const std::string_view> rule_ids();

}  // namespace minutebook::rules
