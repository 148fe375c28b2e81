#pragma once

#include <algorithm>
#include <span>

#include "ledger/rules/landscape.h"

namespace minutebook::rules {

/// Calls `take` with each contract that was concluded at a position before `before`: those of
/// `others`, as the landscape found them, that are not of the matter judged, then those of `own`,
/// which are all of that matter, where `fits` says so. The landscape may know the matter judged as
/// it was at another moment; `own` counts.
template <typename Fits, typename Take>
void each_before(std::span<const DatedContract> others, std::span<const ContractFact> own,
                 Position before, Fits fits, Take take) {
  const auto is_own = [&](Position position) {
    return std::ranges::binary_search(own, position, {}, &ContractFact::concluded_at);
  };
  for (const DatedContract& other : others) {
    if (other.position < before && !is_own(other.position)) take(*other.contract);
  }
  for (const ContractFact& one : own) {
    if (one.concluded_at < before && fits(one)) take(one);
  }
}

}  // namespace minutebook::rules
