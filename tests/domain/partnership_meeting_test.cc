#include <gtest/gtest.h>

#include "ledger/domain/tally.h"
#include "tests/support/story.h"

namespace minutebook::test {
namespace {

std::string meeting(const std::string& id, const std::string& more = "") {
  return R"({"meeting":")" + id +
         R"(","body":"body/group","form":"inPerson","heldAt":"2021-03-01T09:00:00+08:00",
            "agenda":["the hall"],"presiding":"person/chair","materials":[)" +
         document('a') + "]" + more + "}";
}

std::string mark(const std::string& who, const std::string& presence) {
  return R"({"person":"person/)" + who + R"(","presence":")" + presence + R"("})";
}

std::string attendance(const std::string& entries) {
  return R"({"meeting":"m","entries":[)" + entries + "]}";
}

std::string ballot(const std::string& choice) {
  return R"({"meeting":"m","choice":")" + choice + R"("})";
}

std::string change(const std::string& choice) {
  return R"({"meeting":"m","choice":")" + choice + R"(","reason":"heard the figures"})";
}

const std::string close = R"({"meeting":"m","resolution":"the hall is approved"})";
const std::string recusal = R"({"meeting":"m","reason":"a relative works there"})";
const std::string statement = R"({"meeting":"m","text":"too expensive"})";
const std::string opinion = R"({"meeting":"m","text":"in favour"})";

/// A meeting convened; six are entitled: chair, m1 to m4, late.
Story convened() {
  Story story;
  story.given("secretary bodySecretary ConveneMeeting", meeting("m"));
  return story;
}

/// All present but m4, who is on leave.
Story begun() {
  Story story = convened();
  story.given("secretary bodySecretary RecordAttendance",
              attendance(mark("chair", "present") + "," + mark("m1", "present") + "," +
                         mark("m2", "present") + "," + mark("m3", "present") + "," +
                         mark("late", "present") + "," + mark("m4", "onLeave")));
  return story;
}

void vote(Story& story, const std::string& who, const std::string& choice) {
  story.given(who + " bodyMember CastBallot", ballot(choice));
}

const domain::Resolution& closed(Story& story) {
  story.given("secretary bodySecretary CloseVote", close);
  return *story.matter().meeting("m")->resolution();
}

TEST(Meeting, IsConvenedOnceForABodyThatAnswersForTheVenue) {
  Story story = convened();
  EXPECT_EQ(story.step(), domain::Step::decision);
  EXPECT_EQ(story.when("secretary bodySecretary ConveneMeeting", meeting("m")), "REF-2!");
  EXPECT_EQ(story.when("stranger presidingMember ConveneMeeting",
                       R"({"meeting":"n","body":"body/strangers","form":"inPerson",
                           "heldAt":"2021-03-01T09:00:00+08:00","agenda":["x"],
                           "presiding":"person/stranger"})"),
            "VOTE-1");
}

TEST(Meeting, IsPresidedOverByAMember) {
  Story story;
  EXPECT_EQ(story.when("secretary bodySecretary ConveneMeeting",
                       R"({"meeting":"n","body":"body/group","form":"inPerson",
                           "heldAt":"2021-03-01T09:00:00+08:00","agenda":["x"],
                           "presiding":"person/secretary"})"),
            "REC-4");
}

TEST(Meeting, IsKnownByItsId) {
  Story story = convened();
  EXPECT_EQ(story.when("m1 bodyMember CastBallot", R"({"meeting":"other","choice":"for"})"),
            "REF-3!");
  EXPECT_EQ(story.when("supervisor supervisor CastBallot irregular for:m1",
                       R"({"meeting":"other","choice":"for"})"),
            "REF-3!");
}

TEST(Attendance, IsReplacedByALaterEntryFromThenOn) {
  Story story = begun();
  EXPECT_EQ(story.when("m4 bodyMember CastBallot", ballot("for")), "VOTE-8");
  story.given("secretary bodySecretary RecordAttendance", attendance(mark("m4", "present")));
  vote(story, "m4", "for");
  EXPECT_EQ(story.matter().meeting("m")->attendance.size(), 7u);
}

TEST(Attendance, ListsAPersonOnce) {
  Story story = convened();
  EXPECT_EQ(story.when("secretary bodySecretary RecordAttendance",
                       attendance(mark("m1", "present") + "," + mark("m1", "absent"))),
            "STEP-2!");
}

