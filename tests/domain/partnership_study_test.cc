#include <gtest/gtest.h>

#include "tests/support/story.h"

namespace minutebook::test {
namespace {

constexpr const char* revision =
    R"({"proposal":{"venue":"venue/palace","mode":"externalCooperation","title":"Larger hall",
        "purpose":"places","scope":"sport"},"reason":"more demand"})";

TEST(Proposal, IsMadeOnce) {
  Story story;
  EXPECT_EQ(story.matter().proposal()->title, "Swimming hall");
  EXPECT_EQ(story.step(), domain::Step::study);
  EXPECT_EQ(story.when("proposer proposer ProposePartnership",
                       R"({"venue":"venue/palace","mode":"sponsorship","title":"x",
                           "purpose":"x","scope":"x"})"),
            "REF-2!");
}

TEST(Proposal, ComesBeforeEverythingElse) {
  Story story = Story::before_proposal();
  const char* study = R"({"necessity":"x","feasibility":"x","conclusion":"favourable"})";
  EXPECT_EQ(story.when("proposer proposer RecordStudy", study), "STEP-1!");
  EXPECT_EQ(story.when("supervisor supervisor RecordStudy irregular", study), "STEP-1!");
}

TEST(Proposal, KeepsEveryEarlierReading) {
  Story story;
  story.given("proposer proposer ReviseProposal", revision);
  ASSERT_EQ(story.matter().proposals.size(), 2u);
  EXPECT_EQ(story.matter().proposals[0].title, "Swimming hall");
  EXPECT_EQ(story.matter().proposal()->title, "Larger hall");
  EXPECT_EQ(story.matter().proposal()->reason, "more demand");
}

TEST(Proposal, IsNotRevisedIntoAnotherVenuesMatter) {
  Story story;
  story.given("proposer proposer ReviseProposal", revision);
  EXPECT_EQ(story.when("proposer proposer ReviseProposal",
                       R"({"proposal":{"venue":"venue/annex","mode":"sponsorship","title":"x",
                           "purpose":"x","scope":"x"},"reason":"x"})"),
            "STEP-2");
}

TEST(Proposal, TakesOnlyOversightAfterItsWithdrawal) {
  Story story;
  story.given("proposer proposer WithdrawProposal", R"({"reason":"no funds"})");
  EXPECT_EQ(story.step(), domain::Step::withdrawn);
  EXPECT_EQ(story.when("proposer proposer ReviseProposal", revision), "STEP-1");
  EXPECT_EQ(story.when("proposer proposer WithdrawProposal", R"({"reason":"x"})"), "STEP-1");
  EXPECT_EQ(story.when("supervisor supervisor ReviseProposal irregular for:proposer", revision),
            "accepted");
  EXPECT_EQ(story.when("proposer proposer AttachDocument", R"({"document":)" + document('a') + "}"),
            "accepted");
}

TEST(Study, KeepsWhatWasFoundAboutEachAspectOfAPartner) {
  Story story;
  story.given("proposer proposer RecordDueDiligence",
              R"({"partner":"partner/91330100MA2B0001X0",
                  "integrityRecord":{"assessment":"unsatisfactory","note":"fined twice"}})");
  const domain::DueDiligence& found = story.matter().due_diligence.at(0);
  EXPECT_EQ(found.integrity_record.assessment, schema::Assessment::UNSATISFACTORY);
  EXPECT_EQ(found.integrity_record.note, "fined twice");
  EXPECT_EQ(found.qualification.assessment, schema::Assessment::NOT_ASSESSED);
}

TEST(Study, NamesARegisteredPartner) {
  Story story;
  EXPECT_EQ(story.when("proposer proposer RecordDueDiligence",
                       R"({"partner":"partner/91330100MA2B0003X2",
                           "qualification":{"assessment":"satisfactory"}})"),
            "REF-1!");
}

TEST(Interest, IsThePersonsOwn) {
  Story story;
  const char* interest = R"({"partner":"partner/91330100MA2B0001X0","nature":"a relative"})";
  story.given("team selectionTeam DeclareInterest", interest);
  EXPECT_EQ(story.matter().interests.at(0).act.by().text(), "person/team");
  EXPECT_EQ(story.when("supervisor supervisor DeclareInterest irregular", interest), "REC-4!");
  story.given("supervisor supervisor DeclareInterest irregular for:ev1", interest);
  EXPECT_EQ(story.matter().interests.at(1).act.by().text(), "person/ev1");
  EXPECT_EQ(story.matter().interests.at(1).act.actor.text(), "person/supervisor");
}

}  // namespace
}  // namespace minutebook::test
