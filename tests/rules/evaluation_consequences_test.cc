#include <gtest/gtest.h>

#include "ledger/rules/catalogue.h"
#include "tests/rules/cooperation.h"

namespace minutebook::test {
namespace {

Asked eval(Cooperation& c, std::string_view id) {
  return asked(c.story, rules::evaluation_rules(), id);
}

/// Contracts k and k2; the evaluation e of k failed on 2021-05-03.
struct Failed : Cooperation {
  Position failed;

  explicit Failed(const std::string& kind) {
    sign("k", "2021-05-01");
    sign("k2", "2021-05-01");
    failed = evaluate("e", "k", kind + " failed", "2021-05-03");
  }
};

rules::Rulebook days(rules::Number number, std::int64_t count) {
  rules::Rulebook rulebook;
  rulebook.numbers[static_cast<std::size_t>(number)] = count;
  return rulebook;
}

std::string rectification_ruling(Failed& c, std::string_view time) {
  return eval(c, "EVAL-2").at(time);
}

TEST(RectificationOrder, IsDueSomeDaysAfterAFailedRealTimeEvaluation) {
  Failed c("realTime");
  EXPECT_EQ(rectification_ruling(c, "2021-05-13T23:59:59.999999999+08:00"), "pending");
  EXPECT_EQ(eval(c, "EVAL-2").due_at("2021-05-04"), "2021-05-14T00:00:00+08:00");
  EXPECT_EQ(rectification_ruling(c, "2021-05-14"), "breach");
  EXPECT_EQ(eval(c, "EVAL-2").verdict("2021-05-14").rests_on, std::vector{c.failed});
  EXPECT_EQ(
      eval(c, "EVAL-2").under(days(rules::Number::rectification_days, 1)).due_at("2021-05-04"),
      "2021-05-05T00:00:00+08:00");
}

TEST(RectificationOrder, IsInTimeOnTheLastDayAndLateOnTheNext) {
  Failed in_time("realTime");
  in_time.order("x", "k", "e", "2021-05-13T23:59:59+08:00");
  EXPECT_EQ(rectification_ruling(in_time, "2021-06-01"), "pass");
  Failed late("realTime");
  const Position ordered = late.order("x", "k", "e", "2021-05-14T00:00:00+08:00");
  EXPECT_EQ(rectification_ruling(late, "2021-06-01"), "breach");
  EXPECT_EQ(eval(late, "EVAL-2").verdict("2021-06-01").rests_on,
            (std::vector{late.failed, ordered}));
}

TEST(RectificationOrder, AnswersByCitationOrByComingLaterForTheSameContract) {
  Failed uncited("realTime");
  uncited.order("x", "k", "", "2021-05-03T09:00:00+08:00");
  EXPECT_EQ(rectification_ruling(uncited, "2021-06-01"), "pass");
  Failed before("realTime");
  before.order("x", "k", "", "2021-05-03T08:59:59+08:00");
  EXPECT_EQ(rectification_ruling(before, "2021-06-01"), "breach");
  Failed other("realTime");
  other.order("x", "k2", "", "2021-05-04");
  EXPECT_EQ(rectification_ruling(other, "2021-06-01"), "breach");
}

TEST(RectificationOrder, IsOwedAtOnceWhenTheContractIsRenewedInstead) {
  Failed c("realTime");
  const Position renewed = c.renew("k", "k3", "2021-05-05");
  EXPECT_EQ(rectification_ruling(c, "2021-05-06"), "breach");
  EXPECT_EQ(eval(c, "EVAL-2").verdict("2021-05-06").rests_on, (std::vector{c.failed, renewed}));
}

TEST(RectificationOrder, IsNotOwedByAContractThatEndedInTheMeantime) {
  Failed c("realTime");
  c.terminate("k", "2021-05-13");
  EXPECT_EQ(rectification_ruling(c, "2021-06-01"), "not-applicable");
  Failed too_late("realTime");
  too_late.terminate("k", "2021-05-14");
  EXPECT_EQ(rectification_ruling(too_late, "2021-06-01"), "breach");
  Failed ended("interim");
  ended.terminate("k", "2021-05-20");
  ended.evaluate("f", "k", "realTime failed", "2021-05-21");
  EXPECT_EQ(rectification_ruling(ended, "2021-07-01"), "not-applicable");
}

TEST(RectificationOrder, IsOwedForFailedRealTimeEvaluationsOnly) {
  Failed c("interim");
  c.evaluate("f", "k", "realTime passed", "2021-05-04");
  c.evaluate("g", "k", "final failed", "2021-05-04");
  EXPECT_EQ(rectification_ruling(c, "2021-07-01"), "not-applicable");
}

TEST(RectificationOrder, HasNoTimeWithoutARulebook) {
  Failed c("realTime");
  EXPECT_EQ(eval(c, "EVAL-2").under_no_rulebook().at("2021-07-01"), "cannot-decide");
}

std::string interim_ruling(Failed& c, std::string_view time) { return eval(c, "EVAL-3").at(time); }

/// The rectification x of the failed interim evaluation had no effect: verified on 2021-06-01.
struct Ineffective : Failed {
  Position verified;

