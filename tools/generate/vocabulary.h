#pragma once

#include <array>
#include <span>
#include <string_view>

#include "ledger/base/random.h"

/// Words of the trade, from which texts are put together. Names of places and partners are made
/// up from syllables; persons are named by their office only.
namespace minutebook::generate {

using Words = std::span<const std::string_view>;

/// One of them.
inline std::string_view pick(SeededRandom& random, Words words) {
  return words[random.below(words.size())];
}

/// A kind of service that a venue may offer with a partner.
struct Theme {
  std::string_view name;     ///< "职工羽毛球公益培训"
  std::string_view area;     ///< "文化体育"
  std::string_view promise;  ///< what the partner undertakes
  std::string_view benefit;  ///< item of the public-benefit list
};
std::span<const Theme> themes();

struct VenueType {
  std::string_view kind;  ///< enumerant of the schema
  std::string_view name;  ///< "工人文化宫"
  std::array<std::string_view, 3> duties;
};
std::span<const VenueType> venue_types();

Words provinces();
Words place_syllables();
Words partner_brands();
Words partner_businesses();
Words industries();

Words purposes();
Words necessities();
Words feasibilities();
Words study_methods();
Words statements_for();
Words statements_against();
Words statements_of_doubt();
Words absences();
Words reasons_to_change();
Words approval_conditions();
Words reasons_to_return();
Words channels();
Words score_comments();
Words constraints();
Words exits();
Words revenue_terms();
Words praise();
Words complaints();
Words remedies();
Words observations();

}  // namespace minutebook::generate
