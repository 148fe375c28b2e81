#include "ledger/rules/verdict.h"

#include <gtest/gtest.h>

namespace minutebook::rules {
namespace {

Position p(std::uint64_t value) { return Position{value}; }

TEST(Verdict, NamesItsEventsOnceInOrder) {
  EXPECT_EQ(pass("yes", "是", {p(7), p(3), p(7)}).rests_on, (std::vector{p(3), p(7)}));
}

TEST(Parts, WithoutAnyAreNotApplicableForTheReasonGiven) {
  const Verdict verdict = Parts("no contract", "没有合同").verdict();
  EXPECT_EQ(verdict.ruling, Ruling::not_applicable);
  EXPECT_EQ(verdict.reason.en, "no contract");
}

TEST(Parts, TakeTheGravestRulingAndAllEventsOfThatGravity) {
  Parts parts("none", "无");
  parts.add(pass("yes", "是", {p(1)}));
  parts.add(breach("first", "一", {p(9)}));
  parts.add(cannot_decide("?", "？", {p(2)}));
  parts.add(breach("second", "二", {p(4)}));
  const Verdict verdict = std::move(parts).verdict();
  EXPECT_EQ(verdict.ruling, Ruling::breach);
  EXPECT_EQ(verdict.reason.en, "first");
  EXPECT_EQ(verdict.rests_on, (std::vector{p(4), p(9)}));
}

TEST(Parts, FallDueWithTheEarliest) {
  Parts parts("none", "无");
  parts.add(pending("open", "待定", {p(1)}));
  parts.add(pending_until(Instant{50}, "by 50", "至 50", {p(2)}));
  parts.add(pending_until(Instant{40}, "by 40", "至 40", {p(3)}));
  const Verdict verdict = std::move(parts).verdict();
  EXPECT_EQ(verdict.due, Instant{40});
  EXPECT_EQ(verdict.rests_on.size(), 3u);
}

TEST(Parts, TellWhenAPartThatDoesNotDecideCouldChangeIt) {
  Parts parts("none", "无");
  parts.add(breach("broken", "违反", {p(1)}));
  parts.add(pending_until(Instant{50}, "by 50", "至 50", {p(2)}));
  parts.add(pending_until(Instant{40}, "by 40", "至 40", {p(3)}));
  const Verdict verdict = std::move(parts).verdict();
  EXPECT_EQ(verdict.ruling, Ruling::breach);
  EXPECT_EQ(verdict.due, std::nullopt);
  EXPECT_EQ(verdict.next, Instant{40});
}

}  // namespace
}  // namespace minutebook::rules
