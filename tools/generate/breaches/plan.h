#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "tools/generate/breaches/planter.h"

/// Which matters get what: by their numbers alone, and evenly over rules and their variants.
namespace minutebook::generate {

/// Every so-many-th of a row of things, in turn a breach and a near miss.
struct Turn {
  Kind kind = Kind::breach;
  std::uint64_t index = 0;  ///< of the breaches, or of the near misses, so far
};

/// Whether it is the turn of the `number`-th, when `per_million` are to get a breach and as many a
/// near miss.
std::optional<Turn> turn_of(std::uint64_t number, std::uint64_t per_million);

/// What is planted into one matter; the first is what its turn is about.
using Plan = std::vector<const Planter*>;

/// `index` of a turn chooses the rule and the variant; draws choose what is combined with it.
Plan plan_for(Turn turn, std::uint64_t seed, SeededRandom& random);

/// Settles mode, demand and all else, so that the plan can be carried out.
Plot plot_for(const Plan& plan, SeededRandom& random);

/// The rules that are planted, in the order of the catalogue.
std::vector<std::string_view> planted_rules();

}  // namespace minutebook::generate
