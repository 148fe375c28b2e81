#pragma once

#include <cstdint>

#include "tools/generate/chapter.h"

/// The rulebook of a world with planted breaches: every rule finds, none refuses, so that what
/// breaks them is accepted. Parameters are those that hold where a rulebook says nothing, besides:
namespace minutebook::generate {

/// What asks for approval of a matter that is no external cooperation; below it, filing is asked.
inline constexpr std::int64_t approval_from_yuan = 150'000;

/// Appoints a rule keeper and adopts the rulebook for all unions, in force from that day on. To be
/// sent after register_national.
void adopt_rulebook(Chapter& chapter);

}  // namespace minutebook::generate
