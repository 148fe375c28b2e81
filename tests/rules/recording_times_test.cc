#include <gtest/gtest.h>

#include "ledger/rules/catalogue.h"
#include "ledger/rules/judge.h"
#include "tests/rules/cooperation.h"

namespace minutebook::test {
namespace {

Asked rec(Story& story, std::string_view id) { return asked(story, rules::recording_rules(), id); }

const std::string study = R"({"necessity":"x","feasibility":"x","conclusion":"favourable"})";

/// A study recorded so many hours after it was made.
Story studied(int hours, const std::string& how = "proposer proposer RecordStudy") {
  Story story;
  story.recorded_after(std::chrono::hours(hours));
  story.given(how, study);
  return story;
}

// A matter always has events and each is judged when it is recorded: REC-1 is never pending and
// always applies.

TEST(RecordingDelay, IsAtMostTheHoursOfTheRulebook) {
  Story in_time = studied(72);
  EXPECT_EQ(rec(in_time, "REC-1").at("2021-04-01"), "pass");
  EXPECT_EQ(rec(in_time, "REC-1").verdict("2021-04-01").rests_on, std::vector{in_time.last()});
  Story late = studied(73);
  EXPECT_EQ(rec(late, "REC-1").at("2021-04-01"), "breach");
  EXPECT_EQ(rec(late, "REC-1").verdict("2021-04-01").rests_on, std::vector{late.last()});
  rules::Rulebook rulebook;
  rulebook.numbers[static_cast<std::size_t>(rules::Number::recording_hours)] = 73;
  EXPECT_EQ(rec(late, "REC-1").under(rulebook).at("2021-04-01"), "pass");
}

/// The ruling when the study was recorded so many nanoseconds after 72 hours had passed.
rules::Ruling ruling_past_limit(std::int64_t ns) {
  Story story = studied(72);
  domain::Partnership matter = story.matter();
  matter.stamps.back().recorded_at.ns += ns;
  rules::Rulebooks rulebooks;
  rulebooks.add({Subject::from_stored("rulebook/test"),
                 1,
                 std::nullopt,
                 parse_day("2000-01-01").value(),
                 Position{0},
                 {}});
  const rules::Landscape nothing;
  const rules::Scene scene{story.world().directory(), rulebooks, nothing,
                           parse_time("2021-04-01T00:00:00Z").value().instant};
  const auto group = rules::recording_rules();
  return rules::judge(group.front(), scene, Subject::from_stored(Story::subject), matter).ruling;
}

TEST(RecordingDelay, IsExactToTheNanosecond) {
  EXPECT_EQ(ruling_past_limit(-1), rules::Ruling::pass);
  EXPECT_EQ(ruling_past_limit(0), rules::Ruling::pass);
  EXPECT_EQ(ruling_past_limit(1), rules::Ruling::breach);
}

TEST(RecordingDelay, CountsIrregularEntries) {
  Story story = studied(100, "supervisor supervisor RecordStudy irregular for:proposer");
  EXPECT_EQ(rec(story, "REC-1").at("2021-04-01"), "breach");
}

TEST(RecordingDelay, DoesNotCountRefusedCommands) {
  Story story;
  story.recorded_after(std::chrono::hours(100));
  ASSERT_EQ(story.when("nobody proposer RecordStudy", study), "REC-4!");
  EXPECT_EQ(rec(story, "REC-1").at("2021-04-01"), "pass");
}

TEST(RecordingDelay, NamesEveryLateEventAndTheTimesOfTheFirst) {
  Story story = studied(80);
  const Position first = story.last();
  story.recorded_after(std::chrono::hours(1));
  story.given("proposer proposer RecordStudy", study);
  story.recorded_after(std::chrono::hours(90));
  story.given("proposer proposer RecordStudy", study);
  const auto verdict = rec(story, "REC-1").verdict("2021-04-01");
  EXPECT_EQ(verdict.rests_on, (std::vector{first, story.last()}));
  EXPECT_EQ(verdict.reason.en,
            "recorded later than 72 hours after they occurred: 2; the first, at position " +
                std::to_string(first.value) +
                ", occurred at 2021-03-01T09:00:00+08:00 and was recorded at "
                "2021-03-04T17:00:00+08:00");
}

TEST(RecordingDelay, HasNoLimitWithoutARulebook) {
  Story story = studied(100);
  EXPECT_EQ(rec(story, "REC-1").under_no_rulebook().at("2021-04-01"), "cannot-decide");
}

// REC-2 can always decide: the times are in every event, and without a rulebook all steps count.

Asked order_of(Cooperation& c) { return rec(c.story, "REC-2"); }

Position study_on(Cooperation& c, const std::string& day) {
  c.story.given("proposer proposer RecordStudy @" + day, study);
  return c.story.last();
}

Position resolve_on(Cooperation& c, const std::string& day, bool adopt = true) {
  const std::string id = "m" + day.substr(0, 10);
  c.story.given("secretary bodySecretary ConveneMeeting @" + day,
                R"({"meeting":")" + id + R"(","body":"body/group","form":"inPerson",
                    "heldAt":")" +
                    day.substr(0, 10) + R"(T08:00:00+08:00","agenda":["hall"],
                    "presiding":"person/chair"})");
  std::string present;
  for (const char* who : {"chair", "m1", "m2", "m3", "m4"}) {
    present += (present.empty() ? "" : ",") + (R"({"person":"person/)" + std::string(who)) +
               R"(","presence":"present"})";
  }
  c.story.given("secretary bodySecretary RecordAttendance @" + day,
                R"({"meeting":")" + id + R"(","entries":[)" + present + "]}");
  for (const char* who : {"m1", "m2", "m3", "m4"}) {
    c.story.given(
        std::string(who) + " bodyMember CastBallot @" + day,
        R"({"meeting":")" + id + R"(","choice":")" + (adopt ? "for" : "against") + R"("})");
  }
  c.story.given("secretary bodySecretary CloseVote @" + day,
                R"({"meeting":")" + id + R"(","resolution":"the hall"})");
  return c.story.last();
}

