#include <set>
#include <sstream>

#include "ledger/schema/reflect.h"
#include "tests/generate/collect.h"
#include "tests/support/world.h"

namespace minutebook::generate {
namespace {

constexpr std::uint64_t partnerships = 240;  // five cities

/// The events of a history in which every command was accepted.
std::set<std::string> events_of(test::World& world) {
  std::set<std::string> types;
  std::istringstream in(history(partnerships, 11));
  for (std::string line; std::getline(in, line);) {
    const test::Outcome outcome = world.submit(line);
    EXPECT_TRUE(outcome.accepted()) << outcome.summary() << "\n" << line;
    if (!outcome.accepted()) return types;
    types.insert(outcome.events.begin(), outcome.events.end());
  }
  return types;
}

TEST(GeneratedHistory, IsAcceptedAndHasEveryEventOfTheFiveSteps) {
  test::World world;
  const std::set<std::string> types = events_of(world);
  for (const char* type : {"PartnershipProposed",
                           "StudyRecorded",
                           "DueDiligenceRecorded",
                           "ProposalRevised",
                           "ProposalWithdrawn",
                           "InterestDeclared",
                           "MeetingConvened",
                           "AttendanceRecorded",
                           "MaterialsRead",
                           "RecusalDeclared",
                           "StatementMade",
                           "BallotCast",
                           "BallotChanged",
                           "WrittenOpinionFiled",
                           "VoteClosed",
                           "ResolutionAdopted",
                           "ResolutionRejected",
                           "MinutesSigned",
                           "ApprovalRequested",
                           "ApprovalGranted",
                           "ApprovalReturned",
                           "ApprovalRefused",
                           "FilingSubmitted",
                           "FilingAcknowledged",
                           "SelectionAnnounced",
                           "BidReceived",
                           "BidsOpened",
                           "BidScored",
                           "BidDisqualified",
                           "WinnersDetermined",
                           "ResultPublished",
                           "ObjectionRaised",
                           "ObjectionResolved",
                           "AssetsAppraised",
                           "ContractDrafted",
                           "ContractSigned",
                           "ContractAmended",
                           "ContractRenewed",
                           "EvaluationRecorded",
                           "RectificationOrdered",
                           "RectificationReported",
                           "RectificationVerified",
                           "ContractTerminated",
                           "ContractExpired",
                           "AssetsSettled",
                           "BodyMemberDeparted",
                           "ProgrammeOpened",
                           "ProgrammeClosed",
                           "ReportFiled",
                           "TargetLetterSigned",
                           "TargetAssessed",
                           "ServiceTermsPublished",
                           "ObserverAssigned"}) {
    EXPECT_TRUE(types.contains(type)) << type;
  }
}

TEST(GeneratedHistory, HasAllModesAndSixLevels) {
  test::World world;
  events_of(world);
  std::set<schema::Mode> modes;
  for (std::uint64_t position = 0; position < world.size(); ++position) {
    const auto body = world.event(Position{position}).body();
    if (body.isPartnershipProposed()) modes.insert(body.getPartnershipProposed().getMode());
  }
  EXPECT_EQ(modes.size(), 4U);
  std::set<schema::OrganizationLevel> levels;
  for (const auto& [subject, record] : world.directory().organizations()) {
    levels.insert(record.level);
  }
  EXPECT_EQ(levels.size(), 6U);
}

}  // namespace
}  // namespace minutebook::generate
