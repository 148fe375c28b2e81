#include <gtest/gtest.h>

#include "ledger/rules/catalogue.h"
#include "tests/rules/asked.h"
#include "tests/rules/telling.h"

namespace minutebook::test {
namespace {

using rules::selection_rules;

// SEL-5 has no parameters, and presence is recorded or it is not: it can always decide.

Asked observed(Story& story) {
  return asked(story, selection_rules(), "SEL-5").under_no_rulebook();
}

void tell_assignment(Story& story, const std::string& day = "2021-03-05") {
  story.given("supervisor supervisor AssignObserver" + on(day), R"({"observer":"person/watcher"})");
}

std::string observation(const std::string& stage, bool present = true,
                        const std::string& more = "") {
  return R"({"stage":")" + stage + R"(","text":"in order","present":)" +
         (present ? "true" : "false") + more + "}";
}

void tell_observation(Story& story, const std::string& stage, bool present = true,
                      const std::string& more = "") {
  story.given("watcher observer RecordObservation @2021-04-05", observation(stage, present, more));
}

TEST(ObserverRule, IsNotApplicableWithoutASelectionAndPendingUntilTheAward) {
  Story story;
  EXPECT_EQ(observed(story).at("2021-05-01"), "not-applicable");
  tell_selection(story);
  tell_assignment(story);
  EXPECT_EQ(observed(story).at("2021-05-01"), "pending");
  tell_bids_opened(story, "s", "2021-04-02");
  tell_observation(story, "opening");
  EXPECT_EQ(observed(story).at("2021-05-01"), "pending") << "the review is still to come";
  tell_observation(story, "review");
  EXPECT_EQ(observed(story).at("2021-05-01"), "pass");
  tell_winners(story);
  EXPECT_EQ(observed(story).at("2021-05-01"), "pass");
}

TEST(ObserverRule, WantsPresenceAtBothStages) {
  const auto verdict = [](bool opening, bool review) {
    Story story = bids_opened();
    tell_assignment(story);
    tell_observation(story, "opening", opening);
    tell_observation(story, "review", review);
    tell_winners(story);
    return observed(story).at("2021-05-01");
  };
  EXPECT_EQ(verdict(true, true), "pass");
  EXPECT_EQ(verdict(false, true), "breach");
  EXPECT_EQ(verdict(true, false), "breach");
}

TEST(ObserverRule, RestsOnTheSelectionItsOpeningAndItsAward) {
  Story story = bids_opened();
  const Position opening = story.last();
  tell_winners(story);
  EXPECT_EQ(observed(story).verdict("2021-05-01").rests_on,
            (std::vector{story.matter().selection("s")->act.position, opening, story.last()}));
}

TEST(ObserverRule, CountsAssignedObserversOnly) {
  Story story = bids_opened();
  tell_assignment(story, "2021-04-06");
  const std::string by = "supervisor supervisor RecordObservation irregular for:";
  for (const std::string who : {"watcher2", "watcher"}) {
    story.given(by + who + " @2021-04-05", observation("opening"));
    story.given(by + who + " @2021-04-05", observation("review"));
  }
  tell_winners(story);
  EXPECT_EQ(observed(story).at("2021-05-01"), "breach") << "assigned to nothing, or later only";
  story.given("watcher observer RecordObservation @2021-04-06", observation("opening"));
  story.given("watcher observer RecordObservation @2021-04-06", observation("review"));
  EXPECT_EQ(observed(story).at("2021-05-01"), "pass");
}

TEST(ObserverRule, TakesTheListOfThosePresentAtTheOpening) {
  const auto verdict = [](const std::string& assigned) {
    Story story;
    tell_selection(story);
    tell_assignment(story, assigned);
    tell_bids_opened(story, "s", "2021-04-02", R"(,"present":["person/watcher"])");
    story.given("watcher observer RecordObservation @2021-04-05", observation("review"));
    tell_winners(story);
    return observed(story).at("2021-05-01");
  };
  EXPECT_EQ(verdict("2021-04-02"), "pass");
  EXPECT_EQ(verdict("2021-04-03"), "breach");
}

TEST(ObserverRule, TellsSelectionsApartByCitationOrByDay) {
  Story story;
  tell_assignment(story);
  tell_selection(story, "s");
  tell_selection(story, "t");
  const Position other = story.last();
  tell_bids_opened(story, "s", "2021-04-02");
  tell_bids_opened(story, "t", "2021-04-04");
  tell_winners(story);
  tell_observation(story, "opening");
  tell_observation(story, "review");
  EXPECT_EQ(observed(story).at("2021-05-01"), "breach") << "about t, which was opened last";
  const std::string citing = R"(,"about":[)";
  tell_observation(story, "opening", true, citing + std::to_string(other.value) + "]");
  EXPECT_EQ(observed(story).at("2021-05-01"), "breach");
  const std::string s_bid = std::to_string(story.matter().bid("sa")->act.position.value);
  tell_observation(story, "opening", true, citing + s_bid + "]");
  tell_observation(story, "review", true, citing + s_bid + "]");
  EXPECT_EQ(observed(story).at("2021-05-01"), "pass");
}

}  // namespace
}  // namespace minutebook::test
