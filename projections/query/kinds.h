#pragma once

#include <span>

#include "projections/query/kind.h"

namespace minutebook::projections {

/// Every list, in the order in which they are told of.
std::span<const Kind> all_kinds();
/// Null when there is none of that name.
const Kind* find_kind(std::string_view name);
/// The names of all: "partnerships, contracts …".
std::string kind_names();

}  // namespace minutebook::projections
