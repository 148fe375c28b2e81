#include <gtest/gtest.h>

#include "ledger/rules/catalogue.h"
#include "tests/rules/cooperation.h"

namespace minutebook::test {
namespace {

Asked eval(Cooperation& c, std::string_view id) {
  return asked(c.story, rules::evaluation_rules(), id);
}

std::string indicator(const std::string& kind, const std::string& weight) {
  const std::string of = kind.empty() ? "" : R"(,"kind":")" + kind + '"';
  return R"({"name":"the )" + kind + R"(","weight":)" + weight + of + "}";
}

std::string indicators(const std::string& list) { return R"(,"indicators":[)" + list + "]"; }

/// Contract k with an interim evaluation e that has these indicators.
Cooperation weighed(const std::string& list) {
  Cooperation c;
  c.sign("k", "2021-05-01");
  c.evaluate("e", "k", "interim passed", "2021-06-01", indicators(list));
  return c;
}

std::string weight_ruling(const std::string& list) {
  Cooperation c = weighed(list);
  return eval(c, "EVAL-1").under_no_rulebook().at("2021-07-01");
}

TEST(SatisfactionWeight, IsGreaterThanAnyOther) {
  const std::string satisfaction = indicator("employeeSatisfaction", "3001");
  EXPECT_EQ(weight_ruling(satisfaction + "," + indicator("safety", "3000")), "pass");
  EXPECT_EQ(weight_ruling(indicator("finance", "3000") + "," + satisfaction + "," +
                          indicator("safety", "2999")),
            "pass");
  EXPECT_EQ(weight_ruling(satisfaction), "pass");
}

TEST(SatisfactionWeight, IsBreachedByATieAndByAHeavierOne) {
  const std::string satisfaction = indicator("employeeSatisfaction", "3000");
  EXPECT_EQ(weight_ruling(satisfaction + "," + indicator("safety", "3000")), "breach");
  EXPECT_EQ(weight_ruling(satisfaction + "," + indicator("", "3001")), "breach");
  EXPECT_EQ(weight_ruling(indicator("safety", "3000")), "breach");
}

TEST(SatisfactionWeight, IsThatOfTheHeaviestSatisfactionIndicatorNotTheirSum) {
  const std::string halves = indicator("employeeSatisfaction", "2000") + "," +
                             indicator("employeeSatisfaction", "2500") + ",";
  EXPECT_EQ(weight_ruling(halves + indicator("safety", "2499")), "pass");
  EXPECT_EQ(weight_ruling(halves + indicator("safety", "4000")), "breach");
}

TEST(SatisfactionWeight, NeedsIndicatorsKindsAndWeights) {
  EXPECT_EQ(weight_ruling(""), "cannot-decide");
  EXPECT_EQ(weight_ruling(indicator("", "4000") + "," + indicator("safety", "1")), "cannot-decide");
  EXPECT_EQ(weight_ruling(indicator("employeeSatisfaction", "0") + "," + indicator("safety", "0")),
            "cannot-decide");
}

TEST(SatisfactionWeight, IsLookedAtInEveryEvaluation) {
  Cooperation c = weighed(indicator("employeeSatisfaction", "1"));
  const Position wrong = c.evaluate(
      "f", "k", "realTime passed", "2021-06-02",
      indicators(indicator("employeeSatisfaction", "1000") + "," + indicator("finance", "2050")));
  const auto verdict = eval(c, "EVAL-1").verdict("2021-07-01");
  EXPECT_EQ(verdict.ruling, rules::Ruling::breach);
  EXPECT_EQ(verdict.rests_on, std::vector{wrong});
  EXPECT_EQ(verdict.reason.en,
            "in real-time evaluation \"f\" of contract \"k\" employee satisfaction weighs 10%, "
            "not more than \"the finance\" with 20.50%");
}

TEST(SatisfactionWeight, IsPendingWhileAContractRunsUnevaluated) {
  Cooperation c;
  EXPECT_EQ(eval(c, "EVAL-1").at("2021-04-01"), "not-applicable");
  const Position concluded = c.sign("k", "2021-05-01");
  EXPECT_EQ(eval(c, "EVAL-1").at("2021-07-01"), "pending");
  EXPECT_EQ(eval(c, "EVAL-1").verdict("2021-07-01").rests_on, std::vector{concluded});
  c.terminate("k", "2021-07-01");
  EXPECT_EQ(eval(c, "EVAL-1").at("2021-07-02"), "not-applicable");
}

/// Contract k, evaluated by ev1.
Cooperation evaluated() {
  Cooperation c;
  c.sign("k", "2021-05-01");
  c.evaluate("e", "k", "interim passed", "2021-06-01");
  return c;
}

std::string interest(const std::string& partner) {
  const std::string in = partner.empty() ? "" : R"("partner":")" + partner + R"(",)";
  return "{" + in + R"("nature":"a relative works there"})";
}

void evaluate_for(Cooperation& c, const std::string& whom) {
  c.story.given("supervisor supervisor RecordEvaluation irregular @2021-06-02" +
                    (whom.empty() ? "" : " for:" + whom),
                R"({"evaluation":"f","contract":"k","kind":"interim","verdict":"passed"})");
}

TEST(Evaluator, IsNeitherProposerNorPartner) {
  Cooperation c = evaluated();
  EXPECT_EQ(eval(c, "EVAL-6").under_no_rulebook().at("2021-07-01"), "pass");
  evaluate_for(c, "ev2");
  EXPECT_EQ(eval(c, "EVAL-6").at("2021-07-01"), "pass");
}

TEST(Evaluator, IsNotOneWhoProposedOrStudied) {
  Cooperation c = evaluated();
  const Position proposed = c.story.matter().proposal()->act.position;
  evaluate_for(c, "proposer");
  const auto verdict = eval(c, "EVAL-6").verdict("2021-07-01");
  EXPECT_EQ(verdict.ruling, rules::Ruling::breach);
  EXPECT_EQ(verdict.rests_on, (std::vector{proposed, c.story.last()}));

  Cooperation d = evaluated();
  d.story.given("supervisor supervisor RecordStudy irregular for:ev1",
                R"({"necessity":"x","feasibility":"x","conclusion":"favourable"})");
  EXPECT_EQ(eval(d, "EVAL-6").at("2021-07-01"), "breach");
}

TEST(Evaluator, HasNoInterestInThePartner) {
  Cooperation c = evaluated();
  const Position made = c.story.last();
  c.story.given("ev1 evaluator DeclareInterest", interest(partner_b));
  c.story.given("ev2 evaluator DeclareInterest", interest(partner_a));
  EXPECT_EQ(eval(c, "EVAL-6").at("2021-07-01"), "pass");
  c.story.given("ev1 evaluator DeclareInterest @2021-06-20", interest(partner_a));
  const auto verdict = eval(c, "EVAL-6").verdict("2021-07-01");
  EXPECT_EQ(verdict.ruling, rules::Ruling::breach);
  EXPECT_EQ(verdict.rests_on, (std::vector{made, c.story.last()}));
}

TEST(Evaluator, HasNoInterestInTheMatterAtLarge) {
  Cooperation c;
  c.story.given("ev1 evaluator DeclareInterest", interest(""));
  c.sign("k", "2021-05-01");
  c.evaluate("e", "k", "interim passed", "2021-06-01");
  EXPECT_EQ(eval(c, "EVAL-6").at("2021-07-01"), "breach");
}

TEST(Evaluator, MayBeAnotherOutsideOrganizationButNotThePartner) {
  Cooperation c = evaluated();
  evaluate_for(c, partner_b);
  EXPECT_EQ(eval(c, "EVAL-6").at("2021-07-01"), "pass");
  Cooperation d = evaluated();
  evaluate_for(d, partner_a);
  EXPECT_EQ(eval(d, "EVAL-6").at("2021-07-01"), "breach");
}

TEST(Evaluator, IsUnknownWhereTheEntryDoesNotNameAPerson) {
  Cooperation c = evaluated();
  evaluate_for(c, "");
  EXPECT_EQ(eval(c, "EVAL-6").at("2021-07-01"), "cannot-decide");
  Cooperation d = evaluated();
  evaluate_for(d, "organization/city");
  EXPECT_EQ(eval(d, "EVAL-6").at("2021-07-01"), "cannot-decide");
}

TEST(Evaluator, IsPendingWhileAContractRunsUnevaluated) {
  Cooperation c;
  EXPECT_EQ(eval(c, "EVAL-6").at("2021-04-01"), "not-applicable");
  c.sign("k", "2021-05-01");
  EXPECT_EQ(eval(c, "EVAL-6").at("2021-07-01"), "pending");
}

}  // namespace
}  // namespace minutebook::test
