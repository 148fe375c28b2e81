#include <gtest/gtest.h>

#include "ledger/rules/catalogue.h"
#include "tests/rules/asked.h"
#include "tests/rules/telling.h"

namespace minutebook::test {
namespace {

using rules::approval_rules;
using rules::Demand;
using rules::Rulebook;

Rulebook filing_within(std::int64_t days, Demand demand = Demand::filing) {
  Rulebook rulebook;
  rulebook.matrices = {{{.levels = {schema::OrganizationLevel::CITY},
                         .modes = rules::all_modes,
                         .demand = demand,
                         .authority = {}}}};
  rulebook.numbers[static_cast<std::size_t>(rules::Number::filing_days)] = days;
  return rulebook;
}

Asked filing(Story& story, const Rulebook& rulebook = filing_within(10)) {
  return asked(story, approval_rules(), "APPR-2").under(rulebook);
}

Asked approver(Story& story) {
  return asked(story, approval_rules(), "APPR-3").under_no_rulebook();
}

void tell_filing(Story& story, const std::string& day, const std::string& authority = "province") {
  story.given(
      "proposer proposer SubmitFiling" + on(day),
      R"({"filing":"f","authority":"organization/)" + authority + R"(","summary":"for the file"})");
}

TEST(FilingRule, IsPendingUntilTheDaysAreOver) {
  Story story;
  EXPECT_EQ(filing(story).at("2021-03-10"), "pending");
  EXPECT_EQ(filing(story).due_at("2021-03-10"), "") << "nothing is decided yet";
  tell_resolution(story, "m", "2021-03-10");
  const Position resolution = story.last();
  EXPECT_EQ(filing(story).at("2021-03-11"), "pending");
  EXPECT_EQ(filing(story).due_at("2021-03-11"), "2021-03-21T00:00:00+08:00");
  EXPECT_EQ(filing(story).at("2021-03-20T23:59:59.999999999+08:00"), "pending");
  EXPECT_EQ(filing(story).at("2021-03-21"), "breach");
  EXPECT_EQ(filing(story).verdict("2021-03-21").rests_on, std::vector{resolution});
}

TEST(FilingRule, PassesUpToAndIncludingTheLastDay) {
  const auto verdict = [](const std::string& day) {
    Story story;
    tell_resolution(story, "m", "2021-03-10");
    tell_filing(story, day);
    return filing(story).at("2021-04-01");
  };
  EXPECT_EQ(verdict("2021-03-19"), "pass");
  EXPECT_EQ(verdict("2021-03-20T23:59:59+08:00"), "pass");
  EXPECT_EQ(verdict("2021-03-21T00:00:00+08:00"), "breach");
  EXPECT_EQ(verdict("2021-03-09"), "pass") << "one that came first counts";
}

TEST(FilingRule, RestsOnTheResolutionAndTheLateFiling) {
  Story story;
  tell_resolution(story, "m", "2021-03-10");
  const Position resolution = story.last();
  tell_filing(story, "2021-03-21");
  EXPECT_EQ(filing(story).verdict("2021-04-01").rests_on, (std::vector{resolution, story.last()}));
}

TEST(FilingRule, CountsFromTheFirstResolutionAdopted) {
  Story story;
  tell_resolution(story, "m1", "2021-03-05", false);
  EXPECT_EQ(filing(story).due_at("2021-03-06"), "");
  tell_resolution(story, "m2", "2021-03-10");
  tell_resolution(story, "m3", "2021-03-15");
  EXPECT_EQ(filing(story).due_at("2021-03-16"), "2021-03-21T00:00:00+08:00");
}

TEST(FilingRule, CountsFromTheSigningWhereNothingWasResolved) {
  Story story;
  story.given("signatory signatory SignContract @2021-04-01", signature("k", partner_a));
  EXPECT_EQ(filing(story).due_at("2021-04-02"), "2021-04-12T00:00:00+08:00");
  EXPECT_EQ(filing(story).at("2021-04-12"), "breach");
}

TEST(FilingRule, GoesToTheAuthorityOrOneAboveIt) {
  const auto verdict = [](const std::string& authority) {
    Story story;
    tell_resolution(story, "m", "2021-03-10");
    tell_filing(story, "2021-03-11", authority);
    return filing(story).at("2021-04-01");
  };
  EXPECT_EQ(verdict("nation"), "pass");
  EXPECT_EQ(verdict("city"), "breach");
  EXPECT_EQ(verdict("sibling"), "breach");
}

TEST(FilingRule, TakesAnApprovalThatWasAskedForInTimeAndGranted) {
  const auto verdict = [](const std::string& asked_on, const std::string& answer) {
    Story story;
    tell_resolution(story, "m", "2021-03-10");
    story.given("proposer proposer RequestApproval" + on(asked_on),
                R"({"request":"r","authority":"organization/province","summary":"hall"})");
    story.given("approver approver " + answer + on("2021-03-25"),
                answer == "GrantApproval" ? R"({"request":"r"})"
                                          : R"({"request":"r","reason":"no figures"})");
    return filing(story).at("2021-04-01");
  };
  EXPECT_EQ(verdict("2021-03-20", "GrantApproval"), "pass");
  EXPECT_EQ(verdict("2021-03-21", "GrantApproval"), "breach") << "asked for too late";
  EXPECT_EQ(verdict("2021-03-20", "RefuseApproval"), "breach");
}

TEST(FilingRule, IsNotApplicableWhereApprovalOrNothingIsAsked) {
  Story story;
  tell_resolution(story, "m", "2021-03-10");
  EXPECT_EQ(filing(story, filing_within(10, Demand::approval)).at("2021-05-01"), "not-applicable");
  EXPECT_EQ(filing(story, filing_within(10, Demand::nothing)).at("2021-05-01"), "not-applicable");
}

TEST(FilingRule, TakesItsDaysFromTheRulebook) {
  Story story;
  tell_resolution(story, "m", "2021-03-10");
  EXPECT_EQ(filing(story, filing_within(1)).due_at("2021-03-11"), "2021-03-12T00:00:00+08:00");
}

TEST(FilingRule, CannotDecideWithoutARulebook) {
  Story story;
  tell_resolution(story, "m", "2021-03-10");
  EXPECT_EQ(asked(story, approval_rules(), "APPR-2").under_no_rulebook().at("2021-05-01"),
            "cannot-decide");
}

// APPR-3 has no parameters and every answer has an author: it can always decide.

void tell_request(Story& story) {
  story.given("proposer proposer RequestApproval",
              R"({"request":"r","authority":"organization/province","summary":"hall"})");
}

std::string tell_answer_by(Story& story, const std::string& person) {
  story.given("supervisor supervisor ReturnApproval irregular for:" + person,
              R"({"request":"r","reason":"no figures"})");
  return approver(story).at("2021-04-01");
}

TEST(ApproverRule, IsNotApplicableWithoutARequestAndPendingWithoutAnAnswer) {
  Story story;
  EXPECT_EQ(approver(story).at("2021-04-01"), "not-applicable");
  tell_request(story);
  EXPECT_EQ(approver(story).at("2021-04-01"), "pending");
  story.given("approver approver GrantApproval", R"({"request":"r"})");
  EXPECT_EQ(approver(story).at("2021-04-01"), "pass");
  EXPECT_EQ(approver(story).verdict("2021-04-01").rests_on, std::vector{story.last()});
}

TEST(ApproverRule, FindsWhoProposed) {
  Story story;
  const Position proposed = story.last();
  tell_request(story);
  EXPECT_EQ(tell_answer_by(story, "proposer"), "breach");
  EXPECT_EQ(approver(story).verdict("2021-04-01").rests_on, (std::vector{proposed, story.last()}));
}

TEST(ApproverRule, FindsWhoStudied) {
  Story story;
  story.given("supervisor supervisor RecordStudy irregular for:approver",
              R"({"necessity":"x","feasibility":"y","conclusion":"favourable"})");
  tell_request(story);
  EXPECT_EQ(tell_answer_by(story, "approver"), "breach");
}

TEST(ApproverRule, FindsWhoVotedAndNotWhoWasOnlyThere) {
  Story story;
  tell_resolution(story, "m", "2021-03-10");
  tell_request(story);
  EXPECT_EQ(tell_answer_by(story, "secretary"), "pass");
  EXPECT_EQ(tell_answer_by(story, "m2"), "breach");
}

TEST(ApproverRule, FindsAVoteAfterTheAnswerToo) {
  Story story;
  tell_request(story);
  EXPECT_EQ(tell_answer_by(story, "m2"), "pass");
  tell_resolution(story, "m", "2021-03-10");
  EXPECT_EQ(approver(story).at("2021-04-01"), "breach");
}

TEST(ApproverRule, IsNotBrokenByABallotThatDoesNotCount) {
  Story story;
  tell_resolution(story, "m", "2021-03-10");
  story.given("supervisor supervisor CastBallot irregular for:approver @2021-03-11",
              R"({"meeting":"m","choice":"for"})");
  tell_request(story);
  EXPECT_EQ(tell_answer_by(story, "approver"), "pass");
}

}  // namespace
}  // namespace minutebook::test
