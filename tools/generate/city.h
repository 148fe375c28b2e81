#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tools/generate/chapter.h"

/// The cast: a city with its unions, venues and partners. Everything follows from the seed and the
/// city's number, so nothing has to be remembered between cities.
namespace minutebook::generate {

struct Union {
  std::string key;  ///< "c00003-2": part of every name below
  std::string subject;
  std::string name;
  std::string_view level;  ///< enumerant of the schema
  std::string parent;      ///< subject; empty for the root
  std::string approver_of_parent;
  std::string observer;  ///< its own, or that of the union above
  std::string_view body_kind;
  std::string body_name;
  unsigned seats = 5;
  std::int64_t turnover = 0;  ///< day on which two seats change hands

  std::string body() const { return "body/" + key; }
  std::string person(std::string_view office) const;
  /// Who holds seat 0 … seats-1 on `day`; seat 0 presides.
  std::string member(unsigned seat, std::int64_t day) const;
  bool is_asset_department() const;  ///< has supervisors and observers of its own
};

struct VenuePlace {
  std::string key;
  std::string subject;
  std::string name;
  std::size_t owner = 0;  ///< index in City::unions
  std::size_t type = 0;   ///< index in venue_types()
  std::string director() const { return "person/" + key + "-director"; }
};

struct CityPartner {
  std::string subject;
  std::string name;
  std::string_view kind;
};

inline constexpr std::uint64_t venues_a_city = 12;
inline constexpr std::uint64_t partnerships_a_venue = 4;
inline constexpr std::uint64_t partnerships_a_city = venues_a_city * partnerships_a_venue;
inline constexpr std::uint64_t cities_a_province = 10;
inline constexpr std::size_t partners_a_city = 32;
inline constexpr unsigned evaluators_a_union = 5;

struct City {
  City(std::uint64_t seed, std::uint64_t city_number);

  std::uint64_t number;
  Minute start;               ///< when its master data is registered
  std::vector<Union> unions;  ///< the province's first, which is registered elsewhere
  std::vector<VenuePlace> venues;
  std::vector<CityPartner> partners;
};

/// The first ten cities of a province come after its own master data; further ones, when the
/// provinces have run out, go to a province that is there already.
bool begins_a_province(std::uint64_t city_number);
Union province_of(std::uint64_t city_number);

}  // namespace minutebook::generate
