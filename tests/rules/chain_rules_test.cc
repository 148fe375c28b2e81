#include <gtest/gtest.h>

#include "ledger/rules/catalogue.h"
#include "tests/rules/asked.h"
#include "tests/rules/deals.h"

namespace minutebook::test {
namespace {

using Numbers = std::vector<std::uint64_t>;

std::string term(Town& town, const Deal& deal) {
  return town.says(rules::chain_rules(), "SIGN-4", deal);
}

std::string after_failure(Town& town, const Deal& deal) {
  return town.says(rules::chain_rules(), "EVAL-4", deal);
}

Agreed from_to(const std::string& start, const std::string& end) {
  return {.start = start, .end = end};
}

TEST(Term, OfExactlyTheLimitPassesAndOneDayMoreDoesNot) {
  Town town;
  EXPECT_EQ(term(town, Deal().signs(5, "k", from_to("2021-05-01", "2026-05-01"))), "pass");
  EXPECT_EQ(term(town, Deal().signs(5, "k", from_to("2021-05-01", "2026-05-02"))), "breach");
  town.rulebook.numbers[static_cast<std::size_t>(rules::Number::term_months)] = 61;
  EXPECT_EQ(term(town, Deal().signs(5, "k", from_to("2021-05-01", "2026-05-02"))), "pass");
}

TEST(Term, IsCountedInMonthsOfTheCalendar) {
  Town town;
  EXPECT_EQ(term(town, Deal().signs(5, "k", from_to("2024-02-29", "2029-02-28"))), "pass");
  EXPECT_EQ(term(town, Deal().signs(5, "k", from_to("2024-02-29", "2029-03-01"))), "breach");
}

TEST(Term, MayBeLongerWithARecordedReason) {
  Town town;
  Agreed agreed = from_to("2021-05-01", "2031-05-01");
  agreed.reason = "the partner rebuilds the hall";
  EXPECT_EQ(term(town, Deal().signs(5, "k", agreed)), "pass");
}

TEST(Term, IsPendingBeforeAContractIsConcluded) {
  Town town;
  EXPECT_EQ(term(town, Deal()), "pending");
  EXPECT_EQ(term(town, Deal().withdrawn(3)), "not-applicable");
}

TEST(Term, WithoutStartOrEndOrRulebookCannotBeDecided) {
  Town town;
  EXPECT_EQ(term(town, Deal().signs(5, "k", from_to("2021-05-01", ""))), "cannot-decide");
  EXPECT_EQ(term(town, Deal().signs(5, "k", from_to("", "2022-05-01"))), "cannot-decide");
  town.has_rulebook = false;
  EXPECT_EQ(term(town, Deal().signs(5, "k", from_to("2021-05-01", "2022-05-01"))), "cannot-decide");
}

TEST(Term, CountsRenewalsTogether) {
  Town town;
  Deal deal;
  deal.signs(5, "k", from_to("2021-05-01", "2024-05-01"))
      .renews(7, "k", "k2", from_to("2024-05-01", "2026-05-01"));
  EXPECT_EQ(term(town, deal), "pass");
  deal.renews(9, "k2", "k3", from_to("2026-05-01", "2026-05-02"));
  EXPECT_EQ(term(town, deal), "breach");
  EXPECT_EQ(numbers(town.verdict(rules::chain_rules(), "SIGN-4", deal).rests_on),
            (Numbers{5, 7, 9}));
}

TEST(Term, CountsTheDaysOfAnOverlapOnceAndThoseOfAGapNotAtAll) {
  Town town;
  EXPECT_EQ(term(town, Deal()
                           .signs(5, "k", from_to("2021-05-01", "2024-05-01"))
                           .renews(7, "k", "k2", from_to("2023-05-01", "2026-05-01"))),
            "pass");
  // A year between the contracts: a renewal belongs to its chain all the same.
  EXPECT_EQ(term(town, Deal()
                           .signs(5, "k", from_to("2020-05-01", "2023-05-01"))
                           .renews(7, "k", "k2", from_to("2024-05-01", "2026-05-02"))),
            "pass");
  EXPECT_EQ(term(town, Deal()
                           .signs(5, "k", from_to("2020-05-01", "2023-05-01"))
                           .renews(7, "k", "k2", from_to("2024-05-01", "2026-05-03"))),
            "breach")
      << "from 2020-05-01, 60 months and the 366 days of the gap end on 2026-05-02";
}

TEST(Term, OfAPredecessorThatIsUnknownCannotBeDecidedUnlessTooLongAlready) {
  Town town;
  EXPECT_EQ(term(town, Deal()
                           .signs(5, "k", from_to("2021-05-01", ""))
                           .renews(7, "k", "k2", from_to("2024-05-01", "2026-05-01"))),
            "cannot-decide");
  EXPECT_EQ(term(town, Deal()
                           .signs(5, "k", from_to("2021-05-01", ""))
                           .renews(7, "k", "k2", from_to("2024-05-01", "2030-05-01"))),
            "breach");
}

TEST(Term, CountsConsecutiveContractsOfOtherMattersUpToNinetyDaysApart) {
  Town town;
  town.knows(Deal("early").signs(5, "k", from_to("2018-01-01", "2021-01-31")));
  EXPECT_EQ(term(town, Deal().signs(9, "k", from_to("2021-05-01", "2024-05-01"))), "breach")
      << "90 days after the end";
  EXPECT_EQ(term(town, Deal().signs(9, "k", from_to("2021-05-02", "2024-05-02"))), "pass")
      << "91 days after the end";
  EXPECT_EQ(numbers(town.verdict(rules::chain_rules(), "SIGN-4",
                                 Deal().signs(9, "k", from_to("2021-05-01", "2024-05-01")))
                        .rests_on),
            (Numbers{5, 9}));
}

TEST(Term, CountsOtherMattersOfTheSameThingOnly) {
  const Agreed early = from_to("2018-01-01", "2021-01-01");
  const Deal late = Deal().signs(9, "k", from_to("2021-01-01", "2024-01-01"));
  const auto beside = [&](const Deal& other) {
    Town town;
    town.knows(other);
    return term(town, late);
  };
  EXPECT_EQ(beside(Deal("early", " SPORT。").signs(5, "k", early)), "breach") << "the same words";
  EXPECT_EQ(beside(Deal("early", "library").signs(5, "k", early)), "pass") << "another scope";
  EXPECT_EQ(beside(Deal("early", "sport", "venue/annex").signs(5, "k", early)), "pass");
  Agreed with_b = early;
  with_b.partner = partner_b;
  EXPECT_EQ(beside(Deal("early").signs(5, "k", with_b)), "pass") << "another partner";
  EXPECT_EQ(beside(Deal("early").signs(10, "k", early)), "pass") << "recorded later";
  EXPECT_EQ(beside(Deal("early").signs(5, "k", early).terminates(6, "k", "2020-06-01")), "pass")
      << "terminated long before";
  EXPECT_EQ(beside(Deal("early").signs(5, "k", early).terminates(10, "k", "2020-06-01")), "breach")
      << "the termination was recorded later";
}

TEST(Term, SeesOtherMattersAsTheyReadWhenItWasConcluded) {
  Town town;
  Deal early("early");
  early.signs(5, "k", from_to("2018-01-01", "2020-01-01"))
      .amends(12, "k", from_to("2018-01-01", "2021-01-01"))
      .revised(13, "library");
  town.knows(early);
  EXPECT_EQ(term(town, Deal().signs(9, "k", from_to("2021-01-01", "2024-01-01"))), "pass");
  EXPECT_EQ(term(town, Deal().signs(14, "k", from_to("2021-01-01", "2024-01-01"))), "breach");
}

TEST(Term, IsJudgedAgainByEachAmendment) {
  Town town;
  Deal deal;
  deal.signs(5, "k", from_to("2021-05-01", "2024-05-01"))
      .amends(7, "k", from_to("2021-05-01", "2027-05-01"))
      .amends(9, "k", from_to("2021-05-01", "2024-05-01"));
  EXPECT_EQ(numbers(town.verdict(rules::chain_rules(), "SIGN-4", deal).rests_on), (Numbers{7}));
}

TEST(Term, IsTheSameWhetherTheLandscapeKnowsTheMatterOrNot) {
  Town town;
  Deal deal;
  deal.signs(5, "k", from_to("2021-05-01", "2024-05-01"))
      .signs(7, "k2", from_to("2024-05-01", "2026-05-02"));
  const auto alone = town.verdict(rules::chain_rules(), "SIGN-4", deal);
  EXPECT_EQ(rules::name_of(alone.ruling), "breach");
  town.knows(deal);
  EXPECT_EQ(town.verdict(rules::chain_rules(), "SIGN-4", deal), alone);
}

TEST(Term, OfARecordedStoryRestsOnItsEvents) {
  Story story;
  const std::string text = R"(,"text":)" + document('a');
  const auto terms = [](const std::string& start, const std::string& end) {
    return R"(,"terms":{"start":")" + start + R"(","end":")" + end + R"("})";
  };
  story.given("signatory signatory SignContract",
              R"({"contract":"k","partner":")" + partner_a + R"(","partnerSignatory":"director")" +
                  terms("2021-05-01", "2024-05-01") + text + "}");
  const std::uint64_t signed_at = story.last().value;
  story.given("signatory signatory RenewContract @2024-04-01",
              R"({"contract":"k","successor":"k2","reason":"good")" +
                  terms("2024-05-01", "2026-06-01") + text + "}");
  const auto verdict = asked(story, rules::chain_rules(), "SIGN-4").verdict("2024-05-01");
  EXPECT_EQ(rules::name_of(verdict.ruling), "breach");
  EXPECT_EQ(numbers(verdict.rests_on), (Numbers{signed_at, story.last().value}));
}

TEST(FailedFinalEvaluation, ForbidsTheRenewal) {
  Town town;
  Deal deal;
  deal.signs(5, "k", {.on = "2021-03-01"}).evaluates(7, "k", "2024-03-01");
  EXPECT_EQ(after_failure(town, deal), "pass");
  EXPECT_EQ(numbers(town.verdict(rules::chain_rules(), "EVAL-4", deal).rests_on), (Numbers{7}));
  deal.renews(9, "k", "k2", {.on = "2024-03-02"});
  EXPECT_EQ(after_failure(town, deal), "breach");
  EXPECT_EQ(numbers(town.verdict(rules::chain_rules(), "EVAL-4", deal).rests_on), (Numbers{7, 9}));
}

// It is never pending and can always decide: see the rule.
TEST(FailedFinalEvaluation, IsWhatTheRuleIsAbout) {
  Town town;
  town.has_rulebook = false;
  EXPECT_EQ(after_failure(town, Deal()), "not-applicable");
  EXPECT_EQ(after_failure(town, Deal().signs(5, "k", {})), "not-applicable");
  using V = schema::Verdict;
  using K = schema::EvaluationKind;
  EXPECT_EQ(after_failure(town, Deal()
                                    .signs(5, "k", {})
                                    .evaluates(7, "k", "2024-03-01", V::PASSED)
                                    .renews(9, "k", "k2", {.on = "2024-03-02"})),
            "not-applicable");
  EXPECT_EQ(after_failure(town, Deal()
                                    .signs(5, "k", {})
                                    .evaluates(7, "k", "2024-03-01", V::FAILED, K::INTERIM)
                                    .renews(9, "k", "k2", {.on = "2024-03-02"})),
            "not-applicable");
}

TEST(FailedFinalEvaluation, ForbidsWhatComesLaterOnly) {
  Town town;
  const auto renewed_on = [&](const std::string& day) {
    return after_failure(
        town,
        Deal().signs(5, "k", {}).evaluates(7, "k", "2024-03-02").renews(9, "k", "k2", {.on = day}));
  };
  EXPECT_EQ(renewed_on("2024-03-01"), "pass");
  EXPECT_EQ(renewed_on("2024-03-02"), "pass") << "the same moment";
  EXPECT_EQ(renewed_on("2024-03-03"), "breach");
}

TEST(FailedFinalEvaluation, ForbidsANewMatterOfTheSameTwoAtAnyVenueOfTheOwner) {
  Town town;
  town.knows(Deal("early").signs(5, "k", {}).evaluates(7, "k", "2024-03-01"));
  const Agreed after{.on = "2025-01-01"};
  Agreed with_b = after;
  with_b.partner = partner_b;
  EXPECT_EQ(after_failure(town, Deal().signs(9, "k", after)), "breach");
  EXPECT_EQ(after_failure(town, Deal("p", "x", "venue/annex").signs(9, "k", after)), "breach");
  EXPECT_EQ(after_failure(town, Deal("p", "x", "venue/other").signs(9, "k", after)),
            "not-applicable");
  EXPECT_EQ(after_failure(town, Deal().signs(9, "k", with_b)), "not-applicable");
  EXPECT_EQ(after_failure(town, Deal().signs(6, "k", after)), "not-applicable")
      << "recorded before the evaluation was";
}

TEST(FailedFinalEvaluation, RecordedLateHasTheBreachInItsOwnMatter) {
  Town town;
  town.knows(Deal("other").signs(6, "k", {.on = "2025-01-01"}));
  Deal deal;
  deal.signs(5, "k", {}).evaluates(7, "k", "2024-03-01");
  EXPECT_EQ(after_failure(town, deal), "breach");
  EXPECT_EQ(numbers(town.verdict(rules::chain_rules(), "EVAL-4", deal).rests_on), (Numbers{6, 7}));
}

}  // namespace
}  // namespace minutebook::test
