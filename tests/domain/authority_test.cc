#include "ledger/schema/json.h"
#include "tests/support/given.h"
#include "tests/support/house.h"

namespace minutebook::test {
namespace {

const std::string proposal = R"({"venue":"venue/palace","mode":"internalCooperation",
    "title":"hall","purpose":"places","scope":"sport"})";
const std::string change = R"({"name":"new","reason":"r"})";

std::string propose(const std::string& words) {
  return command(words + " ProposePartnership partnership/p", proposal);
}

std::string convene(const std::string& actor, const std::string& role) {
  return command(actor + " " + role + " ConveneMeeting partnership/p",
                 R"({"meeting":"m","body":"body/group","form":"inPerson","agenda":["hall"],
                     "heldAt":"2021-03-02T09:00:00+08:00","presiding":"person/m1"})");
}

TEST(Authority, RefusesAnActorNobodyKnows) {
  given(house())
      .when(command("unknown supervisor ChangeVenue venue/palace", change))
      .then_refused("REF-1", false);
}

// The JSON reader refuses these already; decide does not rely on it.
TEST(Authority, RefusesASubjectOfAnotherKind) {
  auto sentence = given(house());
  const auto message =
      schema::decode_command(command("supervisor supervisor ChangeVenue venue/palace", change));
  ASSERT_TRUE(message.has_value());
  auto sent = (*message)->getRoot<schema::Command>();
  for (const char* subject : {"organization/city", "ledger/test"}) {
    sent.setSubject(subject);
    const auto decision = domain::decide(
        {sentence.world().directory(), sentence.world().aggregate(subject)}, sent.asReader());
    ASSERT_TRUE(std::holds_alternative<domain::Refusal>(decision));
    EXPECT_EQ(std::get<domain::Refusal>(decision).rule, "REF-4");
    EXPECT_FALSE(std::get<domain::Refusal>(decision).procedural);
  }
}

TEST(Authority, RefusesASubjectThatDoesNotExist) {
  given(house())
      .when(command("supervisor supervisor ChangeVenue venue/none", change))
      .then_refused("REF-1");
}

TEST(Authority, RefusesAReferenceDeepInTheData) {
  given(house())
      .and_given(propose("proposer proposer"))
      .and_given(convene("secretary", "bodySecretary"))
      .when(command("secretary bodySecretary RecordAttendance partnership/p",
                    R"({"meeting":"m","entries":[{"person":"person/m1","presence":"present"},
                        {"person":"person/none","presence":"present"}]})"))
      .then_refused("REF-1", false);
}

TEST(Authority, RefusesAnUnknownPrincipalBehindTheActor) {
  given(house())
      .when(command("supervisor supervisor ChangeVenue venue/palace for:unknown", change))
      .then_refused("REF-1");
}

TEST(Authority, RefusesARoleThatMayNotSendTheCommand) {
  given(house())
      .when(command("proposer proposer ChangeVenue venue/palace", change))
      .then_refused("REC-4", false);
}

TEST(Authority, RefusesARoleThatIsNotHeld) {
  auto sentence = given(house());
  sentence.when(command("nobody supervisor ChangeVenue venue/palace", change))
      .then_refused("REC-4");
  EXPECT_TRUE(sentence.outcome().refusal->rests_on.empty());
}

TEST(Authority, RefusesARoleHeldForASibling) {
  auto sentence = given(house());
  sentence.when(command("stranger supervisor ChangeVenue venue/palace", change))
      .then_refused("REC-4");
  // It shows the grant that does not reach.
  EXPECT_EQ(sentence.outcome().refusal->rests_on.size(), 1U);
}

TEST(Authority, ReachesBelowOnlyWhereTheRoleSaysSo) {
  const auto venue = [](const std::string& who, const std::string& type) {
    return command(who + " " + type + " venue/hall", R"({"name":"n","reason":"r"})");
  };
  given(house())
      .and_given(command("supervisor supervisor RegisterVenue venue/hall",
                         R"({"name":"hall","kind":"other","organization":"organization/county",
                             "primaryDuties":["sport"]})"))
      .when(venue("supervisor supervisor", "ChangeVenue"))
      .then({"VenueChanged"})
      .when(command("proposer proposer ProposePartnership partnership/p",
                    R"({"venue":"venue/hall","mode":"internalCooperation","title":"hall",
                        "purpose":"places","scope":"sport"})"))
      .then_refused("REC-4");
}

