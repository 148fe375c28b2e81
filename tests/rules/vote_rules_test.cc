#include <gtest/gtest.h>

#include "ledger/rules/catalogue.h"
#include "tests/rules/vote_story.h"

namespace minutebook::test {
namespace {

const std::string now = "2021-06-01";

void set(rules::Rulebook& rulebook, rules::Fraction fraction, rules::Share share) {
  rulebook.fractions.at(static_cast<std::size_t>(fraction)) = share;
}

rules::Rulebook without_decision() {
  rules::Rulebook rulebook;
  rulebook.steps.fill({domain::Step::study});
  return rulebook;
}

TEST(VoteRules, ArePendingUntilTheVoteIsClosed) {
  Story story;
  for (const rules::Rule& rule : rules::vote_rules()) {
    EXPECT_EQ(ruling(story, rule.id), "pending") << rule.id << ": nothing convened";
  }
  convene(story);
  attend(story, {"chair"});
  for (const rules::Rule& rule : rules::vote_rules()) {
    EXPECT_EQ(ruling(story, rule.id), "pending") << rule.id << ": vote open";
  }
}

TEST(VoteRules, DoNotApplyWhereTheModeNeedsNoDecision) {
  Story story;
  for (const rules::Rule& rule : rules::vote_rules()) {
    EXPECT_EQ(about(story, rule.id).under(without_decision()).at(now), "not-applicable") << rule.id;
  }
}

TEST(VoteRules, AskForARulebookOnlyWhereTheyHaveParameters) {
  Story story;
  decide(story, 4);
  for (const char* id : {"VOTE-1", "VOTE-2", "VOTE-3", "VOTE-9", "VOTE-10"}) {
    EXPECT_EQ(about(story, id).under_no_rulebook().at(now), "cannot-decide") << id;
  }
  for (const char* id : {"VOTE-6", "VOTE-7", "VOTE-8"}) {
    EXPECT_EQ(about(story, id).under_no_rulebook().at(now), "pass") << id;
  }
}

TEST(VoteRules, LeaveOutAMeetingThatWasGivenUp) {
  Story story;
  convene(story, {.id = "first"});
  decide(story, 4);
  EXPECT_EQ(ruling(story, "VOTE-8"), "pass");
  convene(story, {.id = "next"});
  EXPECT_EQ(ruling(story, "VOTE-8"), "pending");
}

TEST(Vote1, GoesByTheKindOfBodyAtItsLevel) {
  Story story;
  decide(story, 4);
  const auto& meeting = *story.matter().meeting("m");
  EXPECT_EQ(ruling(story, "VOTE-1"), "pass");
  rules::Rulebook strict;
  const auto city = static_cast<std::size_t>(schema::OrganizationLevel::CITY);
  strict.bodies.at(city) = {schema::BodyKind::STANDING_COMMITTEE};
  const auto verdict = about(story, "VOTE-1").under(strict).verdict(now);
  EXPECT_EQ(verdict.ruling, rules::Ruling::breach);
  EXPECT_EQ(verdict.rests_on,
            (std::vector{meeting.act.position, meeting.closings.at(0).act.position}));
  rules::Rulebook elsewhere;
  elsewhere.bodies.at(static_cast<std::size_t>(schema::OrganizationLevel::COUNTY)) = {};
  EXPECT_EQ(about(story, "VOTE-1").under(elsewhere).at(now), "pass");
}

TEST(Vote1, IsBrokenByABodyThatDoesNotAnswerForTheVenue) {
  Story story;
  story.given("supervisor supervisor ConveneMeeting irregular",
              R"({"meeting":"m","body":"body/strangers","form":"inPerson",
                  "heldAt":"2021-03-01T09:00:00+08:00","agenda":["x"],
                  "presiding":"person/stranger"})");
  story.given("supervisor supervisor CloseVote irregular", R"({"meeting":"m","resolution":"x"})");
  rules::Rulebook all;
  all.bodies.at(static_cast<std::size_t>(schema::OrganizationLevel::CITY))
      .insert(schema::BodyKind::OTHER);
  EXPECT_EQ(about(story, "VOTE-1").under(all).at(now), "breach");
}

TEST(Vote1, IsBrokenWhenTheMatterMovesOnWithoutAnAdoption) {
  Story story;
  const Position proposed = story.last();
  story.given("team selectionTeam AnnounceSelection",
              R"({"selection":"s","method":"publicRecruitment","places":1,
                  "deadline":"2021-04-01T12:00:00+08:00",
                  "criteria":[{"name":"service","maxPoints":10000}]})");
  const auto verdict = about(story, "VOTE-1").verdict(now);
  EXPECT_EQ(verdict.ruling, rules::Ruling::breach);
  EXPECT_EQ(verdict.rests_on, (std::vector{proposed, story.last()}));
  EXPECT_EQ(ruling(story, "VOTE-2"), "not-applicable");
  decide(story, 3);
  EXPECT_EQ(ruling(story, "VOTE-1"), "breach") << "it was rejected";
}