  explicit Ineffective(const std::string& cited = "e") : Failed("interim") {
    order("x", "k", cited, "2021-05-10");
    verified = verify("x", false, "2021-06-01");
  }
};

TEST(FailedInterim, EndsTheContractSomeDaysAfterAnIneffectiveRectification) {
  Ineffective c;
  EXPECT_EQ(interim_ruling(c, "2021-07-01T23:59:59+08:00"), "pending");
  EXPECT_EQ(eval(c, "EVAL-3").due_at("2021-06-02"), "2021-07-02T00:00:00+08:00");
  EXPECT_EQ(interim_ruling(c, "2021-07-02"), "breach");
  EXPECT_EQ(eval(c, "EVAL-3").verdict("2021-07-02").rests_on, (std::vector{c.failed, c.verified}));
  EXPECT_EQ(eval(c, "EVAL-3").under(days(rules::Number::termination_days, 3)).due_at("2021-06-02"),
            "2021-06-05T00:00:00+08:00");
}

TEST(FailedInterim, IsSettledByATerminationUpToTheLastDay) {
  Ineffective c;
  c.terminate("k", "2021-07-01T23:59:59+08:00");
  EXPECT_EQ(interim_ruling(c, "2021-08-01"), "pass");
  Ineffective late;
  const Position ended = late.terminate("k", "2021-07-02T00:00:00+08:00");
  EXPECT_EQ(interim_ruling(late, "2021-08-01"), "breach");
  EXPECT_EQ(eval(late, "EVAL-3").verdict("2021-08-01").rests_on,
            (std::vector{late.failed, late.verified, ended}));
}

TEST(FailedInterim, IsSettledByAnEffectiveRectificationAfterAll) {
  Ineffective c;
  c.verify("x", true, "2021-07-01");
  EXPECT_EQ(interim_ruling(c, "2021-08-01"), "pass");
  Ineffective late;
  late.verify("x", true, "2021-07-02");
  EXPECT_EQ(interim_ruling(late, "2021-08-01"), "breach");
}

TEST(FailedInterim, CountsFromTheFirstIneffectiveVerification) {
  Ineffective c;
  c.verify("x", false, "2021-06-20");
  c.order("y", "k", "e", "2021-06-21");
  c.verify("y", false, "2021-06-25");
  EXPECT_EQ(eval(c, "EVAL-3").due_at("2021-06-26"), "2021-07-02T00:00:00+08:00");
}

TEST(FailedInterim, IsBreachedByARenewalInstead) {
  Ineffective c;
  const Position renewed = c.renew("k", "k3", "2021-06-02");
  EXPECT_EQ(interim_ruling(c, "2021-06-03"), "breach");
  EXPECT_EQ(eval(c, "EVAL-3").verdict("2021-06-03").rests_on,
            (std::vector{c.failed, c.verified, renewed}));
  Failed unrectified("interim");
  unrectified.renew("k", "k3", "2021-06-02");
  EXPECT_EQ(interim_ruling(unrectified, "2021-06-03"), "breach");
}

TEST(FailedInterim, LetsAContractBeRenewedOnceItsRectificationWasEffective) {
  Failed c("interim");
  c.order("x", "k", "e", "2021-05-10");
  c.verify("x", true, "2021-06-01");
  c.renew("k", "k3", "2021-06-02");
  EXPECT_EQ(interim_ruling(c, "2021-08-01"), "pass");
}

TEST(FailedInterim, IsConcernedByLaterOrdersThatCiteNothingElse) {
  Ineffective uncited("");
  EXPECT_EQ(interim_ruling(uncited, "2021-07-02"), "breach");
  Failed c("interim");
  c.evaluate("f", "k", "realTime failed", "2021-05-20");
  c.order("x", "k", "f", "2021-05-21");
  c.order("y", "k2", "", "2021-05-21");
  c.verify("x", false, "2021-06-01");
  c.verify("y", false, "2021-06-01");
  EXPECT_EQ(interim_ruling(c, "2022-01-01"), "pending");
}

TEST(FailedInterim, WaitsForARectificationWithoutADeadline) {
  Failed c("interim");
  EXPECT_EQ(interim_ruling(c, "2022-01-01"), "pending");
  EXPECT_EQ(eval(c, "EVAL-3").due_at("2022-01-01"), "");
  const Position ordered = c.order("x", "k", "e", "2021-05-10");
  EXPECT_EQ(eval(c, "EVAL-3").verdict("2022-01-01").rests_on, (std::vector{c.failed, ordered}));
  c.terminate("k", "2021-05-11");
  EXPECT_EQ(interim_ruling(c, "2022-01-01"), "pass");
}

TEST(FailedInterim, ConcernsFailedInterimEvaluationsOfRunningContracts) {
  Failed c("realTime");
  EXPECT_EQ(interim_ruling(c, "2022-01-01"), "not-applicable");
  c.terminate("k", "2021-05-11");
  c.evaluate("f", "k", "interim failed", "2021-05-12");
  EXPECT_EQ(interim_ruling(c, "2022-01-01"), "not-applicable");
}

TEST(FailedInterim, HasNoTimeWithoutARulebook) {
  Ineffective c;
  EXPECT_EQ(eval(c, "EVAL-3").under_no_rulebook().at("2021-07-02"), "cannot-decide");
}

}  // namespace
}  // namespace minutebook::test
