#include "ledger/rules/examiner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "tests/support/story.h"

/// What the examiner makes of rulings over time, with rules of the test's own: their rulings follow
/// from the matter's statements and the clock alone.
namespace minutebook::rules {
namespace {

using test::command;
using test::Story;

constexpr std::int64_t hour = 3'600'000'000'000;

Verdict odd_statements(const Question& question) {
  std::vector<Position> said;
  for (const domain::Meeting& meeting : question.matter.meetings) {
    for (const domain::Statement& statement : meeting.statements) {
      said.push_back(statement.act.position);
    }
  }
  if (said.empty()) return pending("nobody spoke", "无人发言", {});
  return said.size() % 2 == 1 ? breach("odd", "单数", said) : pass("even", "双数", said);
}

/// A proposal has to be studied within an hour.
Verdict studied_within_an_hour(const Question& question) {
  const auto& act = question.matter.proposals.front().act;
  const Instant due{act.occurred_at.instant.ns + hour};
  for (const domain::Study& study : question.matter.studies) {
    if (study.act.occurred_at.instant < due) {
      return pass("studied", "已论证", {study.act.position});
    }
  }
  if (question.scene.now < due) {
    return pending_until(due, "to be studied", "待论证", {act.position});
  }
  return breach("not studied in time", "未按时论证", {act.position});
}

const std::array<Rule, 2> rules_of_the_test{{
    {.id = "T-1", .title_en = "even", .title_zh = "双", .of_matter = odd_statements},
    {.id = "T-2", .title_en = "in time", .title_zh = "按时", .of_matter = studied_within_an_hour},
}};

/// The story's whole log before the rules of the test.
Examiner examined(const Story& story, ExaminerOptions options = {.rules = rules_of_the_test}) {
  options.rules = rules_of_the_test;
  Examiner examiner(std::move(options));
  for (std::uint64_t p = 0; p < story.world().size(); ++p) {
    examiner.observe(story.world().event(Position{p}));
  }
  return examiner;
}

Instant at(const char* time) { return parse_time(time).value().instant; }

const Instant much_later = at("2031-01-01T00:00:00+08:00");

std::vector<std::string> rules_in(const std::vector<Finding>& findings) {
  std::vector<std::string> ids;
  for (const Finding& finding : findings) ids.emplace_back(finding.rule);
  return ids;
}

Story in_a_meeting() {
  Story story;  // proposed on 2021-03-01 at 09:00
  story.given("proposer proposer RecordStudy @2021-03-01T09:30:00+08:00",
              R"({"necessity":"n","feasibility":"f","conclusion":"favourable"})");
  story.given("secretary bodySecretary ConveneMeeting @2021-03-01T10:00:00+08:00",
              R"({"meeting":"m","body":"body/group","form":"inPerson","agenda":["hall"],
                  "heldAt":"2021-03-01T11:00:00+08:00","presiding":"person/chair"})");
  story.given("secretary bodySecretary RecordAttendance @2021-03-01T11:00:00+08:00",
              R"({"meeting":"m","entries":[{"person":"person/m1","presence":"present"}]})");
  return story;
}

void speak(Story& story) {
  story.given("m1 bodyMember MakeStatement @2021-03-01T11:30:00+08:00",
              R"({"meeting":"m","text":"well"})");
}

TEST(Examiner, DatesABreachFromTheEventThatMadeItOne) {
  Story story = in_a_meeting();
  speak(story);
  const auto findings = examined(story).findings(much_later);
  ASSERT_THAT(rules_in(findings), testing::ElementsAre("T-1"));
  EXPECT_EQ(findings[0].first, story.last());
  EXPECT_EQ(findings[0].since, at("2021-03-01T11:30:00+08:00"));
  EXPECT_EQ(findings[0].status(), FindingStatus::open);
}

TEST(Examiner, EndsAFindingWithTheLastEventAfterWhichItHeld) {
  Story story = in_a_meeting();
  speak(story);
  const Position broken = story.last();
  story.given("proposer proposer AttachDocument @2021-03-01T11:31:00+08:00",
              R"({"document":)" + test::document('a') + "}");
  const Position held = story.last();
  speak(story);
  const auto findings = examined(story).findings(much_later);
  ASSERT_THAT(rules_in(findings), testing::ElementsAre("T-1"));
  EXPECT_EQ(findings[0].status(), FindingStatus::ended);
  EXPECT_EQ(findings[0].first, broken);
  EXPECT_EQ(findings[0].last, held);
}

TEST(Examiner, FindsTheSameBreachAnewAfterItEnded) {
  Story story = in_a_meeting();
  for (int i = 0; i < 3; ++i) speak(story);
  const auto findings = examined(story).findings(much_later);
  ASSERT_THAT(rules_in(findings), testing::ElementsAre("T-1", "T-1"));
  EXPECT_EQ(findings[0].status(), FindingStatus::ended);
  EXPECT_EQ(findings[1].status(), FindingStatus::open);
}

TEST(Examiner, LetsADeadlinePassWithoutAnyEvent) {
  const Story story;
  const Examiner examiner = examined(story);
  const Instant due = at("2021-03-01T10:00:00+08:00");
  EXPECT_TRUE(examiner.findings(Instant{due.ns - 1}).empty());
  const auto findings = examiner.findings(due);
  ASSERT_THAT(rules_in(findings), testing::ElementsAre("T-2"));
  EXPECT_EQ(findings[0].since, due);
  EXPECT_EQ(examiner.findings(much_later)[0].since, due);
}

TEST(Examiner, DatesADeadlineThatPassedBetweenTwoEvents) {
  Story story;
  const Position proposed = story.last();
  story.given("proposer proposer RecordStudy @2021-03-05",
              R"({"necessity":"n","feasibility":"f","conclusion":"favourable"})");
  const auto findings = examined(story).findings(much_later);
  ASSERT_THAT(rules_in(findings), testing::ElementsAre("T-2"));
  EXPECT_EQ(findings[0].first, proposed);
  EXPECT_EQ(findings[0].since, at("2021-03-01T10:00:00+08:00"));
}

TEST(Examiner, JudgesAHistoryRecordedLongAfterwardsAsItHappened) {
  // Recorded in 2031 or at once: the same findings, none of them only for having been recorded
  // late.
  Story story = in_a_meeting();
  EXPECT_TRUE(examined(story).findings(much_later).empty());
}

TEST(Examiner, ListsWhatFallsDueUntilItDoes) {
  const Story story;
  const Examiner examiner = examined(story);
  const auto items = examiner.open_items(at("2021-03-01T09:10:00+08:00"));
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(items[0].rule, "T-2");
  EXPECT_EQ(items[0].due, at("2021-03-01T10:00:00+08:00"));
  EXPECT_TRUE(examiner.open_items(much_later).empty());
}

TEST(Examiner, TellsEachChangeOfARuling) {
  std::vector<std::string> told;
  Story story = in_a_meeting();
  speak(story);
  speak(story);
  examined(story, {.on_change = [&](const RulingChange& change) {
             told.push_back(std::string(change.rule->id) + " " +
                            std::string(name_of(change.before)) + " " +
                            std::string(name_of(change.verdict.ruling)));
           }});
  EXPECT_THAT(told,
              testing::ElementsAre("T-1 not-applicable pending", "T-2 not-applicable pending",
                                   "T-2 pending pass", "T-1 pending breach", "T-1 breach pass"));
}

TEST(Examiner, ComesToWhatALookFromScratchComesTo) {
  Story story = in_a_meeting();
  for (int i = 0; i < 3; ++i) speak(story);
  EXPECT_EQ(examined(story).differences_from_scratch(much_later), 0u);
  // A rule that says it is changed by one kind of event only, and is not, is found out.
  auto wrong = rules_of_the_test;
  constexpr std::array never{schema::EventBody::ASSETS_SETTLED};
  wrong[0].changed_by = never;
  Examiner examiner({.rules = wrong});
  for (std::uint64_t p = 0; p < story.world().size(); ++p) {
    examiner.observe(story.world().event(Position{p}));
  }
  EXPECT_EQ(examiner.differences_from_scratch(much_later), 1u);
}

/// A rule about master data alone.
Verdict nobody_new(const Question& question) {
  const Position shown = question.proposal().act.position;
  const auto* newcomer =
      question.scene.directory.principal(Subject::from_stored("person/newcomer"));
  return newcomer == nullptr ? pass("nobody", "无", {shown}) : breach("somebody", "有", {shown});
}

TEST(Examiner, DatesWhatMasterDataBroughtFromTheMattersLastEvent) {
  const std::array<Rule, 1> rules{
      {{.id = "T-3", .title_en = "none", .title_zh = "无", .of_matter = nobody_new}}};
  Story story;
  const Position proposed = story.last();
  const auto found = [&](Instant now) {
    Examiner examiner({.rules = rules});
    for (std::uint64_t p = 0; p < story.world().size(); ++p) {
      examiner.observe(story.world().event(Position{p}));
    }
    return examiner.findings(now);
  };
  EXPECT_TRUE(found(much_later).empty());
  story.given_command(
      command("security securityAdministrator RegisterPrincipal person/newcomer @2021-05-01",
              R"({"title":"newcomer","organization":"organization/city"})"));
  for (const Instant now : {at("2021-06-01T00:00:00+08:00"), much_later}) {
    const auto findings = found(now);
    ASSERT_THAT(rules_in(findings), testing::ElementsAre("T-3"));
    EXPECT_EQ(findings[0].since, at("2021-03-01T09:00:00+08:00")) << "whenever it is asked";
    EXPECT_EQ(findings[0].first, proposed);
  }
}

TEST(Examiner, AsksOnlyAboutTheMatterThatIsWanted) {
  Story story = in_a_meeting();
  speak(story);
  const Subject other = Subject::from_stored("partnership/other");
  EXPECT_TRUE(examined(story, {.only = other}).findings(much_later).empty());
  const Subject matter = Subject::from_stored(Story::subject);
  EXPECT_EQ(examined(story, {.only = matter}).findings(much_later).size(), 1u);
}

class Resolved : public testing::Test {
 protected:
  Story story_ = in_a_meeting();
  void decide(const std::string& type, const std::string& rule, std::uint64_t about) {
    if (!opened_) {
      story_.given_command(command("inspector2 inspector OpenInspection inspection/case",
                                   R"({"title":"hall","authority":"letter 1",
                                       "organization":"organization/city",
                                       "inspectors":["person/inspector2"],
                                       "scope":["partnership/pilot"]})"));
      opened_ = true;
    }
    story_.given_command(command("inspector2 inspector " + type + " inspection/case",
                                 R"({"rule":")" + rule +
                                     R"(","concerns":"partnership/pilot","reason":"heard",
            "about":[)" + std::to_string(about) +
                                     "]}"));
  }

 private:
  bool opened_ = false;
};

TEST_F(Resolved, IsDismissedByTheInspectorWhoNamesItsEvents) {
  speak(story_);
  decide("DismissFinding", "T-1", story_.last().value);
  const auto findings = examined(story_).findings(much_later);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].status(), FindingStatus::dismissed);
  EXPECT_EQ(findings[0].resolution->reason, "heard");
}

TEST_F(Resolved, IsConfirmedThoughItEnded) {
  speak(story_);
  const std::uint64_t about = story_.last().value;
  speak(story_);
  decide("ConfirmFinding", "T-1", about);
  EXPECT_EQ(examined(story_).findings(much_later).at(0).status(), FindingStatus::confirmed);
}

TEST_F(Resolved, IsNotMovedByADecisionAboutAnotherRuleOrOtherEvents) {
  speak(story_);
  decide("DismissFinding", "T-2", story_.last().value);
  decide("DismissFinding", "T-1", 0);
  EXPECT_EQ(examined(story_).findings(much_later).at(0).status(), FindingStatus::open);
}

}  // namespace
}  // namespace minutebook::rules
