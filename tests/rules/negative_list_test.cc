#include <gtest/gtest.h>

#include <algorithm>

#include "ledger/rules/catalogue.h"
#include "tests/rules/cooperation.h"

namespace minutebook::test {
namespace {

Asked neg(Story& story, std::string_view id) {
  return asked(story, rules::negative_list_rules(), id);
}

/// A rulebook whose matrix asks this of every matter of at least `from_fen` or over `months`.
rules::Rulebook asks(rules::Demand demand, std::int64_t from_fen = 0, std::uint16_t months = 0) {
  rules::ApprovalRow row;
  row.levels = {schema::OrganizationLevel::CITY};
  row.modes = rules::all_modes;
  row.value_from_fen = from_fen;
  row.term_over_months = months;
  row.demand = demand;
  rules::Rulebook rulebook;
  rulebook.matrices = {{row}};
  return rulebook;
}

const rules::Rulebook approval = asks(rules::Demand::approval);

Asked start(Cooperation& c) { return neg(c.story, "NEG-1").under(approval); }

Position request(Story& story, const std::string& day) {
  story.given("proposer proposer RequestApproval @" + day,
              R"({"request":"r","authority":"organization/province","summary":"hall"})");
  return story.last();
}

Position approve(Story& story, const std::string& day) {
  request(story, day);
  story.given("approver approver GrantApproval @" + day, R"({"request":"r"})");
  return story.last();
}

Position file(Story& story, const std::string& day) {
  story.given("proposer proposer SubmitFiling @" + day,
              R"({"filing":"f","authority":"organization/province","summary":"hall"})");
  return story.last();
}

const std::string from_may = R"({"content":"hall","start":"2021-05-01"})";

TEST(Start, ComesAfterApprovalOrFiling) {
  Cooperation approved;
  const Position granted = approve(approved.story, "2021-04-20");
  const Position concluded = approved.sign("k", "2021-04-21");
  EXPECT_EQ(start(approved).at("2021-06-01"), "pass");
  EXPECT_EQ(start(approved).verdict("2021-06-01").rests_on, (std::vector{granted, concluded}));
  Cooperation filed;
  file(filed.story, "2021-04-20");
  filed.sign("k", "2021-04-21");
  EXPECT_EQ(start(filed).at("2021-06-01"), "pass");
}

TEST(Start, WithoutAnyIsABreachAndRestsOnWhatCameTooLate) {
  Cooperation c;
  const Position concluded = c.sign("k", "2021-04-21");
  EXPECT_EQ(start(c).at("2021-04-22"), "breach");
  EXPECT_EQ(start(c).verdict("2021-04-22").rests_on, std::vector{concluded});
  const Position granted = approve(c.story, "2021-04-23");
  EXPECT_EQ(start(c).at("2021-04-24"), "breach");
  EXPECT_EQ(start(c).verdict("2021-04-24").rests_on, (std::vector{concluded, granted}));
}

TEST(Start, IsComparedToTheMoment) {
  Cooperation at_once;
  approve(at_once.story, "2021-04-21T09:00:00+08:00");
  at_once.sign("k", "2021-04-21T09:00:00+08:00");
  EXPECT_EQ(start(at_once).at("2021-06-01"), "pass");
  Cooperation after;
  approve(after.story, "2021-04-21T09:00:01+08:00");
  after.sign("k", "2021-04-21T09:00:00+08:00");
  EXPECT_EQ(start(after).at("2021-06-01"), "breach");
}

TEST(Start, IsTheFirstDayOfTheTermWhereThatIsLater) {
  Cooperation c;
  const Position concluded = c.sign("k", "2021-04-21", from_may);
  EXPECT_EQ(start(c).at("2021-04-30T23:59:59+08:00"), "pending");
  EXPECT_EQ(start(c).due_at("2021-04-22"), "2021-05-01T00:00:00+08:00");
  EXPECT_EQ(start(c).verdict("2021-04-22").rests_on, std::vector{concluded});
  EXPECT_EQ(start(c).at("2021-05-01"), "breach");
  approve(c.story, "2021-04-30T23:59:59+08:00");
  EXPECT_EQ(start(c).at("2021-05-01"), "pass");
  Cooperation backdated;
  approve(backdated.story, "2021-05-20");
  backdated.sign("k", "2021-05-21", from_may);
  EXPECT_EQ(start(backdated).at("2021-06-01"), "pass");
}

TEST(Start, IsShownByAnEvaluationBeforeTheTermOrTheSignature) {
  Cooperation early;
  early.sign("k", "2021-04-21", from_may);
  const Position evaluated = early.evaluate("e", "k", "realTime passed", "2021-04-25");
  EXPECT_EQ(start(early).at("2021-04-26"), "breach");
  EXPECT_EQ(start(early).verdict("2021-04-26").rests_on, std::vector{evaluated});
  Cooperation unsigned_one;
  unsigned_one.story.given("proposer proposer DraftContract",
                           R"({"contract":"k","partner":")" + partner_a +
                               R"(","terms":{"content":"x"},"text":)" + document('c') + "}");
  EXPECT_EQ(start(unsigned_one).at("2021-04-26"), "pending");
  unsigned_one.story.given("supervisor supervisor RecordEvaluation irregular for:ev1 @2021-04-25",
                           R"({"evaluation":"e","contract":"k","kind":"realTime",
                               "verdict":"passed"})");
  EXPECT_EQ(start(unsigned_one).at("2021-04-26"), "breach");
}

