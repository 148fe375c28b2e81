#include <gtest/gtest.h>

#include "ledger/rules/catalogue.h"
#include "tests/rules/deals.h"

namespace minutebook::test {
namespace {

using Numbers = std::vector<std::uint64_t>;
using rules::Demand;

std::string says(Town& town, std::string_view id, const Deal& deal) {
  return town.says(rules::pattern_rules(), id, deal);
}

Numbers rests_on(Town& town, std::string_view id, const Deal& deal) {
  return numbers(town.verdict(rules::pattern_rules(), id, deal).rests_on);
}

void set(Town& town, rules::Number number, std::int64_t value) {
  town.rulebook.numbers[static_cast<std::size_t>(number)] = value;
}

rules::ApprovalRow row(std::int64_t from, Demand demand, rules::Authority authority) {
  const rules::LevelSet city{schema::OrganizationLevel::CITY};
  return {.levels = city,
          .modes = rules::all_modes,
          .value_from_fen = from,
          .demand = demand,
          .authority = authority};
}

constexpr rules::Authority own{rules::Authority::Kind::own};
constexpr rules::Authority parent{rules::Authority::Kind::parent};

/// Approval from 1,000 fen on; below, filing.
Town with_threshold() {
  Town town;
  town.rulebook.matrices = {{row(1'000, Demand::approval, parent), row(0, Demand::filing, parent)}};
  return town;
}

Agreed worth(std::int64_t fen, const std::string& on = "2021-03-01") {
  return {.on = on, .start = on, .end = "2022-06-01", .fen = fen};
}

TEST(Splitting, IsFoundFromTheThresholdOn) {
  Town town = with_threshold();
  town.knows(Deal("early").signs(5, "k", worth(500)));
  EXPECT_EQ(says(town, "FLAG-1", Deal().signs(9, "k", worth(499))), "pass");
  EXPECT_EQ(says(town, "FLAG-1", Deal().signs(9, "k", worth(500))), "breach");
  EXPECT_EQ(rests_on(town, "FLAG-1", Deal().signs(9, "k", worth(500))), (Numbers{5, 9}));
}

TEST(Splitting, IsNotWhatAsksForTheApprovalByItself) {
  Town town = with_threshold();
  town.knows(Deal("early").signs(5, "k", worth(500)));
  EXPECT_EQ(says(town, "FLAG-1", Deal().signs(9, "k", worth(1'000))), "pass");
  Town other = with_threshold();
  other.knows(Deal("early").signs(5, "k", worth(1'000)));
  EXPECT_EQ(says(other, "FLAG-1", Deal().signs(9, "k", worth(999))), "pass")
      << "the large one was approved";
}

TEST(Splitting, IsFoundWhereTheSumAsksAHigherAuthority) {
  Town town;
  town.rulebook.matrices = {{row(1'000, Demand::approval, parent), row(0, Demand::approval, own)}};
  town.knows(Deal("early").signs(5, "k", worth(500)));
  EXPECT_EQ(says(town, "FLAG-1", Deal().signs(9, "k", worth(500))), "breach");
  const rules::Authority city{rules::Authority::Kind::level, schema::OrganizationLevel::CITY};
  const rules::Authority nation{rules::Authority::Kind::level, schema::OrganizationLevel::NATIONAL};
  town.rulebook.matrices = {{row(1'000, Demand::approval, city), row(0, Demand::approval, own)}};
  EXPECT_EQ(says(town, "FLAG-1", Deal().signs(9, "k", worth(500))), "pass")
      << "the city is the owner itself";
  town.rulebook.matrices = {
      {row(1'000, Demand::approval, nation), row(0, Demand::approval, parent)}};
  EXPECT_EQ(says(town, "FLAG-1", Deal().signs(9, "k", worth(500))), "breach");
}

TEST(Splitting, AddsUpInTheWindowOnly) {
  const auto first_on = [](const std::string& day) {
    Town town = with_threshold();
    town.knows(Deal("early").signs(5, "k", worth(500, day)));
    return says(town, "FLAG-1", Deal().signs(9, "k", worth(500, "2021-03-01")));
  };
  EXPECT_EQ(first_on("2020-03-01"), "pass") << "twelve months earlier";
  EXPECT_EQ(first_on("2020-03-02"), "breach");
  EXPECT_EQ(first_on("2021-03-01"), "breach") << "the same day";
  EXPECT_EQ(first_on("2021-03-02"), "pass") << "signed later, although recorded before";
}

TEST(Splitting, AddsUpTheSameVenueAndPartnerRecordedBeforeOnly) {
  const auto beside = [](const Deal& other) {
    Town town = with_threshold();
    town.knows(other);
    return says(town, "FLAG-1", Deal().signs(9, "k", worth(500)));
  };
  Agreed with_b = worth(500);
  with_b.partner = partner_b;
  EXPECT_EQ(beside(Deal("early", "another scope").signs(5, "k", worth(500))), "breach");
  EXPECT_EQ(beside(Deal("early").signs(5, "k", with_b)), "pass");
  EXPECT_EQ(beside(Deal("early", "sport", "venue/annex").signs(5, "k", worth(500))), "pass");
  EXPECT_EQ(beside(Deal("late").signs(10, "k", worth(500))), "pass");
  EXPECT_EQ(beside(Deal("early").signs(5, "k", worth(400)).amends(7, "k", worth(500))), "breach");
  EXPECT_EQ(beside(Deal("early").signs(5, "k", worth(400)).amends(10, "k", worth(500))), "pass");
}

TEST(Splitting, IsFoundInsideOneMatterOnce) {
  Town town = with_threshold();
  Deal deal;
  deal.signs(5, "k", worth(500)).signs(7, "k2", worth(500));
  EXPECT_EQ(rests_on(town, "FLAG-1", deal), (Numbers{5, 7}));
  town.knows(deal);
  EXPECT_EQ(says(town, "FLAG-1", Deal(deal)), "breach");
  EXPECT_EQ(says(town, "FLAG-1", Deal().signs(5, "k", worth(500))), "pass")
      << "what the landscape knows of the matter itself does not count";
}

// A contract is never outside this rule: it is never not-applicable.
TEST(Splitting, IsPendingWithoutContractAndNotDecidedWithoutRulebook) {
  Town town = with_threshold();
  EXPECT_EQ(says(town, "FLAG-1", Deal()), "pending");
  town.has_rulebook = false;
  EXPECT_EQ(says(town, "FLAG-1", Deal().signs(5, "k", worth(1))), "cannot-decide");
}

/// `mine` contracts of partner a and `others` of partner b, at positions from 10 on.
Town with_contracts(int mine, int others) {
  Town town;
  for (int i = 0; i < mine + others; ++i) {
    const std::string partner = i < mine ? partner_a : partner_b;
    town.knows(Deal("m" + std::to_string(i), "x", "venue/annex")
                   .signs(10 + static_cast<std::uint64_t>(i), "k",
                          {.on = "2020-06-01", .partner = partner}));
  }
  return town;
}

const Deal& one_more() {
  static const Deal deal = Deal().signs(50, "k", {.on = "2021-03-01"});
  return deal;
}

TEST(Concentration, IsMoreThanTheShare) {
  Town half = with_contracts(1, 2);
  EXPECT_EQ(says(half, "FLAG-2", one_more()), "pass") << "2 of 4 is the share";
  Town more = with_contracts(2, 1);
  EXPECT_EQ(says(more, "FLAG-2", one_more()), "breach") << "3 of 4";
  EXPECT_EQ(rests_on(more, "FLAG-2", one_more()), (Numbers{10, 11, 50}));
  more.rulebook.fractions[static_cast<std::size_t>(rules::Fraction::concentration)] = {3, 4};
  EXPECT_EQ(says(more, "FLAG-2", one_more()), "pass");
}

TEST(Concentration, IsLookedAtFromTheMinimumOn) {
  Town town = with_contracts(2, 0);
  EXPECT_EQ(says(town, "FLAG-2", one_more()), "not-applicable") << "three";
  set(town, rules::Number::concentration_minimum, 3);
  EXPECT_EQ(says(town, "FLAG-2", one_more()), "breach");
}

TEST(Concentration, CountsTheWindowAndWhatWasRecordedBefore) {
  const auto first_on = [](const std::string& day, std::uint64_t at) {
    Town town = with_contracts(1, 1);
    town.knows(Deal("first").signs(at, "k", {.on = day}));
    return says(town, "FLAG-2", one_more());
  };
  EXPECT_EQ(first_on("2019-03-01", 5), "not-applicable") << "24 months earlier";
  EXPECT_EQ(first_on("2019-03-02", 5), "breach");
  EXPECT_EQ(first_on("2021-03-01", 5), "breach");
  EXPECT_EQ(first_on("2021-03-02", 5), "not-applicable");
  EXPECT_EQ(first_on("2021-01-01", 51), "not-applicable");
}

TEST(Concentration, IsOfOneOrganization) {
  Town town = with_contracts(2, 1);
  EXPECT_EQ(
      says(town, "FLAG-2", Deal("p", "x", "venue/other").signs(50, "k", {.on = "2021-03-01"})),
      "not-applicable");
}

TEST(Concentration, CountsTheMattersOwnContractsOnce) {
  Town town = with_contracts(1, 0);
  Deal deal;
  deal.signs(20, "k", {}).signs(21, "k2", {});
  EXPECT_EQ(says(town, "FLAG-2", deal), "not-applicable");
  deal.renews(22, "k2", "k3", {});
  EXPECT_EQ(says(town, "FLAG-2", deal), "breach");
  town.knows(deal);
  EXPECT_EQ(rests_on(town, "FLAG-2", deal), (Numbers{10, 20, 21, 22}));
  EXPECT_EQ(says(town, "FLAG-2", Deal().signs(20, "k", {}).signs(21, "k2", {})), "not-applicable");
}

TEST(Concentration, IsPendingWithoutContractAndNotDecidedWithoutRulebook) {
  Town town;
  EXPECT_EQ(says(town, "FLAG-2", Deal()), "pending");
  town.has_rulebook = false;
  EXPECT_EQ(says(town, "FLAG-2", one_more()), "cannot-decide");
}

Agreed year(int from, const std::string& end_day = "05-01") {
  return {.on = std::to_string(from) + "-04-01",
          .start = std::to_string(from) + "-05-01",
          .end = std::to_string(from + 1) + "-" + end_day};
}

TEST(ShortRenewals, InARowMakeASeries) {
  Town town;
  Deal deal;
  deal.signs(5, "k", year(2021)).renews(6, "k", "k2", year(2022));
  EXPECT_EQ(says(town, "FLAG-6", deal), "pass") << "one renewal";
  deal.renews(7, "k2", "k3", year(2023));
  EXPECT_EQ(says(town, "FLAG-6", deal), "breach");
  EXPECT_EQ(rests_on(town, "FLAG-6", deal), (Numbers{6, 7}));
  set(town, rules::Number::short_renewals, 3);
  EXPECT_EQ(says(town, "FLAG-6", deal), "pass");
}

TEST(ShortRenewals, HaveATermUpToTheLimit) {
  Town town;
  EXPECT_EQ(says(town, "FLAG-6",
                 Deal()
                     .signs(5, "k", year(2021))
                     .renews(6, "k", "k2", year(2022))
                     .renews(7, "k2", "k3", year(2023, "05-02"))),
            "pass")
      << "a year and a day";
}

TEST(ShortRenewals, AreInterruptedByALongOne) {
  Town town;
  EXPECT_EQ(says(town, "FLAG-6",
                 Deal()
                     .signs(5, "k", year(2021))
                     .renews(6, "k", "k2", year(2022))
                     .renews(7, "k2", "k3", year(2023, "12-01"))
                     .renews(8, "k3", "k4", year(2024))),
            "pass");
}

TEST(ShortRenewals, OfDifferentContractsAreNoSeries) {
  Town town;
  EXPECT_EQ(says(town, "FLAG-6",
                 Deal()
                     .signs(5, "k", year(2021))
                     .signs(6, "m", year(2021))
                     .renews(7, "k", "k2", year(2022))
                     .renews(8, "m", "m2", year(2022))),
            "pass");
}

// Never pending: a renewal is judged at once.
TEST(ShortRenewals, AreNotThereOrNotDecidable) {
  Town town;
  EXPECT_EQ(says(town, "FLAG-6", Deal()), "not-applicable");
  EXPECT_EQ(says(town, "FLAG-6", Deal().signs(5, "k", year(2021))), "not-applicable");
  Deal deal;
  deal.signs(5, "k", year(2021)).renews(6, "k", "k2", {.on = "2022-04-01"});
  EXPECT_EQ(says(town, "FLAG-6", deal), "cannot-decide");
  town.has_rulebook = false;
  EXPECT_EQ(says(town, "FLAG-6", Deal().signs(5, "k", year(2021)).renews(6, "k", "l", year(2022))),
            "cannot-decide");
}

}  // namespace
}  // namespace minutebook::test