Position approve_on(Cooperation& c, const std::string& day) {
  c.story.given("proposer proposer RequestApproval @" + day,
                R"({"request":"r","authority":"organization/province","summary":"hall"})");
  c.story.given("approver approver GrantApproval @" + day, R"({"request":"r"})");
  return c.story.last();
}

Position announce_on(Cooperation& c, const std::string& day) {
  c.story.given("team selectionTeam AnnounceSelection @" + day,
                R"({"selection":"s","method":"publicRecruitment","places":1,
                    "deadline":"2021-12-01T12:00:00+08:00",
                    "criteria":[{"name":"service","maxPoints":6000}]})");
  return c.story.last();
}

TEST(OrderOfSteps, IsThatOfTheProcedure) {
  Cooperation c;
  study_on(c, "2021-04-01");
  resolve_on(c, "2021-04-02");
  approve_on(c, "2021-04-03");
  announce_on(c, "2021-04-04");
  c.sign("k", "2021-04-05");
  c.evaluate("e", "k", "interim passed", "2021-04-06");
  EXPECT_EQ(order_of(c).at("2021-05-01"), "pass");
  EXPECT_EQ(order_of(c).verdict("2021-05-01").rests_on.size(), 6u);
}

TEST(OrderOfSteps, IsBrokenByWhatCameBeforeAnEarlierStep) {
  Cooperation c;
  const Position concluded = c.sign("k", "2021-04-05");
  const Position granted = approve_on(c, "2021-04-06");
  EXPECT_EQ(order_of(c).at("2021-05-01"), "breach");
  EXPECT_EQ(order_of(c).verdict("2021-05-01").rests_on, (std::vector{concluded, granted}));
  EXPECT_EQ(order_of(c).verdict("2021-05-01").reason.en,
            "the signing of the contract (2021-04-05T09:00:00+08:00) came before the approval "
            "(2021-04-06T09:00:00+08:00)");
}

