#include <gtest/gtest.h>

#include "ledger/rules/catalogue.h"
#include "ledger/rules/judge.h"
#include "tests/rules/cooperation.h"
#include "tests/support/house.h"

namespace minutebook::test {
namespace {

// Roles on a day are known or not at once: REC-4 is never pending, and it always applies.

std::string ruling(Story& story) {
  return asked(story, rules::recording_rules(), "REC-4").under_no_rulebook().at("2021-06-01");
}

/// The ruling after one irregular entry by the supervisor, of `type` and for `whom`.
std::string ruling_on(Story& story, const std::string& type, const std::string& whom,
                      const std::string& data) {
  story.given("supervisor supervisor " + type + " irregular" + (whom.empty() ? "" : " for:" + whom),
              data);
  return ruling(story);
}

std::string ruling_on(const std::string& type, const std::string& whom, const std::string& data) {
  Story story;
  return ruling_on(story, type, whom, data);
}

const std::string study = R"({"necessity":"x","feasibility":"x","conclusion":"favourable"})";
const std::string signature = R"({"contract":"k","partner":")" + partner_a +
                              R"(","terms":{"content":"x"},"text":)" + document('c') +
                              R"(,"partnerSignatory":"manager"})";
const std::string ballot = R"({"meeting":"m","choice":"for"})";
const std::string closing = R"({"meeting":"m","resolution":"x"})";

/// A meeting of body/group on 2021-03-02 over which m1 presides.
Story convened() {
  Story story;
  story.given("secretary bodySecretary ConveneMeeting",
              R"({"meeting":"m","body":"body/group","form":"inPerson","agenda":["x"],
                  "heldAt":"2021-03-02T09:00:00+08:00","presiding":"person/m1"})");
  return story;
}

TEST(IrregularActor, HeldTheRoleThatTheCommandAsks) {
  EXPECT_EQ(ruling_on("RecordStudy", "proposer", study), "pass");
  EXPECT_EQ(ruling_on("SignContract", "signatory", signature), "pass");
  EXPECT_EQ(ruling_on("SignContract", "proposer", signature), "breach");
  EXPECT_EQ(ruling_on("SignContract", "nobody", signature), "breach");
}

TEST(IrregularActor, IsNamedInTheBreachThatRestsOnTheEntry) {
  Story story;
  ASSERT_EQ(ruling_on(story, "RecordStudy", "proposer", study), "pass");
  ASSERT_EQ(ruling_on(story, "SignContract", "nobody", signature), "breach");
  const auto verdict = asked(story, rules::recording_rules(), "REC-4").verdict("2021-06-01");
  EXPECT_EQ(verdict.rests_on, std::vector{story.last()});
  EXPECT_EQ(verdict.reason.en,
            "person/nobody was not signatory on 2021-03-01, as ContractSigned asks");
  EXPECT_EQ(verdict.reason.zh,
            "person/nobody 在 2021-03-01 未担任签约人，不符合 ContractSigned 的要求");
}

TEST(IrregularActor, HeldAnyOneOfSeveralRoles) {
  const std::string order =
      R"({"rectification":"x","contract":"k","problems":"x","dueBy":"2021-05-01"})";
  for (const auto& [whom, expected] :
       {std::pair{"ev1", "pass"}, std::pair{"supervisor", "pass"}, std::pair{"team", "breach"}}) {
    Cooperation c;
    c.sign("k", "2021-03-01");
    EXPECT_EQ(ruling_on(c.story, "OrderRectification", whom, order), expected) << whom;
  }
}

TEST(IrregularActor, SatInTheBodyOfTheMeetingOnThatDay) {
  const auto of_ballot = [](const std::string& whom, const std::string& day) {
    Story story = convened();
    return ruling_on(story, "CastBallot @" + day, whom, ballot);
  };
  EXPECT_EQ(of_ballot("m2", "2021-03-02"), "pass");
  EXPECT_EQ(of_ballot("secretary", "2021-03-02"), "breach");
  EXPECT_EQ(of_ballot("stranger", "2021-03-02"), "breach");
  EXPECT_EQ(of_ballot("late", "2021-03-01"), "pass");
  EXPECT_EQ(of_ballot("late", "2021-02-28"), "breach");
  EXPECT_EQ(of_ballot("gone", "2021-02-28"), "pass");
  EXPECT_EQ(of_ballot("gone", "2021-03-01"), "breach");
}

