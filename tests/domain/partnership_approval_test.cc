#include <gtest/gtest.h>

#include "tests/support/story.h"

namespace minutebook::test {
namespace {

std::string request(const std::string& id, const std::string& meeting = "") {
  const std::string cited = meeting.empty() ? "" : R"(,"meeting":")" + meeting + '"';
  return R"({"request":")" + id + R"(","authority":"organization/province","summary":"hall")" +
         cited + "}";
}

const std::string grant = R"({"request":"r","conditions":"members first"})";
const std::string answer = R"({"request":"r","reason":"no figures"})";

Story requested() {
  Story story;
  story.given("proposer proposer RequestApproval", request("r"));
  return story;
}

TEST(Approval, IsAskedForOnceWithOneId) {
  Story story = requested();
  EXPECT_EQ(story.step(), domain::Step::approval);
  EXPECT_EQ(story.when("proposer proposer RequestApproval", request("r")), "REF-2!");
  EXPECT_EQ(story.when("proposer proposer RequestApproval", request("r2", "none")), "REF-3!");
}

TEST(Approval, PutsForwardAResolutionThatWasAdopted) {
  Story story;
  story.given("secretary bodySecretary ConveneMeeting",
              R"({"meeting":"m","body":"body/group","form":"inPerson","agenda":["hall"],
                  "heldAt":"2021-03-01T09:00:00+08:00","presiding":"person/chair"})");
  EXPECT_EQ(story.when("proposer proposer RequestApproval", request("r", "m")), "STEP-2");
  story.given("secretary bodySecretary RecordAttendance",
              R"({"meeting":"m","entries":[{"person":"person/m1","presence":"present"}]})");
  story.given("secretary bodySecretary CloseVote", R"({"meeting":"m","resolution":"no"})");
  EXPECT_EQ(story.when("proposer proposer RequestApproval", request("r", "m")), "STEP-2");
}

TEST(Approval, IsAnsweredOnceByItsAuthority) {
  Story story = requested();
  EXPECT_EQ(story.when("proposer approver GrantApproval", grant), "REC-4!");
  EXPECT_EQ(story.when("approver approver GrantApproval", R"({"request":"none"})"), "REF-3!");
  story.given("approver approver GrantApproval", grant);
  EXPECT_EQ(story.matter().approval_request("r")->outcome(), domain::ApprovalOutcome::granted);
  EXPECT_EQ(story.step(), domain::Step::signing);
  EXPECT_EQ(story.when("approver approver RefuseApproval", answer), "STEP-2");
  story.given("supervisor supervisor RefuseApproval irregular for:approver", answer);
  EXPECT_EQ(story.matter().approval_request("r")->answers.size(), 2u);
  EXPECT_EQ(story.matter().approval_request("r")->outcome(), domain::ApprovalOutcome::refused);
}

TEST(Approval, ReturnedIsAskedForAnewUnderAnotherId) {
  Story story = requested();
  story.given("approver approver ReturnApproval", answer);
  EXPECT_EQ(story.when("approver approver GrantApproval", grant), "STEP-2");
  story.given("proposer proposer RequestApproval", request("r2"));
  story.given("approver approver GrantApproval", R"({"request":"r2"})");
}

TEST(Filing, IsAcknowledgedOnce) {
  Story story;
  const std::string filing =
      R"({"filing":"f","authority":"organization/province","summary":"for the file"})";
  story.given("proposer proposer SubmitFiling", filing);
  EXPECT_EQ(story.step(), domain::Step::approval);
  EXPECT_EQ(story.when("proposer proposer SubmitFiling", filing), "REF-2!");
  story.given("approver approver AcknowledgeFiling", R"({"filing":"f"})");
  EXPECT_EQ(story.step(), domain::Step::signing);
  EXPECT_EQ(story.when("approver approver AcknowledgeFiling", R"({"filing":"f"})"), "STEP-2");
  EXPECT_EQ(story.when("approver approver AcknowledgeFiling", R"({"filing":"g"})"), "REF-3!");
}

}  // namespace
}  // namespace minutebook::test
