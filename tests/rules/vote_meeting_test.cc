#include <gtest/gtest.h>

#include "tests/rules/vote_story.h"

namespace minutebook::test {
namespace {

const std::string now = "2021-06-01";

void set(rules::Rulebook& rulebook, rules::Number number, std::int64_t value) {
  rulebook.numbers.at(static_cast<std::size_t>(number)) = value;
}

TEST(Vote7, IsBrokenByCirculationOnly) {
  for (const char* form : {"inPerson", "video", "circulation"}) {
    Story story;
    decide(story, 4, {.form = form});
    const bool circulated = form == std::string("circulation");
    EXPECT_EQ(ruling(story, "VOTE-7"), circulated ? "breach" : "pass") << form;
  }
}

TEST(Vote9, NeedsNoticeSoManyDaysAhead) {
  const auto at = [](const std::string& notice, std::int64_t days) {
    Story story;
    decide(story, 4, {.notice = notice});
    rules::Rulebook rulebook;
    set(rulebook, rules::Number::notice_days, days);
    return about(story, "VOTE-9").under(rulebook).at(now);
  };
  EXPECT_EQ(at("2021-02-26T23:59:59+08:00", 3), "pass");
  EXPECT_EQ(at("2021-02-27T00:00:00+08:00", 3), "breach");
  EXPECT_EQ(at("2021-02-26T16:00:00Z", 3), "breach") << "the 27th in the ledger's zone";
  EXPECT_EQ(at("2021-02-27T00:00:00+08:00", 2), "pass");
  EXPECT_EQ(at("", 3), "cannot-decide");
}

TEST(Vote9, NeedsMaterials) {
  Story story;
  decide(story, 4, {.materials = ""});
  EXPECT_EQ(ruling(story, "VOTE-9"), "breach");
}

TEST(Vote9, IsBrokenByAMaterialReplacedBeforeTheVoteOnly) {
  const auto attach = [](Story& story, char letter, const std::string& title) {
    story.given("proposer proposer AttachDocument", R"({"document":{"digest":")" +
                                                        std::string(64, letter) + R"(","title":")" +
                                                        title + R"("}})");
  };
  Story story;
  convene(story);
  attach(story, 'a', "document a");
  attach(story, 'b', "document b");
  attend(story, {"chair"});
  close_vote(story);
  attach(story, 'c', "document a");
  EXPECT_EQ(ruling(story, "VOTE-9"), "pass");
  Story swapped;
  convene(swapped);
  const Position convened = swapped.last();
  attach(swapped, 'c', "document a");
  const Position attached = swapped.last();
  attend(swapped, {"chair"});
  close_vote(swapped);
  const auto verdict = about(swapped, "VOTE-9").verdict(now);
  EXPECT_EQ(verdict.ruling, rules::Ruling::breach);
  EXPECT_EQ(verdict.rests_on, (std::vector{convened, attached}));
}

/// chair and m1 present and voted; a week to sign: up to and including 2021-03-08.
Story voted() {
  Story story;
  convene(story);
  attend(story, {"chair", "m1"});
  vote(story, "m1", "for");
  vote(story, "chair", "for");
  close_vote(story);
  return story;
}

TEST(Vote10, PassesWhenAllPresentSignedTheSameMinutesByTheLastDay) {
  Story story = voted();
  sign(story, "chair", 'c', "2021-03-02");
  sign(story, "m1", 'c', "2021-03-08T23:59:59+08:00");
  EXPECT_EQ(ruling(story, "VOTE-10"), "pass");
}

TEST(Vote10, IsPendingUntilTheDayAfterTheLastAndThenBroken) {
  Story story = voted();
  sign(story, "chair", 'c', "2021-03-02");
  EXPECT_EQ(about(story, "VOTE-10").at("2021-03-08T23:59:59+08:00"), "pending");
  EXPECT_EQ(about(story, "VOTE-10").due_at("2021-03-08"), "2021-03-09T00:00:00+08:00");
  EXPECT_EQ(about(story, "VOTE-10").at("2021-03-09"), "breach");
}

TEST(Vote10, IsBrokenByASignatureOneDayLateUnlessTheRulebookGivesIt) {
  Story story = voted();
  sign(story, "chair", 'c', "2021-03-02");
  const Position early = story.last();
  sign(story, "m1", 'c', "2021-03-09T00:00:00+08:00");
  const auto verdict = about(story, "VOTE-10").verdict(now);
  EXPECT_EQ(verdict.ruling, rules::Ruling::breach);
  const Position convened = story.matter().meeting("m")->act.position;
  EXPECT_EQ(verdict.rests_on, (std::vector{convened, closed_by(story), early, story.last()}));
  rules::Rulebook rulebook;
  set(rulebook, rules::Number::minutes_days, 8);
  EXPECT_EQ(about(story, "VOTE-10").under(rulebook).at(now), "pass");
}

TEST(Vote10, IsBrokenByMinutesThatDifferWhenTheTimeIsOver) {
  Story story = voted();
  sign(story, "chair", 'c', "2021-03-02");
  sign(story, "m1", 'd', "2021-03-02");
  EXPECT_EQ(about(story, "VOTE-10").at("2021-03-08"), "pending");
  EXPECT_EQ(about(story, "VOTE-10").at("2021-03-09"), "breach");
  sign(story, "m1", 'c', "2021-03-03");
  EXPECT_EQ(ruling(story, "VOTE-10"), "pass") << "the last signature counts";
}

TEST(Vote10, DoesNotApplyWhenNobodyWasPresent) {
  Story story;
  convene(story);
  mark(story, "m1", "absent");
  close_vote(story);
  EXPECT_EQ(ruling(story, "VOTE-10"), "not-applicable");
}

}  // namespace
}  // namespace minutebook::test
