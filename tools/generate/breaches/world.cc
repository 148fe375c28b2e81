#include "tools/generate/breaches/world.h"

#include <algorithm>

#include "tools/generate/breaches/label_lines.h"
#include "tools/generate/breaches/pattern.h"
#include "tools/generate/breaches/plan.h"
#include "tools/generate/breaches/supervision.h"

namespace minutebook::generate {
namespace {

std::string two_digits(std::uint64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

/// Distinct from those of the owner's other matters, so that nothing adds up by accident.
std::size_t own_partner(const City& city, std::uint64_t number) {
  const std::uint64_t slot = number / partnerships_a_venue;
  const auto venue = city.venues.begin() + static_cast<std::ptrdiff_t>(slot);
  const auto before = std::count_if(city.venues.begin(), venue, [&](const VenuePlace& other) {
    return other.owner == venue->owner;
  });
  return static_cast<std::size_t>(before) * 8 + number % partnerships_a_venue * 2;
}

class Teller {
 public:
  Teller(const City& city, const Options& options, CityShare share)
      : city_(city), options_(options), share_(share) {}

  std::vector<Case> tell() {
    std::vector<Case> cases;
    for (std::uint64_t number = 0; number < share_.count; number += partnerships_a_venue) {
      const Pattern* pattern = pattern_at(number);
      const std::uint64_t end = std::min(number + partnerships_a_venue, share_.count);
      const std::size_t first = cases.size();
      for (std::uint64_t n = number; n < end; ++n) {
        cases.push_back(pattern == nullptr
                            ? planned(n)
                            : in_pattern(*pattern, n, std::span(cases).subspan(first)));
      }
      if (pattern != nullptr) complete(*pattern, std::span(cases).subspan(first));
    }
    return cases;
  }

 private:
  const Pattern* pattern_at(std::uint64_t number) const;
  Case begin(std::uint64_t number) const;
  Case planned(std::uint64_t number) const;
  Case in_pattern(const Pattern& pattern, std::uint64_t number, std::span<Case> told) const;
  static void run(Case& c);
  static void complete(const Pattern& pattern, std::span<Case> cases);
  Minute earliest() const { return city_.start + 90 * minutes_a_day; }

  const City& city_;
  const Options& options_;
  CityShare share_;
};

/// What the venue's four matters are told for; null: each for itself. Needs all four.
const Pattern* Teller::pattern_at(std::uint64_t number) const {
  if (number + partnerships_a_venue > share_.count) return nullptr;
  const std::uint64_t slot = number / partnerships_a_venue;
  const std::size_t owner = city_.venues[slot].owner;
  const bool sole = std::ranges::count(city_.venues, owner, &VenuePlace::owner) == 1;
  const auto turn = turn_of((share_.first + number) / partnerships_a_venue, *options_.breaches / 4);
  if (!turn) return nullptr;
  std::vector<const Pattern*> fitting;
  for (const Pattern& pattern : patterns()) {
    if (pattern.kind == turn->kind && (sole || !pattern.sole_venue)) fitting.push_back(&pattern);
  }
  return fitting[turn->index % fitting.size()];
}

Case Teller::begin(std::uint64_t number) const {
  const VenuePlace& venue = city_.venues[number / partnerships_a_venue];
  Case c(city_, venue, draws(options_.seed, (share_.first + number + 1) ^ 0x42524541'00000000ULL));
  c.suite = options_.suite;
  c.number = share_.first + number;
  c.subject = "partnership/" + city_.unions[1].key + "-" + two_digits(number + 1);
  return c;
}

Case Teller::planned(std::uint64_t number) const {
  Case c = begin(number);
  const auto turn = turn_of(c.number, *options_.breaches);
  const Plan plan = turn ? plan_for(*turn, options_.seed, c.random) : Plan{};
  c.plot = plot_for(plan, c.random);
  c.plot.partner = own_partner(city_, number);
  const auto rank = static_cast<std::int64_t>(number % partnerships_a_venue);
  const std::int64_t since = rank * (c.plot.early ? 20 : 300);
  c.now = earliest() + since * minutes_a_day;
  c.later(0, c.plot.early ? 10 : 100);
  run(c);
  for (const Planter* planter : plan) {
    planter->edit(c);
    auto& things = planter->kind == Kind::breach ? c.label.planted : c.label.near_misses;
    things.push_back({std::string(planter->rule), std::string(planter->variant)});
  }
  return c;
}

Case Teller::in_pattern(const Pattern& pattern, std::uint64_t number, std::span<Case> told) const {
  Case c = begin(number);
  c.plot = plot_for({}, c.random);
  c.plot.partner = own_partner(city_, number);
  c.plot.places = 1;
  pattern.plot(told, c.plot);
  const auto rank = static_cast<std::int64_t>(number % partnerships_a_venue);
  c.now = earliest() + rank * pattern.days_apart * minutes_a_day;
  c.later(0, 10);
  run(c);
  return c;
}

void Teller::run(Case& c) {
  tell_clean_study(c);
  tell_clean_decision(c);
  tell_clean_approval(c);
  tell_clean_selection(c);
  tell_clean_contracts(c);
  tell_clean_evaluation(c);
}

void Teller::complete(const Pattern& pattern, std::span<Case> cases) {
  pattern.edit(cases);
  bool labelled = false;
  for (Case& c : cases) {
    if (c.label.breaches.empty()) continue;
    c.label.planted.push_back({std::string(pattern.rule), std::string(pattern.variant)});
    labelled = true;
  }
  if (labelled) return;
  cases.back().label.near_misses.push_back(
      {std::string(pattern.rule), std::string(pattern.variant)});
}

}  // namespace

std::string labels_header(const Options& options) {
  Json line;
  line["evaluateAt"] = time_text(day_of(horizon) * minutes_a_day + minutes_a_day);
  line["seed"] = options.seed;
  line["partnerships"] = options.partnerships;
  line["breachesPerMillion"] = *options.breaches;
  // A history that is imported was recorded years later, and its documents are stored nowhere.
  line["notPlanted"] = {"REC-1", "REC-3"};
  return line.dump() + "\n";
}

std::string tell_labelled_city(Chapter& chapter, const City& city, const Options& options,
                               CityShare share) {
  const std::vector<Case> cases = Teller(city, options, share).tell();
  std::string labels;
  for (const Case& c : cases) {
    c.script.send(chapter, c.subject);
    if (!c.label.is_clean()) labels += label_line(c.subject, c.label);
  }
  return labels + tell_labelled_supervision(chapter, city, options, cases);
}

}  // namespace minutebook::generate