TEST(IrregularActor, PresidedOrKeptTheMinutesToCloseTheVote) {
  const auto of_closing = [](const std::string& whom) {
    Story story = convened();
    return ruling_on(story, "CloseVote @2021-03-02", whom, closing);
  };
  EXPECT_EQ(of_closing("secretary"), "pass");
  EXPECT_EQ(of_closing("m1"), "pass");
  EXPECT_EQ(of_closing("chair"), "pass");
  EXPECT_EQ(of_closing("m2"), "breach");
}

TEST(IrregularActor, SatInAnyBodyAroundWhereThereIsNoMeeting) {
  const std::string interest = R"({"nature":"x"})";
  EXPECT_EQ(ruling_on("DeclareInterest", "m2", interest), "pass");
  EXPECT_EQ(ruling_on("DeclareInterest", "nobody", interest), "breach");
}

TEST(IrregularActor, IsUnknownWhereTheEntryNamesNoPerson) {
  EXPECT_EQ(ruling_on("SignContract", "", signature), "cannot-decide");
  EXPECT_EQ(ruling_on("SignContract", "organization/city", signature), "cannot-decide");
  EXPECT_EQ(ruling_on("SignContract", partner_a, signature), "cannot-decide");
}

TEST(IrregularActor, IsNotAskedAboutOrdinaryEntries) {
  Story story;
  const Position proposed = story.last();
  story.given("proposer proposer RecordStudy", study);
  ASSERT_EQ(story.when("nobody signatory SignContract", signature), "REC-4!");
  EXPECT_EQ(ruling(story), "pass");
  EXPECT_EQ(asked(story, rules::recording_rules(), "REC-4").verdict("2021-06-01").rests_on,
            std::vector{proposed});
}

/// The house being built, with person/guest of the county; roles may still be granted.
class Building {
 public:
  Building() {
    for (const auto& one : house_being_built()) given(one);
    given(founders("RegisterPrincipal", "person/guest",
                   R"({"title":"guest","organization":"organization/county"})"));
    given(founders("RegisterPartner", partner_a, R"({"name":"x","kind":"company"})"));
    given(command("proposer proposer ProposePartnership " + subject_,
                  R"({"venue":"venue/palace","mode":"externalCooperation","title":"x",
                      "purpose":"x","scope":"x"})"));
  }

  void given(const std::string& json) {
    const Outcome outcome = world_.submit(json);
    EXPECT_TRUE(outcome.accepted()) << outcome.summary();
  }
  void grant(const std::string& role, const std::string& organization, const std::string& from) {
    given(founders("GrantRole", "person/guest",
                   R"({"role":")" + role + R"(","organization":"organization/)" + organization +
                       R"(","from":")" + from + R"("})"));
  }
  void supervisors(const std::string& type, const std::string& data, const std::string& when = "") {
    given(command("supervisor supervisor " + type + " " + subject_ + " irregular for:guest" + when,
                  data));
  }
  void proposers(const std::string& type, const std::string& data) {
    given(command("proposer proposer " + type + " " + subject_, data));
  }

  rules::Ruling ruling() {
    const rules::Rulebooks none;
    const rules::Landscape nothing;
    const rules::Scene scene{world_.directory(), none, nothing,
                             parse_time("2021-06-01T00:00:00Z").value().instant};
    const auto& matter = std::get<domain::Partnership>(world_.aggregate(subject_).state);
    return rules::judge(rules::recording_rules().back(), scene, Subject::from_stored(subject_),
                        matter)
        .ruling;
  }

 private:
  const std::string subject_ = Story::subject;
  World world_;
};