TEST(Authority, LooksAtTheDayInTheLedgersZone) {
  // 2020-12-31 in UTC is already 2021-01-01 at +08:00, when the roles begin.
  given(house())
      .when(command("supervisor supervisor ChangeVenue venue/palace @2020-12-31T15:59:59Z", change))
      .then_refused("REC-4")
      .when(command("supervisor supervisor ChangeVenue venue/palace @2020-12-31T16:00:00Z", change))
      .then({"VenueChanged"});
}

TEST(Authority, EndsTheFoundersPowersWithTheFirstSecurityAdministrator) {
  auto sentence = given(house());
  sentence.when(founders("ChangeVenue", "venue/palace", change)).then_refused("ROLE-2", false);
  given(house_being_built())
      .when(founders("ChangeVenue", "venue/palace", change))
      .then({"VenueChanged"});
}

TEST(Authority, KnowsOneFounderOnly) {
  given(house_being_built())
      .when(command("supervisor founder ChangeVenue venue/palace", change))
      .then_refused("REC-4");
}

TEST(Authority, RefusesToProposeTwiceAndToGoOnWithWhatIsNotProposed) {
  given(house())
      .when(command("proposer proposer RecordStudy partnership/p",
                    R"({"necessity":"n","feasibility":"f","conclusion":"favourable"})"))
      .then_refused("STEP-1", false)
      .when(propose("proposer proposer"))
      .then({"PartnershipProposed"})
      .when(propose("proposer proposer"))
      .then_refused("REF-2", false);
}

TEST(Authority, ADelegateRunsTheVenueOnItsDaysOnly) {
  auto commands = house();
  commands.push_back(command("security securityAdministrator RegisterPrincipal person/deputy",
                             R"({"title":"deputy","organization":"organization/county"})"));
  commands.push_back(command("security securityAdministrator GrantRole person/deputy",
                             R"({"role":"proposer","organization":"organization/county",
                                 "from":"2021-01-01"})"));
  commands.push_back(command("signatory signatory DelegateOperation venue/palace",
                             R"({"to":"organization/county","from":"2021-04-01","until":
                                 "2021-06-01","terms":"running the hall"})"));
  given(commands)
      .when(propose("deputy proposer"))
      .then_refused("REC-4")
      .when(command("deputy proposer ProposePartnership partnership/p @2021-04-01", proposal))
      .then({"PartnershipProposed"});
}

/// house() with person/deputy, proposer of the county, and its body/board; the palace is delegated
/// to the county by authority of partnership/p.
std::vector<std::string> house_with_delegate() {
  auto commands = house();
  const auto security = [&](const std::string& what, const std::string& data) {
    commands.push_back(command("security securityAdministrator " + what, data));
  };
  security("RegisterPrincipal person/deputy",
           R"({"title":"deputy","organization":"organization/county"})");
  for (const char* role : {"proposer", "bodySecretary"}) {
    security("GrantRole person/deputy", R"({"role":")" + std::string(role) +
                                            R"(","organization":"organization/county",
                                                "from":"2021-01-01"})");
  }
  commands.push_back(command("supervisor supervisor EstablishBody body/board",
                             R"({"name":"board","kind":"partyGroupMeeting",
                                 "organization":"organization/county"})"));
  commands.push_back(
      command("supervisor supervisor SeatBodyMember body/board",
              R"({"person":"person/deputy","seat":"presiding","from":"2021-01-01"})"));
  commands.push_back(command("signatory signatory DelegateOperation venue/palace",
                             R"({"to":"organization/county","from":"2021-01-01",
                                 "decidedIn":"partnership/p","terms":"running the hall"})"));
  return commands;
}

TEST(Authority, ADelegateDoesNotProposeWhatAuthorisesItsDelegation) {
  given(house_with_delegate())
      .when(command("deputy proposer ProposePartnership partnership/p", proposal))
      .then_refused("ORG-1", true)
      .when(command("deputy proposer ProposePartnership partnership/q", proposal))
      .then({"PartnershipProposed"})
      .when(command("supervisor supervisor ProposePartnership partnership/p irregular "
                    "for:person/deputy",
                    proposal))
      .then({"PartnershipProposed"});
}