TEST(Materials, AreThoseOfTheMeeting) {
  Story story = convened();
  const auto digests = [](char letter) {
    return R"({"meeting":"m","digests":[")" + std::string(64, letter) + R"("]})";
  };
  EXPECT_EQ(story.when("m1 bodyMember ReadMaterials", digests('b')), "REF-3!");
  story.given("m1 bodyMember ReadMaterials", digests('a'));
  EXPECT_EQ(story.matter().meeting("m")->readings.at(0).act.by().text(), "person/m1");
}

TEST(Vote, IsOpenFromTheFirstAttendanceUntilItIsClosed) {
  Story story = convened();
  EXPECT_EQ(story.when("m1 bodyMember CastBallot", ballot("for")), "VOTE-8");
  EXPECT_EQ(story.when("secretary bodySecretary CloseVote", close), "STEP-2");
  EXPECT_EQ(story.when("m1 bodyMember MakeStatement", statement), "STEP-2");
  story.given("secretary bodySecretary RecordAttendance", attendance(mark("m1", "present")));
  vote(story, "m1", "for");
  closed(story);
  const Position closing = story.matter().meeting("m")->closings.at(0).act.position;
  EXPECT_EQ(story.when("m1 bodyMember ChangeBallot", change("against")), "VOTE-8");
  EXPECT_EQ(story.refusal()->rests_on, std::vector{closing});
  EXPECT_EQ(story.when("secretary bodySecretary CloseVote", close), "STEP-2");
  EXPECT_EQ(
      story.when("secretary bodySecretary RecordAttendance", attendance(mark("m2", "present"))),
      "STEP-2");
  EXPECT_EQ(story.when("m1 bodyMember DeclareRecusal", recusal), "STEP-2");
  EXPECT_EQ(story.when("m1 bodyMember MakeStatement", statement), "STEP-2");
}

TEST(Ballot, IsCastOnceAndChangedBesideTheOldOne) {
  Story story = begun();
  vote(story, "m1", "for");
  EXPECT_EQ(story.when("m1 bodyMember CastBallot", ballot("against")), "VOTE-8");
  EXPECT_EQ(story.when("m2 bodyMember ChangeBallot", change("against")), "VOTE-8!");
  story.given("m1 bodyMember ChangeBallot", change("against"));
  const auto& ballots = story.matter().meeting("m")->ballots;
  ASSERT_EQ(ballots.size(), 2u);
  EXPECT_EQ(ballots[0].choice, schema::Choice::FOR);
  EXPECT_EQ(ballots[1].choice, schema::Choice::AGAINST);
  const auto& resolution = closed(story);
  EXPECT_EQ(resolution.noes, 1);
  EXPECT_EQ(resolution.ayes, 0);
}

TEST(Ballot, IsForMembersOfThatDay) {
  Story story = begun();
  vote(story, "late", "for");
  EXPECT_EQ(story.when("gone bodyMember CastBallot", ballot("for")), "VOTE-8!");
  EXPECT_EQ(story.when("secretary bodyMember CastBallot", ballot("for")), "VOTE-8!");
  EXPECT_EQ(story.when("supervisor supervisor CastBallot irregular for:gone", ballot("for")),
            "accepted");
  const auto& resolution = closed(story);
  EXPECT_EQ(resolution.entitled, 6);
  EXPECT_EQ(resolution.ayes, 1) << "the ballot of one who is not entitled is kept, not counted";
}

TEST(Ballot, IsNotCastByOneWhoIsRecused) {
  Story story = begun();
  vote(story, "m1", "for");
  story.given("m1 bodyMember DeclareRecusal", recusal);
  story.given("m2 bodyMember DeclareRecusal", recusal);
  EXPECT_EQ(story.when("m2 bodyMember CastBallot", ballot("for")), "VOTE-5");
  EXPECT_EQ(story.when("m2 bodyMember DeclareRecusal", recusal), "STEP-2");
  const auto& resolution = closed(story);
  EXPECT_EQ(resolution.recused, 2) << "a recusal stands whatever was cast before it";
  EXPECT_EQ(resolution.ayes, 0);
}

TEST(Ballot, OfAnotherIsRecordedIrregularlyAndNamesThatPerson) {
  Story story = begun();
  EXPECT_EQ(story.when("supervisor supervisor CastBallot irregular", ballot("for")), "REC-4!");
  EXPECT_EQ(
      story.when("supervisor supervisor CastBallot irregular for:" + partner_a, ballot("for")),
      "REC-4!");
  story.given("supervisor supervisor CastBallot irregular for:m1", ballot("for"));
  const auto& matter = story.matter();
  EXPECT_EQ(matter.meeting("m")->ballots.at(0).act.by().text(), "person/m1");
  ASSERT_EQ(matter.irregular_entries.size(), 1u);
  EXPECT_EQ(matter.irregular_entries[0].reason, "found on inspection");
  EXPECT_EQ(matter.irregular_entries[0].type, schema::EventBody::BALLOT_CAST);
  EXPECT_EQ(closed(story).ayes, 1);
}