/// The ruling on a signature for the guest on `day`, signatory for `organization` from 2021-04-10
/// on; the county runs the venue from 2021-04-01 to 2021-05-01.
rules::Ruling ruling_on_guest(const std::string& organization, const std::string& day) {
  Building building;
  building.grant("signatory", organization, "2021-04-10");
  building.given(command("signatory signatory DelegateOperation venue/palace",
                         R"({"to":"organization/county","from":"2021-04-01","until":"2021-05-01",
                             "terms":"x"})"));
  building.supervisors("SignContract", signature, " @" + day);
  return building.ruling();
}

TEST(IrregularActor, HeldItForTheVenuesOrganizationOnThatDay) {
  EXPECT_EQ(ruling_on_guest("city", "2021-04-10"), rules::Ruling::pass);
  EXPECT_EQ(ruling_on_guest("city", "2021-04-09"), rules::Ruling::breach);
  EXPECT_EQ(ruling_on_guest("sibling", "2021-04-10"), rules::Ruling::breach);
  EXPECT_EQ(ruling_on_guest("province", "2021-04-10"), rules::Ruling::breach);
}

TEST(IrregularActor, SatInTheMeetingsBodyNotInAnotherOfTheUnion) {
  Building building;
  building.given(founders("EstablishBody", "body/other",
                          R"({"name":"other","kind":"other","organization":"organization/city"})"));
  building.given(founders("SeatBodyMember", "body/other",
                          R"({"person":"person/guest","seat":"member","from":"2021-01-01"})"));
  building.supervisors("DeclareInterest", R"({"nature":"x"})");
  EXPECT_EQ(building.ruling(), rules::Ruling::pass);
  building.given(command("secretary bodySecretary ConveneMeeting " + std::string(Story::subject),
                         R"({"meeting":"m","body":"body/group","form":"inPerson","agenda":["x"],
                             "heldAt":"2021-03-02T09:00:00+08:00","presiding":"person/m1"})"));
  building.supervisors("CastBallot", ballot);
  EXPECT_EQ(building.ruling(), rules::Ruling::breach);
}

TEST(IrregularActor, MayActForTheUnionToWhichTheVenueIsDelegated) {
  EXPECT_EQ(ruling_on_guest("county", "2021-04-30"), rules::Ruling::pass);
  EXPECT_EQ(ruling_on_guest("county", "2021-05-01"), rules::Ruling::breach);
}

/// The ruling on an answer for the guest, approver for the city, by an authority.
rules::Ruling ruling_on_answer(const std::string& authority, bool filing) {
  Building building;
  building.grant("approver", "city", "2021-01-01");
  const std::string asked_of = R"(","authority":"organization/)";
  building.proposers("RequestApproval",
                     R"({"request":"other)" + asked_of + R"(city","summary":"x"})");
  if (filing) {
    building.proposers("SubmitFiling",
                       R"({"filing":"f)" + asked_of + authority + R"(","summary":"x"})");
    building.supervisors("AcknowledgeFiling", R"({"filing":"f"})");
  } else {
    building.proposers("RequestApproval",
                       R"({"request":"r)" + asked_of + authority + R"(","summary":"x"})");
    building.supervisors("GrantApproval", R"({"request":"r"})");
  }
  return building.ruling();
}

TEST(IrregularActor, AnsweredForTheAuthorityThatWasAsked) {
  for (const bool filing : {false, true}) {
    EXPECT_EQ(ruling_on_answer("city", filing), rules::Ruling::pass);
    EXPECT_EQ(ruling_on_answer("county", filing), rules::Ruling::pass);  // reaches below
    EXPECT_EQ(ruling_on_answer("province", filing), rules::Ruling::breach);
  }
}

TEST(IrregularActor, MayBeOfAnyAuthorityAskedWhereNothingIsAnswered) {
  Building building;
  building.grant("approver", "province", "2021-01-01");
  building.supervisors("DeclareInterest", R"({"nature":"x"})");
  EXPECT_EQ(building.ruling(), rules::Ruling::breach);
  building.proposers("RequestApproval",
                     R"({"request":"r","authority":"organization/province","summary":"x"})");
  EXPECT_EQ(building.ruling(), rules::Ruling::pass);
}

}  // namespace
}  // namespace minutebook::test
