#include <gtest/gtest.h>

#include "tests/rules/vote_story.h"

namespace minutebook::test {
namespace {

const std::string now = "2021-06-01";

const std::string opinion = R"({"meeting":"m","text":"in favour"})";

TEST(Vote4, PassesWhenAnOpinionIsKeptAndDoesNotApplyWithoutAny) {
  Story without;
  decide(without, 4);
  EXPECT_EQ(ruling(without, "VOTE-4"), "not-applicable");
  Story story;
  convene(story);
  attend(story, {"chair", "m1"});
  story.given("m4 bodyMember FileWrittenOpinion", opinion);
  close_vote(story);
  EXPECT_EQ(ruling(story, "VOTE-4"), "pass");
}

TEST(Vote4, IsBrokenByABallotOfOneWhoWasAway) {
  Story story;
  convene(story);
  attend(story, {"chair", "m1"});
  story.given("m4 bodyMember FileWrittenOpinion", opinion);
  const Position filed = story.last();
  find_ballot(story, "m4", "for");
  const Position ballot = story.last();
  close_vote(story);
  const auto verdict = about(story, "VOTE-4").verdict(now);
  EXPECT_EQ(verdict.ruling, rules::Ruling::breach);
  EXPECT_EQ(verdict.rests_on, (std::vector{filed, ballot}));
}

TEST(Vote4, PassesWhenTheAuthorCameAfterAll) {
  Story story;
  convene(story);
  attend(story, {"chair"});
  story.given("m4 bodyMember FileWrittenOpinion", opinion);
  mark(story, "m4", "present");
  vote(story, "m4", "for");
  close_vote(story);
  EXPECT_EQ(ruling(story, "VOTE-4"), "pass");
}

void declare(Story& story, const std::string& who, const std::string& time = "2021-03-01") {
  story.given(who + " bodyMember DeclareInterest @" + time, R"({"nature":"a relative"})");
}

TEST(Vote5, IsBrokenByABallotInSpiteOfADeclaredInterest) {
  Story story;
  declare(story, "m1");
  const Position declared = story.last();
  convene(story);
  attend(story, {"m1"});
  vote(story, "m1", "for");
  const Position ballot = story.last();
  close_vote(story);
  const auto verdict = about(story, "VOTE-5").verdict(now);
  EXPECT_EQ(verdict.ruling, rules::Ruling::breach);
  EXPECT_EQ(verdict.rests_on, (std::vector{declared, ballot}));
}

TEST(Vote5, FindsAnInterestLearntLater) {
  Story story;
  decide(story, 4);
  EXPECT_EQ(ruling(story, "VOTE-5"), "not-applicable");
  declare(story, "m1", "2021-03-20");
  const auto verdict = about(story, "VOTE-5").verdict(now);
  EXPECT_EQ(verdict.ruling, rules::Ruling::breach);
  EXPECT_NE(verdict.reason.en.find("only afterwards"), std::string::npos);
}

TEST(Vote5, PassesWhenTheMemberIsRecusedOrDoesNotVote) {
  Story story;
  declare(story, "m1");
  declare(story, "m2");
  convene(story);
  attend(story, {"m1", "m2"});
  vote(story, "m1", "for");
  story.given("m1 bodyMember DeclareRecusal", R"({"meeting":"m","reason":"a relative"})");
  close_vote(story);
  EXPECT_EQ(ruling(story, "VOTE-5"), "pass");
}

TEST(Vote5, IsBrokenByABallotAfterARecusal) {
  Story story;
  convene(story);
  attend(story, {"m1"});
  story.given("m1 bodyMember DeclareRecusal", R"({"meeting":"m","reason":"a relative"})");
  find_ballot(story, "m1", "for");
  close_vote(story);
  EXPECT_EQ(ruling(story, "VOTE-5"), "breach");
}

TEST(Vote5, IsBrokenByARecusalFoundAfterTheVote) {
  Story story;
  decide(story, 4);
  story.given("supervisor supervisor DeclareRecusal irregular for:m1",
              R"({"meeting":"m","reason":"a relative"})");
  EXPECT_EQ(ruling(story, "VOTE-5"), "breach");
}

void speak(Story& story, const std::string& who) {
  const std::string role = who == "chair" ? " presidingMember" : " bodyMember";
  story.given(who + role + " MakeStatement", R"({"meeting":"m","text":"well"})");
}

TEST(Vote6, LetsThePresidingMemberSpeakAndVoteLast) {
  Story story;
  convene(story);
  attend(story, {"chair", "m1"});
  for (const char* who : {"m1", "chair"}) speak(story, who);
  for (const char* who : {"m1", "chair"}) vote(story, who, "for");
  close_vote(story);
  EXPECT_EQ(ruling(story, "VOTE-6"), "pass");
}

TEST(Vote6, IsBrokenByAStatementAfterThePresidingMembers) {
  Story story;
  convene(story);
  attend(story, {"chair", "m1"});
  speak(story, "chair");
  const Position first = story.last();
  speak(story, "m1");
  const Position second = story.last();
  close_vote(story);
  const auto verdict = about(story, "VOTE-6").verdict(now);
  EXPECT_EQ(verdict.ruling, rules::Ruling::breach);
  EXPECT_EQ(verdict.rests_on, (std::vector{first, second}));
}

TEST(Vote6, GoesByWhenBallotsOccurredNotWhenTheyWereRecorded) {
  for (const bool last : {true, false}) {
    Story story;
    convene(story);
    attend(story, {"chair", "m1"});
    const char* nine = "2021-03-01T09:00:00+08:00";
    const char* ten = "2021-03-01T10:00:00+08:00";
    vote(story, "chair", "for", last ? ten : nine);
    vote(story, "m1", "for", last ? nine : ten);
    story.given("secretary bodySecretary CloseVote @2021-03-01T11:00:00+08:00",
                R"({"meeting":"m","resolution":"approved"})");
    EXPECT_EQ(ruling(story, "VOTE-6"), last ? "pass" : "breach");
  }
}

TEST(Vote6, DoesNotApplyWhenThePresidingMemberDidNeither) {
  Story story;
  convene(story);
  attend(story, {"m1"});
  vote(story, "m1", "for");
  close_vote(story);
  EXPECT_EQ(ruling(story, "VOTE-6"), "not-applicable");
}

TEST(Vote8, IsBrokenByOneWhoIsPresentAndSilent) {
  Story story;
  convene(story);
  attend(story, {"chair", "m1"});
  const Position mark_of_m1 = story.last();
  vote(story, "chair", "for");
  close_vote(story);
  const auto& meeting = *story.matter().meeting("m");
  const auto verdict = about(story, "VOTE-8").verdict(now);
  EXPECT_EQ(verdict.ruling, rules::Ruling::breach);
  EXPECT_EQ(verdict.rests_on, (std::vector{meeting.act.position, mark_of_m1, closed_by(story)}));
}

TEST(Vote8, TakesAbsenceRecusalAndAbstentionAsPositions) {
  Story story;
  convene(story);
  attend(story, {"chair", "m1"});
  mark(story, "m2", "absent");
  story.given("m1 bodyMember DeclareRecusal", R"({"meeting":"m","reason":"a relative"})");
  vote(story, "chair", "abstain");
  close_vote(story);
  EXPECT_EQ(ruling(story, "VOTE-8"), "pass");
}

TEST(Vote8, IsBrokenByABallotAfterTheClosing) {
  Story story;
  decide(story, 4);
  const Position closing = closed_by(story);
  find_ballot(story, "m1", "against");
  const auto verdict = about(story, "VOTE-8").verdict(now);
  EXPECT_EQ(verdict.ruling, rules::Ruling::breach);
  EXPECT_EQ(verdict.rests_on, (std::vector{closing, story.last()}));
}

TEST(Vote8, IsBrokenByABallotOfOneNotEntitledOrNotPresent) {
  for (const char* who : {"gone", "m4"}) {
    Story story;
    convene(story);
    attend(story, {"gone"});
    find_ballot(story, who, "for");
    close_vote(story);
    EXPECT_EQ(ruling(story, "VOTE-8"), "breach") << who;
  }
}

}  // namespace
}  // namespace minutebook::test