TEST(Ballot, AfterClosingIsKeptButDoesNotChangeTheTally) {
  Story story = begun();
  vote(story, "m1", "for");
  closed(story);
  story.given("supervisor supervisor ChangeBallot irregular for:m1", change("against"));
  story.given("supervisor supervisor CloseVote irregular", close);
  const domain::Meeting& held = *story.matter().meeting("m");
  EXPECT_EQ(held.ballots.size(), 2u);
  EXPECT_EQ(held.resolutions.size(), 2u);
  EXPECT_EQ(held.resolution()->ayes, 1);
  EXPECT_EQ(held.resolution()->noes, 0);
}

TEST(Ballot, InformationAboutAnotherDoesNotMakeItTheirs) {
  Story story = begun();
  story.given("m1 bodyMember CastBallot for:m2", ballot("for"));
  EXPECT_EQ(story.matter().meeting("m")->ballots.at(0).act.by().text(), "person/m1");
}

TEST(Opinion, IsForThoseAwayAndNeverCounted) {
  Story story = begun();
  story.given("m4 bodyMember FileWrittenOpinion", opinion);
  EXPECT_EQ(story.when("m1 bodyMember FileWrittenOpinion", opinion), "VOTE-4");
  const auto& resolution = closed(story);
  EXPECT_EQ(resolution.ayes, 0);
  EXPECT_EQ(resolution.absent, 1);
  EXPECT_EQ(story.matter().meeting("m")->written_opinions.size(), 1u);
}

TEST(Statement, KeepsTheOrderOfSpeaking) {
  Story story = begun();
  story.given("m2 bodyMember MakeStatement", statement);
  story.given("m1 bodyMember MakeStatement", statement);
  EXPECT_EQ(story.when("m4 bodyMember MakeStatement", statement), "STEP-2");
  const auto& statements = story.matter().meeting("m")->statements;
  ASSERT_EQ(statements.size(), 2u);
  EXPECT_EQ(statements[0].act.by().text(), "person/m2");
}

TEST(Resolution, NeedsMoreThanHalfOfTheEntitled) {
  Story half = begun();
  for (const char* who : {"m1", "m2", "m3"}) vote(half, who, "for");
  EXPECT_FALSE(closed(half).adopted) << "three of six are exactly half";
  EXPECT_EQ(half.step(), domain::Step::decision);

  Story more = begun();
  for (const char* who : {"m1", "m2", "m3", "late"}) vote(more, who, "for");
  const auto& resolution = closed(more);
  EXPECT_TRUE(resolution.adopted);
  EXPECT_EQ(resolution.entitled, 6);
  EXPECT_EQ(resolution.present, 5);
  EXPECT_EQ(resolution.no_ballot, 1) << "chair: present, neither voted nor recused";
  EXPECT_EQ(resolution.absent, 1);
  EXPECT_EQ(more.step(), domain::Step::approval);
}

TEST(Resolution, IsDeclaredAsTheBallotsSay) {
  Story story = begun();
  const std::string adopted = R"({"meeting":"m","resolution":"approved","declared":"adopted"})";
  EXPECT_EQ(story.when("secretary bodySecretary CloseVote", adopted), "VOTE-3");
  story.given("supervisor supervisor CloseVote irregular", adopted);
  const auto* resolution = story.matter().meeting("m")->resolution();
  EXPECT_FALSE(resolution->adopted);
  EXPECT_EQ(resolution->declared, schema::DeclaredOutcome::ADOPTED);
}

TEST(Minutes, AreSignedAfterTheVoteByThosePresentAndTheSecretary) {
  Story story = begun();
  const std::string minutes = R"({"meeting":"m","minutes":)" + document('c') + "}";
  EXPECT_EQ(story.when("m1 bodyMember SignMinutes", minutes), "STEP-2");
  closed(story);
  story.given("m1 bodyMember SignMinutes", minutes);
  EXPECT_EQ(story.when("m1 bodyMember SignMinutes", minutes), "STEP-2");
  story.given("m1 bodyMember SignMinutes", R"({"meeting":"m","minutes":)" + document('d') + "}");
  story.given("secretary bodySecretary SignMinutes", minutes);
  EXPECT_EQ(story.when("m4 bodyMember SignMinutes", minutes), "VOTE-10");
  EXPECT_EQ(story.matter().meeting("m")->signatures.size(), 3u);
}

}  // namespace
}  // namespace minutebook::test
