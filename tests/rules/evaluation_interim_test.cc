#include <gtest/gtest.h>

#include "ledger/rules/catalogue.h"
#include "tests/rules/cooperation.h"

namespace minutebook::test {
namespace {

Asked interim(Cooperation& c) { return asked(c.story, rules::evaluation_rules(), "EVAL-5"); }

std::string terms(const std::string& start, const std::string& end) {
  return R"({"content":"hall","start":")" + start + '"' +
         (end.empty() ? "" : R"(,"end":")" + end + '"') + "}";
}

/// Contract k from 2021-05-01 on, signed in April; without an end when `end` is empty.
struct Running : Cooperation {
  Position signed_at;
  explicit Running(const std::string& end = "") {
    signed_at = sign("k", "2021-04-15", terms("2021-05-01", end));
  }
};

rules::Rulebook every(std::int64_t months, std::int64_t grace_days) {
  rules::Rulebook rulebook;
  rulebook.numbers[static_cast<std::size_t>(rules::Number::interim_months)] = months;
  rulebook.numbers[static_cast<std::size_t>(rules::Number::interim_grace_days)] = grace_days;
  return rulebook;
}

TEST(InterimEvaluation, FallsDueMonthsAndDaysAfterTheContractBegan) {
  Running c;
  EXPECT_EQ(interim(c).at("2022-05-31T23:59:59+08:00"), "pending");
  EXPECT_EQ(interim(c).due_at("2021-05-01"), "2022-06-01T00:00:00+08:00");
  EXPECT_EQ(interim(c).at("2022-06-01"), "breach");
  EXPECT_EQ(interim(c).verdict("2022-06-01").rests_on, std::vector{c.signed_at});
}

TEST(InterimEvaluation, CountsCalendarMonthsClampedToTheirEnd) {
  Cooperation c;
  c.sign("k", "2024-01-31");
  EXPECT_EQ(interim(c).under(every(1, 0)).due_at("2024-02-01"), "2024-03-01T00:00:00+08:00");
  c.evaluate("e", "k", "interim passed", "2024-02-29");
  EXPECT_EQ(interim(c).under(every(12, 0)).due_at("2024-03-01"), "2025-03-01T00:00:00+08:00");
}

TEST(InterimEvaluation, BeginsTheNextIntervalOnItsDay) {
  Running c;
  c.evaluate("e", "k", "interim failed", "2022-05-31T23:59:59+08:00");
  EXPECT_EQ(interim(c).at("2022-07-01"), "pending");
  EXPECT_EQ(interim(c).due_at("2022-07-01"), "2023-07-01T00:00:00+08:00");
  c.evaluate("f", "k", "interim passed", "2022-08-01");
  EXPECT_EQ(interim(c).due_at("2022-09-01"), "2023-09-01T00:00:00+08:00");
}

TEST(InterimEvaluation, IsMissedSinceTheOneBeforeIt) {
  Running c;
  const Position made = c.evaluate("e", "k", "interim passed", "2022-05-01");
  EXPECT_EQ(interim(c).at("2023-06-01"), "breach");
  EXPECT_EQ(interim(c).verdict("2023-06-01").rests_on, std::vector{made});
}

TEST(InterimEvaluation, StaysABreachWhenItComesLate) {
  Running c;
  const Position late = c.evaluate("e", "k", "interim passed", "2022-06-01");
  EXPECT_EQ(interim(c).at("2022-06-02"), "breach");
  EXPECT_EQ(interim(c).verdict("2022-06-02").rests_on, (std::vector{c.signed_at, late}));
  const Position later = c.evaluate("f", "k", "interim passed", "2024-01-01");
  EXPECT_EQ(interim(c).verdict("2024-01-02").rests_on, (std::vector{c.signed_at, late, later}));
}

TEST(InterimEvaluation, IsOfItsKindItsContractAndItsTime) {
  Running c;
  c.sign("k2", "2021-04-15", terms("2021-05-01", "2021-07-01"));
  c.evaluate("a", "k", "interim passed", "2021-04-30");
  c.evaluate("b", "k", "realTime passed", "2022-01-01");
  c.evaluate("d", "k", "final passed", "2022-01-01");
  c.evaluate("e", "k2", "interim passed", "2022-01-01");
  EXPECT_EQ(interim(c).due_at("2022-02-01"), "2022-06-01T00:00:00+08:00");
}

TEST(InterimEvaluation, IsTakenInTheOrderOfItsDays) {
  Running c;
  c.evaluate("f", "k", "interim passed", "2023-05-01");
  EXPECT_EQ(interim(c).at("2023-05-02"), "breach");
  c.evaluate("e", "k", "interim passed", "2022-05-01");
  EXPECT_EQ(interim(c).at("2023-05-02"), "pending");
}

TEST(InterimEvaluation, IsNotAskedOfAContractThatEndsBeforeItIsOverdue) {
  Running short_one("2022-05-31");
  EXPECT_EQ(interim(short_one).at("2023-01-01"), "not-applicable");
  Running longer("2022-06-01");
  EXPECT_EQ(interim(longer).at("2022-05-31"), "pending");
  EXPECT_EQ(interim(longer).at("2023-01-01"), "breach");
}

TEST(InterimEvaluation, IsAskedNoMoreOnceTheContractEnded) {
  Running c("2031-05-01");
  c.evaluate("e", "k", "interim passed", "2022-05-01");
  c.terminate("k", "2023-05-31");
  EXPECT_EQ(interim(c).at("2024-01-01"), "pass");
  Running late("2031-05-01");
  late.evaluate("e", "k", "interim passed", "2022-05-01");
  late.terminate("k", "2023-06-01");
  EXPECT_EQ(interim(late).at("2024-01-01"), "breach");
  Running renewed;
  renewed.renew("k", "k2", "2022-01-01", terms("2022-01-01", ""));
  EXPECT_EQ(interim(renewed).due_at("2022-01-02"), "2023-02-01T00:00:00+08:00");
}

TEST(InterimEvaluation, IsAskedOfContractsThatWereConcluded) {
  Cooperation c;
  EXPECT_EQ(interim(c).at("2023-01-01"), "not-applicable");
  c.story.given("proposer proposer DraftContract", R"({"contract":"k","partner":")" + partner_a +
                                                       R"(","terms":{"content":"x"},"text":)" +
                                                       document('c') + "}");
  EXPECT_EQ(interim(c).at("2023-01-01"), "not-applicable");
}

TEST(InterimEvaluation, IsNotAskedWhereTheModeNeedsNoEvaluation) {
  Running c;
  rules::Rulebook rulebook;
  rulebook.steps.fill({domain::Step::decision});
  EXPECT_EQ(interim(c).under(rulebook).at("2023-01-01"), "not-applicable");
}

TEST(InterimEvaluation, HasNoIntervalWithoutARulebook) {
  Running c;
  EXPECT_EQ(interim(c).under_no_rulebook().at("2023-01-01"), "cannot-decide");
}

}  // namespace
}  // namespace minutebook::test