TEST(OrderOfSteps, LooksAtEachPairEvenWithStepsBetweenMissing) {
  const auto ruling = [](auto earlier, auto later) {
    Cooperation c;
    later(c, "2021-04-05");
    earlier(c, "2021-04-06");
    return order_of(c).at("2021-05-01");
  };
  const auto study_step = [](Cooperation& c, const std::string& day) { study_on(c, day); };
  const auto decision = [](Cooperation& c, const std::string& day) { resolve_on(c, day); };
  const auto approval = [](Cooperation& c, const std::string& day) { approve_on(c, day); };
  const auto selection = [](Cooperation& c, const std::string& day) { announce_on(c, day); };
  const auto signing = [](Cooperation& c, const std::string& day) { c.sign("k", day); };
  EXPECT_EQ(ruling(study_step, decision), "breach");
  EXPECT_EQ(ruling(study_step, signing), "breach");
  EXPECT_EQ(ruling(decision, approval), "breach");
  EXPECT_EQ(ruling(decision, selection), "breach");
  EXPECT_EQ(ruling(approval, selection), "breach");
  EXPECT_EQ(ruling(selection, signing), "breach");
}

TEST(OrderOfSteps, RestsOnEveryStepThatCameTooEarly) {
  Cooperation c;
  const Position concluded = c.sign("k", "2021-04-05");
  const Position evaluated = c.evaluate("e", "k", "interim passed", "2021-04-06");
  const Position studied_at = study_on(c, "2021-04-07");
  EXPECT_EQ(order_of(c).verdict("2021-05-01").rests_on,
            (std::vector{concluded, evaluated, studied_at}));
}

TEST(OrderOfSteps, LetsStepsHappenAtOneMoment) {
  Cooperation c;
  c.sign("k", "2021-04-05T10:00:00+08:00");
  approve_on(c, "2021-04-05T10:00:00+08:00");
  EXPECT_EQ(order_of(c).at("2021-05-01"), "pass");
  Cooperation later;
  later.sign("k", "2021-04-05T10:00:00+08:00");
  approve_on(later, "2021-04-05T10:00:00.000000001+08:00");
  EXPECT_EQ(order_of(later).at("2021-05-01"), "breach");
}

TEST(OrderOfSteps, GoesByTheFirstFactOfAStep) {
  Cooperation c;
  study_on(c, "2021-04-01");
  resolve_on(c, "2021-04-02");
  study_on(c, "2021-04-03");
  EXPECT_EQ(order_of(c).at("2021-05-01"), "pass");
}

TEST(OrderOfSteps, TakesNoRejectionOrRefusalForAStep) {
  Cooperation c;
  resolve_on(c, "2021-04-01", false);
  c.story.given("proposer proposer RequestApproval @2021-04-01",
                R"({"request":"q","authority":"organization/province","summary":"hall"})");
  c.story.given("approver approver RefuseApproval @2021-04-01", R"({"request":"q","reason":"no"})");
  study_on(c, "2021-04-02");
  EXPECT_EQ(order_of(c).at("2021-05-01"), "pending");
}

TEST(OrderOfSteps, LeavesOutStepsThatTheModeDoesNotRequire) {
  Cooperation c;
  c.sign("k", "2021-04-05");
  approve_on(c, "2021-04-06");
  rules::Rulebook rulebook;
  rulebook.steps.fill({domain::Step::study, domain::Step::signing, domain::Step::evaluation});
  EXPECT_EQ(order_of(c).under(rulebook).at("2021-05-01"), "pending");
  EXPECT_EQ(order_of(c).under_no_rulebook().at("2021-05-01"), "breach");
}

TEST(OrderOfSteps, NeedsTwoStepsToCompare) {
  Cooperation c;
  EXPECT_EQ(order_of(c).at("2021-05-01"), "pending");
  const Position concluded = c.sign("k", "2021-04-05");
  EXPECT_EQ(order_of(c).at("2021-05-01"), "pending");
  EXPECT_EQ(order_of(c).verdict("2021-05-01").rests_on, std::vector{concluded});
  c.terminate("k", "2021-04-20");
  EXPECT_EQ(order_of(c).at("2021-05-01"), "not-applicable");
}

}  // namespace
}  // namespace minutebook::test