TEST(Start, IsNotMadeGoodByARequestAlone) {
  Cooperation c;
  request(c.story, "2021-04-20");
  c.story.given("approver approver RefuseApproval @2021-04-20", R"({"request":"r","reason":"no"})");
  c.sign("k", "2021-04-21");
  EXPECT_EQ(start(c).at("2021-06-01"), "breach");
}

TEST(Start, NeedsNothingWhereNothingIsAskedFor) {
  Cooperation c;
  c.sign("k", "2021-04-21");
  EXPECT_EQ(neg(c.story, "NEG-1").at("2021-06-01"), "not-applicable");
  EXPECT_EQ(neg(c.story, "NEG-1").under(asks(rules::Demand::filing)).at("2021-06-01"), "breach");
  rules::Rulebook without_step = approval;
  without_step.steps.fill({domain::Step::decision});
  EXPECT_EQ(neg(c.story, "NEG-1").under(without_step).at("2021-06-01"), "not-applicable");
}

TEST(Start, IsAskedAboutByTheValueAndTermOfTheContractToo) {
  Cooperation c;
  c.sign("k", "2021-04-21",
         R"({"content":"hall","start":"2021-04-21","end":"2022-04-22","valueFen":500})");
  const auto ruling = [&](std::int64_t from_fen, std::uint16_t over_months) {
    return neg(c.story, "NEG-1")
        .under(asks(rules::Demand::approval, from_fen, over_months))
        .at("2021-06-01");
  };
  EXPECT_EQ(ruling(500, 0), "breach");
  EXPECT_EQ(ruling(501, 0), "not-applicable");
  EXPECT_EQ(ruling(0, 12), "breach");
  EXPECT_EQ(ruling(0, 13), "not-applicable");
  Story large = Story::before_proposal();
  large.given("proposer proposer ProposePartnership",
              R"({"venue":"venue/palace","mode":"externalCooperation","title":"x","purpose":"x",
                  "scope":"x","estimatedValueFen":900,"candidate":")" +
                  partner_a + R"("})");
  Cooperation proposed{std::move(large)};
  proposed.sign("k", "2021-04-21");
  EXPECT_EQ(neg(proposed.story, "NEG-1").under(asks(rules::Demand::approval, 900)).at("2021-06-01"),
            "breach");
}

TEST(Start, IsPendingWhileNothingIsConcluded) {
  Cooperation c;
  EXPECT_EQ(start(c).at("2021-06-01"), "pending");
  c.story.given("proposer proposer WithdrawProposal", R"({"reason":"x"})");
  EXPECT_EQ(start(c).at("2021-06-01"), "not-applicable");
}

TEST(Start, IsUndecidedWithoutARulebookUnlessItWasApproved) {
  Cooperation c;
  c.sign("k", "2021-04-21");
  EXPECT_EQ(neg(c.story, "NEG-1").under_no_rulebook().at("2021-06-01"), "cannot-decide");
  Cooperation approved;
  approve(approved.story, "2021-04-20");
  approved.sign("k", "2021-04-21");
  EXPECT_EQ(neg(approved.story, "NEG-1").under_no_rulebook().at("2021-06-01"), "pass");
}

