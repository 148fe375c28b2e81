#include <gtest/gtest.h>

#include "tests/support/story.h"

namespace minutebook::test {
namespace {

std::string about(std::uint64_t position) {
  return R"("about":[)" + std::to_string(position) + "]";
}

std::string observation(std::uint64_t position) {
  return R"({"stage":"study","present":true,"text":"in order",)" + about(position) + "}";
}

std::string correction(std::uint64_t position) {
  return R"({"corrects":)" + std::to_string(position) +
         R"(,"fields":[{"field":"title","recorded":"Swimming hall","correct":"Swimming pool"}],
            "reason":"misread"})";
}

std::string redaction(std::uint64_t position) {
  return R"({"order":"o","positions":[)" + std::to_string(position) +
         R"(],"authority":"decision 7","reason":"personal data"})";
}

const std::string hold = R"({"hold":"h","authority":"case 3","reason":"inquiry"})";
const std::string release = R"({"hold":"h","reason":"case over"})";
const std::string execution = R"({"order":"o"})";

TEST(Observer, IsAssignedBeforeObserving) {
  Story story;
  const auto proposed = story.last().value;
  EXPECT_EQ(story.when("watcher observer RecordObservation", observation(proposed)), "REC-4");
  story.given("supervisor supervisor AssignObserver", R"({"observer":"person/watcher"})");
  EXPECT_EQ(story.when("supervisor supervisor AssignObserver", R"({"observer":"person/watcher"})"),
            "STEP-2");
  story.given("watcher observer RecordObservation", observation(proposed));
  EXPECT_EQ(story.when("watcher2 observer RecordObservation", observation(proposed)), "REC-4");
  EXPECT_EQ(story.matter().observations.at(0).about, std::vector{Position{proposed}});
}

TEST(Observer, CitesEventsOfTheMatter) {
  Story story;
  story.given("supervisor supervisor AssignObserver", R"({"observer":"person/watcher"})");
  EXPECT_EQ(story.when("watcher observer RecordObservation", observation(0)), "REF-5!");
  EXPECT_EQ(story.when("watcher observer RecordObservation", observation(story.last().value + 1)),
            "REF-5!");
  EXPECT_EQ(story.when("watcher observer ReportIrregularity",
                       R"({"rule":"NEG-2","text":"x",)" + about(0) + "}"),
            "REF-5!");
}

TEST(Correction, StandsBesideWhatItCorrects) {
  Story story;
  const auto proposed = story.last().value;
  EXPECT_EQ(story.when("proposer proposer RecordCorrection", correction(1)), "REF-5!");
  story.given("proposer proposer RecordCorrection", correction(proposed));
  EXPECT_EQ(story.matter().proposal()->title, "Swimming hall");
  const domain::Correction& made = story.matter().corrections.at(0);
  EXPECT_EQ(made.corrects, Position{proposed});
  EXPECT_EQ(made.fields.at(0).recorded, "Swimming hall");
  EXPECT_EQ(made.fields.at(0).correct, "Swimming pool");
}

TEST(Correction, MayConcernARefusedCommand) {
  Story story;
  EXPECT_EQ(story.when("proposer proposer RecordCorrection", correction(1)), "REF-5!");
  story.given("proposer proposer RecordCorrection", correction(story.last().value));
}

TEST(LegalHold, IsReleasedOnce) {
  Story story;
  EXPECT_EQ(story.when("inspector inspector ReleaseLegalHold", release), "REF-3!");
  story.given("inspector inspector PlaceLegalHold", hold);
  EXPECT_TRUE(story.matter().under_legal_hold());
  EXPECT_EQ(story.when("inspector inspector PlaceLegalHold", hold), "REF-2!");
  story.given("inspector inspector ReleaseLegalHold", release);
  EXPECT_FALSE(story.matter().under_legal_hold());
  EXPECT_EQ(story.when("inspector inspector ReleaseLegalHold", release), "STEP-2");
}

TEST(Redaction, NeedsAnOrderAndAnotherPerson) {
  Story story;
  const auto proposed = story.last().value;
  EXPECT_EQ(story.when("supervisor supervisor ExecuteRedaction", execution), "REF-3!");
  EXPECT_EQ(story.when("inspector inspector OrderRedaction", redaction(0)), "REF-5!");
  story.given("inspector inspector OrderRedaction", redaction(proposed));
  EXPECT_EQ(story.when("inspector inspector OrderRedaction", redaction(proposed)), "REF-2!");
  EXPECT_EQ(story.when("inspector supervisor ExecuteRedaction", execution), "STEP-2!");
  EXPECT_EQ(story.when("inspector supervisor ExecuteRedaction irregular for:m1", execution),
            "STEP-2!");
  story.given("supervisor supervisor ExecuteRedaction", execution);
  EXPECT_EQ(story.when("supervisor supervisor ExecuteRedaction", execution), "STEP-2!");
}

TEST(Redaction, IsNotExecutedUnderLegalHold) {
  Story story;
  story.given("inspector inspector OrderRedaction", redaction(story.last().value));
  story.given("inspector inspector PlaceLegalHold", hold);
  EXPECT_EQ(story.when("supervisor supervisor ExecuteRedaction", execution), "STEP-2!");
  EXPECT_EQ(story.when("supervisor supervisor ExecuteRedaction irregular", execution), "STEP-2!");
  story.given("inspector inspector ReleaseLegalHold", release);
  story.given("supervisor supervisor ExecuteRedaction", execution);
}

TEST(Refusals, ArePartOfTheMatter) {
  Story story;
  EXPECT_EQ(story.when("inspector inspector ReleaseLegalHold", release), "REF-3!");
  const domain::RefusedCommand& refused = story.matter().refusals.at(0);
  EXPECT_EQ(refused.command, "ReleaseLegalHold");
  EXPECT_EQ(refused.rule, "REF-3");
  EXPECT_EQ(refused.act.actor.text(), "person/inspector");
  EXPECT_EQ(refused.act.position, story.last());
}

}  // namespace
}  // namespace minutebook::test
