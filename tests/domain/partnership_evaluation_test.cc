#include <gtest/gtest.h>

#include "tests/support/story.h"

namespace minutebook::test {
namespace {

std::string evaluation(const std::string& id, const std::string& contract,
                       const std::string& more = "") {
  return R"({"evaluation":")" + id + R"(","contract":")" + contract +
         R"(","kind":"interim","verdict":"failed","satisfaction":{"basisPoints":4100,
            "respondents":120},"indicators":[{"name":"satisfaction",
            "kind":"employeeSatisfaction","weight":4000,"score":4100}])" +
         more + "}";
}

std::string order(const std::string& id, const std::string& contract, const std::string& cited = "",
                  const std::string& due = "2021-03-31") {
  const std::string of = cited.empty() ? "" : R"(,"evaluation":")" + cited + '"';
  return R"({"rectification":")" + id + R"(","contract":")" + contract +
         R"(","problems":"queues","dueBy":")" + due + '"' + of + "}";
}

const std::string report = R"({"rectification":"x","measures":"longer hours"})";

std::string verification(bool effective) {
  return std::string(R"({"rectification":"x","effective":)") + (effective ? "true" : "false") + "}";
}

std::string signature(const std::string& id) {
  return R"({"contract":")" + id + R"(","partner":")" + partner_a +
         R"(","terms":{"content":"hall"},"text":)" + document('c') +
         R"(,"partnerSignatory":"manager"})";
}

Story running() {
  Story story;
  story.given("signatory signatory SignContract", signature("k"));
  story.given("signatory signatory SignContract", signature("k2"));
  return story;
}

Story ordered() {
  Story story = running();
  story.given("ev1 evaluator RecordEvaluation", evaluation("e", "k"));
  story.given("ev1 evaluator OrderRectification", order("x", "k", "e"));
  return story;
}

TEST(Evaluation, IsOfASignedContract) {
  Story story = running();
  EXPECT_EQ(story.when("ev1 evaluator RecordEvaluation", evaluation("e", "none")), "REF-3!");
  story.given("proposer proposer DraftContract", R"({"contract":"draft","partner":")" + partner_b +
                                                     R"(","terms":{"content":"x"},"text":)" +
                                                     document('c') + "}");
  EXPECT_EQ(story.when("ev1 evaluator RecordEvaluation", evaluation("e", "draft")), "STEP-2");
  story.given("ev1 evaluator RecordEvaluation", evaluation("e", "k"));
  EXPECT_EQ(story.when("ev1 evaluator RecordEvaluation", evaluation("e", "k")), "REF-2!");
  EXPECT_EQ(story.matter().evaluation("e")->satisfaction->basis_points, 4100);
}

TEST(Evaluation, CoversAPeriodThatDoesNotEndBeforeItBegins) {
  Story story = running();
  EXPECT_EQ(story.when("ev1 evaluator RecordEvaluation",
                       evaluation("e", "k", R"(,"from":"2021-02-02","until":"2021-02-01")")),
            "STEP-2");
  story.given("ev1 evaluator RecordEvaluation",
              evaluation("e", "k", R"(,"from":"2021-02-02","until":"2021-02-02")"));
}

TEST(Evaluation, MayFollowTheContractsEnd) {
  Story story = running();
  for (const char* id : {"k", "k2"}) {
    story.given("signatory signatory TerminateContract",
                R"({"contract":")" + std::string(id) + R"(","cause":"agreement","reason":"x"})");
  }
  EXPECT_EQ(story.step(), domain::Step::closed);
  story.given("ev1 evaluator RecordEvaluation", evaluation("e", "k"));
  EXPECT_EQ(story.when("ev1 evaluator OrderRectification", order("x", "k", "e")), "STEP-2");
}

TEST(Rectification, BelongsToAContractAndAnEvaluationOfIt) {
  Story story = running();
  story.given("ev1 evaluator RecordEvaluation", evaluation("e", "k"));
  EXPECT_EQ(story.when("ev1 evaluator OrderRectification", order("x", "none")), "REF-3!");
  EXPECT_EQ(story.when("ev1 evaluator OrderRectification", order("x", "k", "none")), "REF-3!");
  EXPECT_EQ(story.when("ev1 evaluator OrderRectification", order("x", "k2", "e")), "REF-3!");
  story.given("ev1 evaluator OrderRectification", order("x", "k", "e"));
  EXPECT_EQ(story.when("ev1 evaluator OrderRectification", order("x", "k", "e")), "REF-2!");
}

TEST(Rectification, IsDueNoEarlierThanItIsOrdered) {
  Story story = running();
  EXPECT_EQ(story.when("ev1 evaluator OrderRectification", order("x", "k", "", "2021-02-28")),
            "STEP-2");
  story.given("ev1 evaluator OrderRectification", order("x", "k", "", "2021-03-01"));
}

TEST(Rectification, IsVerifiedAfterEachReport) {
  Story story = ordered();
  const auto state = [&] { return story.matter().rectification("x")->state(); };
  EXPECT_EQ(state(), domain::RectificationState::ordered);
  EXPECT_EQ(story.when("ev1 evaluator VerifyRectification", verification(true)), "STEP-2");
  story.given("proposer proposer ReportRectification", report);
  EXPECT_EQ(state(), domain::RectificationState::reported);
  story.given("ev1 evaluator VerifyRectification", verification(false));
  EXPECT_EQ(state(), domain::RectificationState::ineffective);
  EXPECT_EQ(story.when("ev1 evaluator VerifyRectification", verification(true)), "STEP-2");
  story.given("proposer proposer ReportRectification", report);
  story.given("ev1 evaluator VerifyRectification", verification(true));
  EXPECT_EQ(state(), domain::RectificationState::effective);
  EXPECT_EQ(story.when("proposer proposer ReportRectification", report), "STEP-2");
  EXPECT_EQ(story.when("ev1 evaluator VerifyRectification", verification(false)), "STEP-2");
}

TEST(Rectification, IsKnownByItsId) {
  Story story = running();
  EXPECT_EQ(story.when("proposer proposer ReportRectification", report), "REF-3!");
  EXPECT_EQ(story.when("ev1 evaluator VerifyRectification", verification(true)), "REF-3!");
}

}  // namespace
}  // namespace minutebook::test
