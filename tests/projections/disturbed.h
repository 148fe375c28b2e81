#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace minutebook::projections {

/// The generated lines with master data in between that changes what the rules say of matters
/// recorded before: roles and seats that are said to have ended on earlier days, partners and
/// venues that changed, an organization that moved, stricter rulebooks, a person who may inspect.
/// What is no longer allowed is refused later. The same seed gives the same lines.
std::vector<std::string> disturbed(const std::vector<std::string>& lines, std::uint64_t seed);

}  // namespace minutebook::projections