TEST(Authority, ADelegateDoesNotDecideWhatAuthorisesItsDelegation) {
  const auto board = [](const std::string& matter) {
    return command("deputy bodySecretary ConveneMeeting " + matter,
                   R"({"meeting":"m","body":"body/board","presiding":"person/deputy",
                       "form":"inPerson","agenda":["hall"],
                       "heldAt":"2021-03-02T09:00:00+08:00"})");
  };
  given(house_with_delegate())
      .and_given(command("proposer proposer ProposePartnership partnership/p", proposal))
      .and_given(command("proposer proposer ProposePartnership partnership/q", proposal))
      .when(board("partnership/p"))
      .then_refused("ORG-1", true)
      .when(board("partnership/q"))
      .then({"MeetingConvened"})
      .when(command("secretary bodySecretary ConveneMeeting partnership/p",
                    R"({"meeting":"m","body":"body/group","presiding":"person/chair",
                        "form":"inPerson","agenda":["hall"],
                       "heldAt":"2021-03-02T09:00:00+08:00"})"))
      .then({"MeetingConvened"});
}

TEST(Authority, SeatsCarryTheRolesOfMeetings) {
  given(house())
      .and_given(propose("proposer proposer"))
      .when(convene("m1", "bodySecretary"))
      .then_refused("REC-4")
      .when(convene("secretary", "presidingMember"))
      .then_refused("REC-4")
      .when(convene("nobody", "presidingMember"))
      .then_refused("REC-4")
      .when(convene("m1", "presidingMember"))  // named to preside at this meeting
      .then({"MeetingConvened"});
}

TEST(Authority, ABallotWithoutASeatBreaksTheVotingRule) {
  given(house())
      .and_given(propose("proposer proposer"))
      .and_given(convene("secretary", "bodySecretary"))
      .when(command("nobody bodyMember CastBallot partnership/p",
                    R"({"meeting":"m","choice":"for"})"))
      .then_refused("VOTE-8")
      .when(
          command("m1 bodyMember CastBallot partnership/p", R"({"meeting":"none","choice":"for"})"))
      .then_refused("REF-3");
}

TEST(Authority, AnyMemberOfTheHouseMayDeclareAnInterest) {
  const auto declare = [](const std::string& who) {
    return command(who + " bodyMember DeclareInterest partnership/p", R"({"nature":"family"})");
  };
  given(house())
      .and_given(propose("proposer proposer"))
      .when(declare("m1"))
      .then({"InterestDeclared"})
      .when(declare("secretary"))
      .then_refused("REC-4");
}

TEST(Authority, OnlyTheAuthorityThatWasAskedMayApprove) {
  auto commands = house();
  for (const std::string organization : {"city", "province"}) {
    commands.push_back(
        command("security securityAdministrator RegisterPrincipal person/approver-" + organization,
                R"({"title":"a","organization":"organization/province"})"));
    commands.push_back(
        command("security securityAdministrator GrantRole person/approver-" + organization,
                R"({"role":"approver","organization":"organization/)" + organization +
                    R"(","from":"2021-01-01"})"));
  }
  const auto grant = [](const std::string& who, const std::string& request) {
    return command(who + " approver GrantApproval partnership/p",
                   R"({"request":")" + request + R"("})");
  };
  given(commands)
      .and_given(propose("proposer proposer"))
      .and_given(command("proposer proposer RequestApproval partnership/p",
                         R"({"request":"r","authority":"organization/province","summary":"s"})"))
      .when(grant("approver-province", "none"))
      .then_refused("REF-3")
      .when(grant("approver-city", "r"))
      .then_refused("REC-4")
      .when(grant("approver-province", "r"))
      .then({"ApprovalGranted"});
}

// `irregular` stands after the subject in the words of a command.
std::string propose_irregularly(const std::string& who) {
  return command(who + " ProposePartnership partnership/p irregular", proposal);
}

TEST(Authority, IrregularEntriesAreMadeByThoseWhoSupervise) {
  given(house())
      .when(propose_irregularly("proposer proposer"))
      .then_refused("REC-4", false)
      .when(propose_irregularly("stranger supervisor"))
      .then_refused("REC-4", false)
      .when(propose_irregularly("inspector inspector"))
      .then({"PartnershipProposed"});
}

TEST(Authority, IrregularEntriesAreMarked) {
  auto sentence = given(house());
  sentence.when(propose_irregularly("supervisor supervisor")).then({"PartnershipProposed"});
  const auto event = sentence.world().event(sentence.outcome().positions.at(0));
  EXPECT_EQ(event.payload.getIrregular().getReason(), "found on inspection");
  EXPECT_EQ(event.payload.getIrregular().getEvidence().size(), 1U);
}

TEST(Authority, MasterDataIsNeverIrregular) {
  given(house())
      .when(command("supervisor supervisor ChangeVenue venue/palace irregular", change))
      .then_refused("REF-4", false);
}

}  // namespace
}  // namespace minutebook::test
