#pragma once

#include <algorithm>
#include <span>

#include "ledger/rules/landscape.h"

namespace minutebook::rules {

/// Calls `take` with each contract that was concluded at a position before `before`: those of
/// `others` that are not of the matter judged, then those of `own`, which are all of that matter.
/// The landscape may know the matter judged as it was at another moment; `own` counts.
template <typename Take>
void each_before(std::span<const DatedContract> others, std::span<const ContractFact> own,
                 Position before, Take take) {
  const auto is_own = [&](Position position) {
    return std::ranges::binary_search(own, position, {}, &ContractFact::concluded_at);
  };
  for (const DatedContract& other : others) {
    if (other.position < before && !is_own(other.position)) take(*other.contract);
  }
  for (const ContractFact& one : own) {
    if (one.concluded_at < before) take(one);
  }
}

}  // namespace minutebook::rules
