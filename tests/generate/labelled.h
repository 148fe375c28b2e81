#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace minutebook::generate {

/// A world with planted breaches, in memory.
struct Labelled {
  std::string commands;
  nlohmann::json header;
  std::vector<nlohmann::json> labels;  ///< without the header
};

Labelled labelled(std::uint64_t partnerships, std::uint64_t seed, std::uint32_t per_million);

}  // namespace minutebook::generate
