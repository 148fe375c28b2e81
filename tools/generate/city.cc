#include "tools/generate/city.h"

#include "tools/generate/credit_code.h"
#include "tools/generate/vocabulary.h"

namespace minutebook::generate {
namespace {

std::string padded(std::uint64_t number, std::size_t digits) {
  std::string text = std::to_string(number);
  return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
}

struct Rank {
  std::string_view level;
  std::string_view suffix;
  std::string_view body_kind;
  std::string_view body_name;
  unsigned seats;
};

constexpr Rank province_rank{"provincial", "", "partyGroupMeeting", "党组会议", 9};
constexpr Rank city_rank{"city", "市", "partyGroupMeeting", "党组会议", 7};
constexpr Rank county_rank{"county", "县", "standingCommittee", "常务委员会", 9};
constexpr Rank town_rank{"town", "镇", "chairpersonsMeeting", "主席会议", 5};
constexpr Rank unit_rank{"unit", "", "chairpersonsMeeting", "主席会议", 5};

Union make_union(std::string key, std::string name, const Rank& rank, const Union* parent) {
  Union made;
  made.subject = "organization/" + key;
  made.key = std::move(key);
  made.body_name = name + "总工会" + std::string(rank.body_name);
  made.name = std::move(name) + (rank.level == "unit" ? "工会" : "总工会");
  made.level = rank.level;
  made.body_kind = rank.body_kind;
  made.seats = rank.seats;
  if (parent != nullptr) {
    made.parent = parent->subject;
    made.approver_of_parent = parent->person("approver");
  }
  made.observer = made.is_asset_department() ? made.person("observer") : parent->observer;
  return made;
}

/// Two draws, the first one first: operands of + would be evaluated in the compiler's order.
std::string pick_both(SeededRandom& random, Words first, Words second) {
  std::string text(pick(random, first));
  text += pick(random, second);
  return text;
}

std::string place(SeededRandom& random) {
  return pick_both(random, place_syllables(), place_syllables());
}

/// Province, city, four counties, two towns, two units.
std::vector<Union> make_unions(SeededRandom& random, std::uint64_t number) {
  const std::string key = "c" + padded(number, 7);
  std::vector<Union> unions;
  unions.push_back(province_of(number));
  unions.push_back(make_union(key, place(random) + "市", city_rank, &unions[0]));
  for (std::size_t county = 0; county < 4; ++county) {
    unions.push_back(make_union(key + "-" + std::to_string(unions.size()), place(random) + "县",
                                county_rank, &unions[1]));
  }
  for (std::size_t town = 0; town < 2; ++town) {
    unions.push_back(make_union(key + "-" + std::to_string(unions.size()), place(random) + "镇",
                                town_rank, &unions[2 + town]));
  }
  for (std::size_t unit = 0; unit < 2; ++unit) {
    std::string name = place(random);
    name += pick(random, industries());
    unions.push_back(
        make_union(key + "-" + std::to_string(unions.size()), name, unit_rank, &unions[4 + unit]));
  }
  for (std::size_t i = 1; i < unions.size(); ++i) {
    unions[i].turnover = day_number(2022, 1, 4) + between(random, 0, 700);
  }
  return unions;
}

std::vector<VenuePlace> make_venues(SeededRandom& random, const std::vector<Union>& unions,
                                    std::uint64_t number) {
  // Every level has a venue among the first five.
  constexpr std::size_t owners[venues_a_city] = {1, 2, 6, 8, 1, 3, 7, 4, 5, 9, 2, 4};
  std::vector<VenuePlace> venues;
  for (std::size_t slot = 0; slot < venues_a_city; ++slot) {
    VenuePlace venue;
    venue.key = "v" + padded(number, 7) + "-" + std::to_string(slot);
    venue.subject = "venue/" + venue.key;
    venue.owner = slot == 4 && begins_a_province(number) ? 0 : owners[slot];
    venue.type = random.below(venue_types().size());
    const std::string& owner = unions[venue.owner].name;
    venue.name = owner.substr(0, owner.rfind(venue.owner > 7 ? "工会" : "总工会")) +
                 std::string(venue_types()[venue.type].name);
    venues.push_back(std::move(venue));
  }
  return venues;
}

}  // namespace

std::string Union::person(std::string_view office) const {
  std::string text = "person/";
  text += key;
  text += '-';
  text += office;
  return text;
}

std::string Union::member(unsigned seat, std::int64_t day) const {
  const bool changes_hands = seat == 1 || seat == 3;
  std::string office = "member-" + std::to_string(seat + 1);
  if (changes_hands && day >= turnover) office += "-b";
  return person(office);
}

bool Union::is_asset_department() const { return level != "town" && level != "unit"; }

bool begins_a_province(std::uint64_t city_number) {
  return city_number % cities_a_province == 0 &&
         city_number / cities_a_province < provinces().size();
}

Union province_of(std::uint64_t city_number) {
  const std::uint64_t number = city_number / cities_a_province % provinces().size();
  Union province = make_union("p" + padded(number + 1, 2), std::string(provinces()[number]),
                              province_rank, nullptr);
  province.parent = "organization/national";
  province.approver_of_parent = "person/national-approver";
  province.turnover = day_of(horizon) + 1;  // its members stay: cities do not share a moment
  return province;
}

City::City(std::uint64_t seed, std::uint64_t city_number)
    : number(city_number),
      start(at(2019, 9, 2) + static_cast<Minute>(city_number * 17 % 120) * minutes_a_day) {
  SeededRandom random = draws(seed, 0x43495459'00000000ULL + number);
  unions = make_unions(random, number);
  venues = make_venues(random, unions, number);
  for (std::size_t i = 0; i < partners_a_city; ++i) {
    const std::uint64_t code = number * partners_a_city + i;
    const std::string name = unions[1].name.substr(0, unions[1].name.rfind("市")) +
                             pick_both(random, partner_brands(), partner_businesses());
    partners.push_back(
        {"partner/" + credit_code(code), name, code % 3 == 0 ? "company" : "socialOrganization"});
  }
}

}  // namespace minutebook::generate