// A reported rule never passes and always can decide: it carries what people said, or waits.
class ReportedRule : public testing::TestWithParam<const char*> {
 protected:
  Cooperation c_;
  std::string at(std::string_view time) {
    return neg(c_.story, GetParam()).under_no_rulebook().at(time);
  }
  Position report(const std::string& rule, const std::string& about, const std::string& day) {
    c_.story.given(
        "watcher observer ReportIrregularity @" + day,
        R"({"rule":")" + rule + R"(","text":"a shop in the hall","about":[)" + about + "]}");
    return c_.story.last();
  }
};

TEST_P(ReportedRule, IsForPeopleToJudge) {
  const auto& all = rules::negative_list_rules();
  const auto rule = std::ranges::find(all, GetParam(), &rules::Rule::id);
  ASSERT_NE(rule, all.end());
  EXPECT_EQ(rule->judge, rules::Judge::reported);
  EXPECT_TRUE(rule->at_commands.empty());
}

TEST_P(ReportedRule, IsNoPassBySilence) {
  EXPECT_EQ(at("2021-06-01"), "pending");
  c_.sign("k", "2021-04-21");
  EXPECT_EQ(at("2021-06-01"), "pending");
  c_.terminate("k", "2021-07-01");
  EXPECT_EQ(at("2021-07-02"), "not-applicable");
}

TEST_P(ReportedRule, CarriesWhatIsReportedWithItsEvidence) {
  const Position proposed = c_.story.last();
  const Position reported = report(GetParam(), std::to_string(proposed.value), "2021-05-01");
  EXPECT_EQ(at("2021-05-02"), "breach");
  const auto verdict = neg(c_.story, GetParam()).verdict("2021-05-02");
  EXPECT_EQ(verdict.rests_on, (std::vector{proposed, reported}));
  EXPECT_EQ(verdict.reason.en, "person/watcher reported on 2021-05-01: \"a shop in the hall\"");
  EXPECT_EQ(verdict.reason.zh, "person/watcher 于 2021-05-01 报告：“a shop in the hall”");
}

TEST_P(ReportedRule, TakesReportsAfterTheMatterIsClosed) {
  c_.sign("k", "2021-04-21");
  c_.terminate("k", "2021-07-01");
  report(GetParam(), "", "2021-07-05");
  EXPECT_EQ(at("2021-07-06"), "breach");
}

TEST_P(ReportedRule, DoesNotTakeReportsOfOtherRules) {
  report("NEG-1", "", "2021-05-01");
  report(std::string(GetParam()) + "0", "", "2021-05-01");
  EXPECT_EQ(at("2021-05-02"), "pending");
}

TEST_P(ReportedRule, RestsOnEveryReport) {
  const Position first = report(GetParam(), "", "2021-05-01");
  const Position second = report(GetParam(), "", "2021-05-03");
  EXPECT_EQ(neg(c_.story, GetParam()).verdict("2021-05-04").rests_on, (std::vector{first, second}));
}

INSTANTIATE_TEST_SUITE_P(OfTheNegativeList, ReportedRule,
                         testing::Values("NEG-2", "NEG-3", "NEG-4", "NEG-5", "BAN-1", "BAN-2",
                                         "BAN-3"),
                         [](const auto& rule) {
                           const std::string id = rule.param;
                           return id.substr(0, 3) + id.substr(4);
                         });

TEST(NegativeList, IsInTheOrderOfTheCatalogue) {
  std::vector<std::string_view> ids;
  for (const rules::Rule& rule : rules::negative_list_rules()) ids.push_back(rule.id);
  EXPECT_EQ(ids, (std::vector<std::string_view>{"NEG-1", "NEG-2", "NEG-3", "NEG-4", "NEG-5",
                                                "BAN-1", "BAN-2", "BAN-3"}));
}

TEST(NegativeList, QuotesLongReportsShortly) {
  Story story;
  story.given("watcher observer ReportIrregularity",
              R"({"rule":"BAN-1","text":")" + std::string(5000, 'x') + R"("})");
  EXPECT_LT(neg(story, "BAN-1").verdict("2021-05-01").reason.en.size(), 300u);
}

}  // namespace
}  // namespace minutebook::test
