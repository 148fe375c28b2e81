#include "tools/generate/breaches/plan.h"

#include <algorithm>

namespace minutebook::generate {
namespace {

using Variants = std::vector<const Planter*>;

/// The planters of one kind, rule by rule.
std::vector<Variants> sorted_by_rule(Kind kind) {
  std::vector<Variants> rules;
  for (const auto group : planters()) {
    for (const Planter& planter : group) {
      if (planter.kind != kind) continue;
      const auto known = std::ranges::find_if(
          rules, [&](const Variants& variants) { return variants[0]->rule == planter.rule; });
      if (known == rules.end()) {
        rules.push_back({&planter});
      } else {
        known->push_back(&planter);
      }
    }
  }
  return rules;
}

const std::vector<Variants>& by_rule(Kind kind) {
  static const std::vector<Variants> breaches = sorted_by_rule(Kind::breach);
  static const std::vector<Variants> near_misses = sorted_by_rule(Kind::near_miss);
  return kind == Kind::breach ? breaches : near_misses;
}

constexpr unsigned modes = external | undertaken | internal | sponsored;

/// Is there a matter into which all of it fits? External cooperation always asks for approval.
bool is_possible(unsigned where) {
  if ((where & approved) != 0) return (where & modes) != 0;
  return (where & filed) != 0 && (where & modes & ~external) != 0;
}

std::string_view group_of(const Planter& planter) {
  return planter.rule.substr(0, planter.rule.find('-'));
}

bool fits_beside(const Plan& plan, const Planter& other) {
  unsigned where = other.where;
  for (const Planter* planter : plan) {
    if (group_of(*planter) == group_of(other)) return false;
    where &= planter->where;
  }
  return other.combines && other.plot == nullptr && is_possible(where);
}

/// One or two more breaches, of other groups.
void combine(Plan& plan, SeededRandom& random) {
  const auto& rules = by_rule(Kind::breach);
  const std::size_t wanted = 2 + random.below(2);
  for (int attempt = 0; attempt < 40 && plan.size() < wanted; ++attempt) {
    const Variants& variants = rules[random.below(rules.size())];
    const Planter& other = *variants[random.below(variants.size())];
    if (fits_beside(plan, other)) plan.push_back(&other);
  }
}

std::string_view pick_mode(unsigned where, SeededRandom& random) {
  struct Choice {
    unsigned bit;
    std::string_view mode;
  };
  constexpr Choice choices[] = {{external, "externalCooperation"},
                                {undertaken, "undertakenService"},
                                {internal, "internalCooperation"},
                                {sponsored, "sponsorship"}};
  std::vector<std::string_view> possible;
  for (const Choice& choice : choices) {
    if ((where & choice.bit) == 0) continue;
    if (choice.bit == external && (where & approved) == 0) continue;
    possible.push_back(choice.mode);
  }
  return possible[random.below(possible.size())];
}

}  // namespace

std::optional<Turn> turn_of(std::uint64_t number, std::uint64_t per_million) {
  const std::uint64_t before = number * 2 * per_million / 1'000'000;
  const std::uint64_t after = (number + 1) * 2 * per_million / 1'000'000;
  if (before == after) return std::nullopt;
  return Turn{before % 2 == 0 ? Kind::breach : Kind::near_miss, before / 2};
}

Plan plan_for(Turn turn, std::uint64_t seed, SeededRandom& random) {
  const auto& rules = by_rule(turn.kind);
  const std::uint64_t index = turn.index + seed % 1'000;
  const Variants& variants = rules[index % rules.size()];
  const Planter& planter = *variants[index / rules.size() % variants.size()];
  Plan plan{&planter};
  // Two in three of those that may stand beside others: about one in five of all.
  const bool more = chance(random, 65);
  if (more && turn.kind == Kind::breach && planter.combines && planter.plot == nullptr) {
    combine(plan, random);
  }
  return plan;
}

Plot plot_for(const Plan& plan, SeededRandom& random) {
  unsigned where = anywhere;
  for (const Planter* planter : plan) where &= planter->where;
  Plot plot;
  plot.mode = pick_mode(where, random);
  const bool small = chance(random, 50);
  const bool may_be_filed = (where & filed) != 0 && plot.mode != "externalCooperation";
  plot.filed = may_be_filed && ((where & approved) == 0 || small);
  plot.dissent.absent = chance(random, 35);
  plot.dissent.recused = chance(random, 20);
  plot.dissent.against = chance(random, 30);
  const std::int64_t half_years = between(random, 2, 4);
  const bool two_places = chance(random, 25);
  if (plan.empty()) {
    plot.term_months = static_cast<int>(half_years) * 6;
    plot.places = two_places && plot.selects() ? 2 : 1;
  }
  for (const Planter* planter : plan) {
    if (planter->plot != nullptr) planter->plot(plot);
  }
  return plot;
}

std::vector<std::string_view> planted_rules() {
  std::vector<std::string_view> rules;
  for (const Variants& variants : by_rule(Kind::breach)) rules.push_back(variants[0]->rule);
  return rules;
}

}  // namespace minutebook::generate
