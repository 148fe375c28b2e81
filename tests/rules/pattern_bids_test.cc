#include <gtest/gtest.h>

#include "ledger/rules/catalogue.h"
#include "tests/rules/deals.h"

namespace minutebook::test {
namespace {

using Numbers = std::vector<std::uint64_t>;

std::string says(Town& town, std::string_view id, const Deal& deal) {
  return town.says(rules::pattern_rules(), id, deal);
}

Numbers rests_on(Town& town, std::string_view id, const Deal& deal) {
  return numbers(town.verdict(rules::pattern_rules(), id, deal).rests_on);
}

const Offer a{"a", partner_a, "swimming courses"};
const Offer b{"b", partner_b, "a new hall, open each day"};
const Offer c{"c", partner_c, "teachers of music"};

TEST(SingleBid, IsFoundAtTheOpening) {
  Town town;
  EXPECT_EQ(says(town, "FLAG-3", Deal()), "not-applicable");
  EXPECT_EQ(says(town, "FLAG-3", Deal().selects("s", {a}, false)), "pending");
  EXPECT_EQ(says(town, "FLAG-3", Deal().selects("s", {a, b})), "pass");
  EXPECT_EQ(says(town, "FLAG-3", Deal().selects("s", {a})), "breach");
  EXPECT_EQ(rests_on(town, "FLAG-3", Deal().selects("s", {a})), (Numbers{100, 200}));
  EXPECT_EQ(says(town, "FLAG-3", Deal().selects("s", {})), "not-applicable") << "none at all";
}

// It asks for no rulebook, so it can always decide.
TEST(SingleBid, IsJudgedForEachSelectionWithoutARulebook) {
  Town town;
  town.has_rulebook = false;
  EXPECT_EQ(says(town, "FLAG-3", Deal().selects("s", {a, b}).selects("t", {c})), "breach");
}

TEST(LikeBids, AreFoundWithinOneSelection) {
  Town town;
  EXPECT_EQ(says(town, "FLAG-4", Deal()), "not-applicable");
  EXPECT_EQ(says(town, "FLAG-4", Deal().selects("s", {a, b}, false)), "pending");
  EXPECT_EQ(says(town, "FLAG-4", Deal().selects("s", {a})), "not-applicable");
  EXPECT_EQ(says(town, "FLAG-4", Deal().selects("s", {a, b, c})), "pass");
  const Offer copy{"c", partner_c, "Swimming courses!"};
  EXPECT_EQ(says(town, "FLAG-4", Deal().selects("s", {a, b, copy})), "breach");
  EXPECT_EQ(rests_on(town, "FLAG-4", Deal().selects("s", {a, b, copy})), (Numbers{100, 102, 200}));
  EXPECT_EQ(says(town, "FLAG-4", Deal().selects("s", {a, b}).selects("t", {b, copy})), "pass")
      << "two selections";
}

TEST(LikeBids, ShareAtLeastTheRulebooksPart) {
  Town town;
  const Deal deal =
      Deal().selects("s", {{"a", partner_a, "abcdefghijkl"}, {"b", partner_b, "abcdefghijk"}});
  EXPECT_EQ(says(town, "FLAG-4", deal), "breach") << "9 of 10 trigrams";
  town.rulebook.fractions[static_cast<std::size_t>(rules::Fraction::similarity)] = {91, 100};
  EXPECT_EQ(says(town, "FLAG-4", deal), "pass");
}

TEST(LikeBids, WithoutARulebookAreFoundWhenIdentical) {
  Town town;
  town.has_rulebook = false;
  EXPECT_EQ(says(town, "FLAG-4", Deal().selects("s", {a, b})), "cannot-decide");
  EXPECT_EQ(says(town, "FLAG-4", Deal().selects("s", {a, {"b", partner_b, a.content}})), "breach");
}

TEST(SharedRepresentative, IsOfTwoPartnersInOneSelection) {
  Town town;
  town.has_rulebook = false;  // it asks for none
  EXPECT_EQ(says(town, "FLAG-5", Deal()), "not-applicable");
  EXPECT_EQ(says(town, "FLAG-5", Deal().selects("s", {a, b}, false)), "pending");
  EXPECT_EQ(says(town, "FLAG-5", Deal().selects("s", {a, c})), "pass");
  EXPECT_EQ(says(town, "FLAG-5", Deal().selects("s", {a, c, b})), "breach");
  EXPECT_EQ(says(town, "FLAG-5", Deal().selects("s", {a, c}).selects("t", {c, b})), "pass");
  EXPECT_EQ(says(town, "FLAG-5", Deal().selects("s", {a, {"a2", partner_a, "x"}})),
            "not-applicable")
      << "one partner";
}

TEST(SharedRepresentative, RestsOnTheOpeningAndTheRegistrations) {
  Town town;
  const auto at = [&](const std::string& partner) {
    return town.directory().partner(Subject::from_stored(partner))->registered_at.value;
  };
  EXPECT_EQ(rests_on(town, "FLAG-5", Deal().selects("s", {a, c, b})),
            (Numbers{at(partner_a), at(partner_b), 200}));
}

TEST(SharedRepresentative, ThatIsNotRecordedCannotBeDecided) {
  Town town;
  const Offer d{"d", partner_d, "x"};
  EXPECT_EQ(says(town, "FLAG-5", Deal().selects("s", {a, d})), "cannot-decide");
  EXPECT_EQ(says(town, "FLAG-5", Deal().selects("s", {d, a, b})), "breach");
  EXPECT_EQ(says(town, "FLAG-5", Deal().selects("s", {d, {"d2", partner_d, "y"}})),
            "not-applicable");
}

}  // namespace
}  // namespace minutebook::test
