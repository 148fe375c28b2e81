#include "ledger/rules/landscape.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>

#include "ledger/rules/catalogue.h"
#include "tests/rules/deals.h"

namespace minutebook::test {
namespace {

using Numbers = std::vector<std::uint64_t>;

const Subject city = Subject::from_stored("organization/city");
const Subject palace = Subject::from_stored("venue/palace");
const Subject annex = Subject::from_stored("venue/annex");
const Subject a = Subject::from_stored(partner_a);
const Subject b = Subject::from_stored(partner_b);

Town& town() {
  static Town one;
  return one;
}

void update(rules::Landscape& landscape, const Deal& deal) {
  landscape.update(deal.subject(), deal.state(), town().directory());
}

Numbers positions(std::span<const rules::DatedContract> contracts) {
  Numbers out;
  for (const auto& one : contracts) out.push_back(one.position.value);
  return out;
}

Day day(const std::string& text) { return parse_day(text).value(); }

TEST(Landscape, FindsContractsInTheOrderOfTheirDays) {
  rules::Landscape landscape;
  update(landscape, Deal("x").signs(7, "k", {.on = "2021-05-01"}));
  update(landscape, Deal("y").signs(9, "k", {.on = "2021-03-01"}));
  update(landscape, Deal("z", "s", "venue/annex")
                        .signs(5, "k", {.on = "2021-04-01"})
                        .signs(6, "k2", {.on = "2021-04-01", .partner = partner_b}));
  EXPECT_EQ(positions(landscape.of_venue_and_partner(palace, a)), (Numbers{9, 7}));
  EXPECT_EQ(positions(landscape.of_venue_and_partner(annex, b)), (Numbers{6}));
  EXPECT_EQ(positions(landscape.of_organization(city)), (Numbers{9, 5, 6, 7}));
  EXPECT_EQ(positions(landscape.of_organization_and_partner(city, a)), (Numbers{9, 5, 7}));
  EXPECT_EQ(positions(landscape.of_organization(city, {day("2021-03-01"), day("2021-04-01")})),
            (Numbers{5, 6}))
      << "after the first day, up to and including the last";
  EXPECT_TRUE(landscape.of_organization(city, {day("2021-05-01"), day("2021-03-01")}).empty());
}

TEST(Landscape, KnowsWhichContractBeganFirst) {
  rules::Landscape landscape;
  EXPECT_EQ(landscape.first_of(city), nullptr);
  EXPECT_TRUE(landscape.organizations().empty());
  update(landscape, Deal("x").signs(7, "k", {.on = "2021-01-01", .start = "2021-09-01"}));
  update(landscape, Deal("y", "s", "venue/annex").signs(9, "k", {.on = "2021-03-01"}));
  EXPECT_EQ(landscape.first_of(city)->concluded_at.value, 9u);
  EXPECT_EQ(landscape.first_of(palace)->concluded_at.value, 7u);
  EXPECT_EQ(landscape.organizations(), (std::vector{city}));
  EXPECT_EQ(landscape.venues(), (std::vector{annex, palace}));
}

TEST(Landscape, KeepsFailedFinalEvaluationsInTheOrderRecorded) {
  rules::Landscape landscape;
  update(landscape, Deal("x").signs(2, "k", {}).evaluates(9, "k", "2021-05-01"));
  update(landscape,
         Deal("y", "s", "venue/annex").signs(3, "k", {}).evaluates(7, "k", "2021-06-01"));
  ASSERT_EQ(landscape.failures_of(city, a).size(), 2u);
  EXPECT_EQ(landscape.failures_of(city, a)[0]->position.value, 7u);
  EXPECT_TRUE(landscape.failures_of(city, b).empty());
}

TEST(Landscape, ReplacesWhatItKnewOfAMatter) {
  rules::Landscape landscape;
  update(landscape, Deal("x").signs(7, "k", {.on = "2021-05-01"}));
  update(landscape, Deal("x").signs(7, "k", {.on = "2021-05-01"}).signs(8, "k2", {}));
  EXPECT_EQ(landscape.of_organization(city).size(), 2u);
  update(landscape, Deal("x"));
  EXPECT_TRUE(landscape == rules::Landscape());
}

TEST(Landscape, IsTheSameFromFactsTakenOutAndPutBack) {
  rules::Landscape landscape;
  update(landscape, Deal("x").signs(7, "k", {.on = "2021-05-01"}).evaluates(9, "k", "2021-06-01"));
  const Subject x = Deal("x").subject();
  rules::Landscape other;
  EXPECT_TRUE(other.update(x, landscape.facts_of(x)));
  EXPECT_TRUE(other == landscape);
  EXPECT_FALSE(other.update(x, landscape.facts_of(x))) << "nothing changed";
  EXPECT_TRUE(other.update(x, rules::MatterFacts{}));
  EXPECT_TRUE(other == rules::Landscape());
}

TEST(Landscape, DiffersWhenAnyFactDoes) {
  const auto of = [](const Deal& deal) {
    rules::Landscape landscape;
    update(landscape, deal);
    return landscape;
  };
  const rules::Landscape one = of(Deal("x").signs(7, "k", {.fen = 5}));
  EXPECT_TRUE(one == of(Deal("x").signs(7, "k", {.fen = 5})));
  EXPECT_FALSE(one == of(Deal("x").signs(7, "k", {.fen = 6})));
  EXPECT_FALSE(one == of(Deal("y").signs(7, "k", {.fen = 5})));
  EXPECT_FALSE(one == of(Deal("x").signs(8, "k", {.fen = 5})));
  EXPECT_FALSE(one == of(Deal("x", "library").signs(7, "k", {.fen = 5})));
  EXPECT_FALSE(one == of(Deal("x").signs(7, "k", {.fen = 5}).terminates(9, "k", "2021-05-01")));
  EXPECT_FALSE(one == of(Deal("x").signs(7, "k", {.fen = 5}).evaluates(9, "k", "2021-05-01")));
}

TEST(Landscape, IsAValue) {
  rules::Landscape landscape;
  update(landscape, Deal("x").signs(7, "k", {}));
  const rules::Landscape copy = landscape;
  update(landscape, Deal("x").signs(7, "k", {}).signs(8, "k2", {}));
  EXPECT_EQ(copy.of_organization(city).size(), 1u);
  EXPECT_EQ(landscape.of_organization(city).size(), 2u);
}

/// One of some days; close enough together that windows matter.
std::string some_day() {
  return format_day(Day{day("2020-01-01").days + *rc::gen::inRange(0, 900)});
}

/// Adds a fact at `at` to a matter of `contracts` contracts; returns how many it has then.
int grow(Deal& deal, std::uint64_t at, int contracts) {
  const std::string last = "k" + std::to_string(contracts);
  const std::string next = "k" + std::to_string(contracts + 1);
  const std::string start = some_day();
  const Agreed agreed{
      .on = some_day(),
      .start = start,
      .end = format_day(Day{day(start).days + *rc::gen::inRange(1, 2'500)}),
      .fen = *rc::gen::inRange<std::int64_t>(0, 1'500),
      .partner = *rc::gen::element(partner_a, partner_b),
  };
  switch (contracts == 0 ? 0 : *rc::gen::inRange(0, 5)) {
    case 0:
      deal.signs(at, next, agreed);
      return contracts + 1;
    case 1:
      deal.renews(at, last, next, agreed);
      return contracts + 1;
    case 2:
      deal.amends(at, last, agreed);
      return contracts;
    case 3:
      deal.terminates(at, last, some_day());
      return contracts;
    default:
      deal.evaluates(at, last, some_day());
      return contracts;
  }
}

/// Every state that some matters go through, in the order recorded.
std::vector<Deal> some_history() {
  std::map<std::string, std::pair<Deal, int>> now;
  std::vector<Deal> history;
  const int facts = *rc::gen::inRange(0, 30);
  for (int i = 0; i < facts; ++i) {
    const std::string id = *rc::gen::element<std::string>("m1", "m2", "m3", "m4");
    const char* venue = id == "m1" ? "venue/annex" : id == "m2" ? "venue/other" : "venue/palace";
    auto& [deal, contracts] = now.try_emplace(id, Deal(id, "sport", venue), 0).first->second;
    contracts = grow(deal, 10 + static_cast<std::uint64_t>(i), contracts);
    history.push_back(deal);
  }
  return history;
}

std::map<Subject, Deal> last_states(const std::vector<Deal>& history) {
  std::map<Subject, Deal> out;
  for (const Deal& deal : history) out.insert_or_assign(deal.subject(), deal);
  return out;
}

RC_GTEST_PROP(Landscape, DependsOnTheLastStatesOnly, ()) {
  const auto history = some_history();
  const auto last = last_states(history);
  rules::Landscape live;
  for (const Deal& deal : history) update(live, deal);
  rules::Landscape rebuilt;
  for (const auto& [subject, deal] : last) update(rebuilt, deal);
  RC_ASSERT(live == rebuilt);
  // Updates of old states in any order, then the last states in any order.
  rules::Landscape shuffled;
  for (std::size_t i = 0; i < history.size(); ++i) {
    update(shuffled, history[*rc::gen::inRange<std::size_t>(0, history.size())]);
  }
  for (auto deal = last.rbegin(); deal != last.rend(); ++deal) update(shuffled, deal->second);
  RC_ASSERT(shuffled == rebuilt);
}

RC_GTEST_PROP(Landscape, FindsWhatALookAtEveryContractFinds, ()) {
  const auto history = some_history();
  rules::Landscape landscape;
  for (const Deal& deal : history) update(landscape, deal);
  const rules::DayWindow window{day(some_day()), day(some_day())};
  Numbers expected;
  for (const auto& [subject, deal] : last_states(history)) {
    for (const auto& one : rules::contract_facts(subject, deal.state(), town().directory())) {
      if (one.venue == palace && one.partner == a && window.after < one.concluded_on() &&
          one.concluded_on() <= window.until) {
        expected.push_back(one.concluded_at.value);
      }
    }
  }
  auto found = positions(landscape.of_venue_and_partner(palace, a, window));
  std::ranges::sort(found);
  std::ranges::sort(expected);
  RC_ASSERT(found == expected);
}

/// What was recorded later, in other matters, changes no verdict about a matter.
RC_GTEST_PROP(RulesAcrossMatters, AreStable, ()) {
  const auto history = some_history();
  Town then;
  Town later;
  for (Town* one : {&then, &later}) {
    one->rulebook.numbers[static_cast<std::size_t>(rules::Number::concentration_minimum)] = 2;
    one->rulebook.matrices = {{{.levels = {schema::OrganizationLevel::CITY},
                                .modes = rules::all_modes,
                                .value_from_fen = 1'000,
                                .demand = rules::Demand::approval,
                                .authority = {}}}};
  }
  for (const Deal& deal : history) later.knows(deal);
  for (const Deal& deal : history) {
    then.knows(deal);
    const auto same = [&](std::span<const rules::Rule> group, std::string_view id) {
      RC_ASSERT(then.verdict(group, id, deal) == later.verdict(group, id, deal));
    };
    same(rules::chain_rules(), "SIGN-4");
    same(rules::chain_rules(), "EVAL-4");
    for (const char* id : {"FLAG-1", "FLAG-2", "FLAG-6"}) same(rules::pattern_rules(), id);
  }
}

}  // namespace
}  // namespace minutebook::test