TEST(Vote2, NeedsMoreThanTheShareOfTheEntitled) {
  Story half;
  convene(half);
  attend(half, {"chair", "m1", "m2"});
  close_vote(half);
  const auto verdict = about(half, "VOTE-2").verdict(now);
  EXPECT_EQ(verdict.ruling, rules::Ruling::breach) << "three of six are exactly half";
  EXPECT_EQ(verdict.rests_on.size(), 5u) << "convened, closed and three marks";
  Story more;
  convene(more);
  attend(more, {"chair", "m1", "m2", "m3", "nobody"});
  close_vote(more);
  EXPECT_EQ(ruling(more, "VOTE-2"), "pass");
}

TEST(Vote2, CountsOnlyMembersOfTheDay) {
  Story story;
  convene(story);
  attend(story, {"chair", "m1", "m2", "gone", "nobody"});
  close_vote(story);
  EXPECT_EQ(ruling(story, "VOTE-2"), "breach");
}

TEST(Vote2, LooksAtAttendanceAsItWasAtTheClosing) {
  Story left;
  convene(left);
  attend(left, {"chair", "m1", "m2", "m3"});
  mark(left, "m3", "absent");
  close_vote(left);
  EXPECT_EQ(ruling(left, "VOTE-2"), "breach");
  left.given("supervisor supervisor RecordAttendance irregular for:m3",
             R"({"meeting":"m","entries":[{"person":"person/m3","presence":"present"}]})");
  EXPECT_EQ(ruling(left, "VOTE-2"), "breach") << "recorded after the closing";
}

TEST(Vote2, AsksMoreOfMajorMeetings) {
  rules::Rulebook rulebook;
  set(rulebook, rules::Fraction::major_quorum, {2, 3});
  for (const bool major : {false, true}) {
    Story story;
    convene(story, {.major = major});
    attend(story, {"chair", "m1", "m2", "m3"});
    close_vote(story);
    EXPECT_EQ(about(story, "VOTE-2").under(rulebook).at(now), major ? "breach" : "pass");
    Story one_more;
    convene(one_more, {.major = major});
    attend(one_more, {"chair", "m1", "m2", "m3", "m4"});
    close_vote(one_more);
    EXPECT_EQ(about(one_more, "VOTE-2").under(rulebook).at(now), "pass");
  }
}

TEST(Vote3, NeedsMoreAyesThanTheShareOfTheEntitled) {
  rules::Rulebook rulebook;
  set(rulebook, rules::Fraction::major_majority, {2, 3});
  Story four;
  decide(four, 4, {.major = true});
  EXPECT_EQ(about(four, "VOTE-3").under(rulebook).at(now), "breach") << "exactly two thirds";
  EXPECT_EQ(ruling(four, "VOTE-3"), "pass");
  Story five;
  decide(five, 5, {.major = true});
  EXPECT_EQ(about(five, "VOTE-3").under(rulebook).at(now), "pass");
  Story ordinary;
  decide(ordinary, 4);
  EXPECT_EQ(about(ordinary, "VOTE-3").under(rulebook).at(now), "pass");
  Story rejected;
  decide(rejected, 3);
  EXPECT_EQ(ruling(rejected, "VOTE-3"), "pass");
}

TEST(Vote3, IsBrokenByADeclaredOutcomeThatContradictsTheBallots) {
  for (const bool adopted : {true, false}) {
    Story story;
    convene(story);
    attend(story, {"m1", "m2", "m3", "m4"});
    for (const char* who : {"m1", "m2", "m3"}) vote(story, who, "for");
    if (!adopted) vote(story, "m4", "for");
    story.given("supervisor supervisor CloseVote irregular",
                std::string(R"({"meeting":"m","resolution":"x","declared":")") +
                    (adopted ? "adopted" : "rejected") + R"("})");
    const auto verdict = about(story, "VOTE-3").verdict(now);
    EXPECT_EQ(verdict.ruling, rules::Ruling::breach) << adopted;
    EXPECT_EQ(verdict.rests_on.back(), story.last());
  }
}

}  // namespace
}  // namespace minutebook::test
