#pragma once

#include <cstdint>
#include <string>

#include "tools/generate/chapter.h"
#include "tools/generate/city.h"
#include "tools/generate/generate.h"

/// A world in which every matter is clean under every rule, but for what is planted.
namespace minutebook::generate {

/// The part of a city that is told.
struct CityShare {
  std::uint64_t first = 0;  ///< number of its first matter in the world
  std::uint64_t count = 0;  ///< of matters
};

/// First line of the labels.
std::string labels_header(const Options& options);

/// Tells the city's matters and what is filed and published beside them; returns the labels of all
/// that is not simply clean, a line each.
std::string tell_labelled_city(Chapter& chapter, const City& city, const Options& options,
                               CityShare share);

}  // namespace minutebook::generate
