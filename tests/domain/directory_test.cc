#include "tests/support/given.h"
#include "tests/support/house.h"

namespace minutebook::test {
namespace {

constexpr const char* code = "91350100M000100Y43";

std::string supervisors(const std::string& type, const std::string& subject,
                        const std::string& data) {
  return command("supervisor supervisor " + type + " " + subject, data);
}

std::string delegation(const std::string& to, const std::string& until) {
  return command("signatory signatory DelegateOperation venue/palace",
                 R"({"to":"organization/)" + to + R"(","from":"2021-04-01","until":")" + until +
                     R"(","terms":"running the hall"})");
}

std::string seat(const std::string& person, const std::string& name, const std::string& from) {
  return command(
      "secretary bodySecretary SeatBodyMember body/group",
      R"({"person":"person/)" + person + R"(","seat":")" + name + R"(","from":")" + from + R"("})");
}

std::string unseat(const std::string& person, const std::string& until) {
  return command("secretary bodySecretary UnseatBodyMember body/group",
                 R"({"person":"person/)" + person + R"(","until":")" + until + R"("})");
}

Day day(const char* text) { return *parse_day(text); }

TEST(Venue, IsDelegatedToAUnionBelowItsOwner) {
  auto sentence = given(house());
  sentence.when(delegation("county", "2021-06-01")).then({"OperationDelegated"});
  const auto& directory = sentence.world().directory();
  const auto palace = Subject::from_stored("venue/palace");
  const auto county = Subject::from_stored("organization/county");
  EXPECT_EQ(directory.delegate_of(palace, day("2021-03-31")), std::nullopt);
  EXPECT_EQ(directory.delegate_of(palace, day("2021-04-01")), county);
  EXPECT_EQ(directory.delegate_of(palace, day("2021-06-01")), std::nullopt);
}

TEST(Venue, IsNotDelegatedToItsOwnerNorAside) {
  given(house())
      .when(delegation("city", "2021-06-01"))
      .then_refused("ORG-1")
      .when(delegation("sibling", "2021-06-01"))
      .then_refused("ORG-1")
      .when(delegation("county", "2021-04-01"))
      .then_refused("STEP-2");
}

TEST(Venue, PublishesItsServiceTerms) {
  auto sentence = given(house());
  sentence
      .when(command("proposer proposer PublishServiceTerms venue/palace",
                    R"({"items":[{"name":"swimming","price":"10"}],"from":"2021-04-01"})"))
      .then({"ServiceTermsPublished"});
  EXPECT_THAT(sentence.world().describe("venue/palace"),
              testing::HasSubstr(R"("items":[{"name":"swimming","price":"10"}])"));
}

TEST(Body, SeatsAndUnseatsOverTime) {
  auto sentence = given(house());
  sentence.when(seat("nobody", "member", "2021-02-01"))
      .then({"BodyMemberSeated"})
      .when(unseat("nobody", "2021-05-01"))
      .then({"BodyMemberDeparted"})
      .when(seat("nobody", "member", "2021-07-01"))
      .then({"BodyMemberSeated"});
  const auto& directory = sentence.world().directory();
  const auto body = Subject::from_stored("body/group");
  const auto nobody = Subject::from_stored("person/nobody");
  EXPECT_EQ(directory.seat_of(body, nobody, day("2021-01-31")), nullptr);
  EXPECT_NE(directory.seat_of(body, nobody, day("2021-04-30")), nullptr);
  EXPECT_EQ(directory.seat_of(body, nobody, day("2021-05-01")), nullptr);
  EXPECT_NE(directory.seat_of(body, nobody, day("2021-07-01")), nullptr);
  // Presiding and members vote, the secretary does not.
  EXPECT_EQ(directory.entitled_members(body, day("2021-04-30")).size(), 3U);
  EXPECT_EQ(directory.entitled_members(body, day("2021-05-01")).size(), 2U);
}

TEST(Body, HasOneSeatAPersonAndOneThatPresides) {
  given(house())
      .when(seat("m1", "secretary", "2021-06-01"))
      .then_refused("REF-2")
      .when(seat("nobody", "presiding", "2021-06-01"))
      .then_refused("STEP-2")
      .and_given(unseat("chair", "2021-06-01"))
      .when(seat("nobody", "presiding", "2021-06-01"))
      .then({"BodyMemberSeated"});
}

TEST(Body, UnseatsOnlyWhoSits) {
  given(house())
      .when(unseat("nobody", "2021-06-01"))
      .then_refused("REF-3")
      .when(unseat("m1", "2021-01-01"))
      .then_refused("STEP-2");
}

TEST(Body, IsChangedByItsOwnSecretaryOnly) {
  given(house())
      .when(command("m1 bodySecretary SeatBodyMember body/group",
                    R"({"person":"person/nobody","seat":"member","from":"2021-06-01"})"))
      .then_refused("REC-4");
}

TEST(Partner, IsRegisteredUnderAValidCode) {
  const std::string data = R"({"name":"swim company","kind":"company"})";
  given(house())
      .when(command(std::string("proposer proposer RegisterPartner partner/") + code, data))
      .then({"PartnerRegistered"})
      .when(command(std::string("proposer proposer RegisterPartner partner/") + code, data))
      .then_refused("REF-2")
      .when(command("proposer proposer RegisterPartner partner/91350100M000100Y44", data))
      .then_refused("PART-1", false);
}

TEST(Partner, ChangesOnlyAfterItIsRegistered) {
  const std::string change = std::string("proposer proposer ChangePartner partner/") + code;
  const std::string data = R"({"name":"other name","reason":"renamed"})";
  given(house())
      .when(command(change, data))
      .then_refused("REF-1")
      .and_given(command(std::string("proposer proposer RegisterPartner partner/") + code,
                         R"({"name":"swim company","kind":"company"})"))
      .when(command(change, data))
      .then({"PartnerChanged"});
}

TEST(Rulebook, IsAdoptedVersionByVersion) {
  auto house_with_keeper = house();
  house_with_keeper.push_back(
      command("security securityAdministrator GrantRole person/nobody",
              R"({"role":"ruleKeeper","organization":"organization/province",
                  "from":"2021-01-01"})"));
  const auto adopt = [](int version, const std::string& organization) {
    return command("nobody ruleKeeper AdoptRulebook rulebook/main",
                   R"({"title":"rules","version":)" + std::to_string(version) +
                       R"(,"organization":"organization/)" + organization +
                       R"(","effectiveFrom":"2021-04-01","text":"[rules]"})");
  };
  given(house_with_keeper)
      .when(adopt(2, "province"))
      .then_refused("STEP-2")
      .when(adopt(1, "province"))
      .then({"RulebookAdopted"})
      .when(adopt(1, "province"))
      .then_refused("STEP-2")
      .when(adopt(2, "city"))
      .then_refused("STEP-2")
      .when(adopt(2, "province"))
      .then({"RulebookAdopted"});
}

TEST(Rulebook, WithoutOrganizationIsForTheWholeLedger) {
  const auto adopt = [](int version, const std::string& organization) {
    return founders("AdoptRulebook", "rulebook/main",
                    R"({"title":"rules","version":)" + std::to_string(version) + organization +
                        R"(,"effectiveFrom":"2021-04-01","text":"text )" + std::to_string(version) +
                        R"("})");
  };
  auto sentence = given(house_being_built());
  sentence.when(adopt(1, "")).then({"RulebookAdopted"});
  sentence.when(adopt(2, R"(,"organization":"organization/city")")).then_refused("STEP-2");
  sentence.when(adopt(2, "")).then({"RulebookAdopted"});
  const auto* record = sentence.world().directory().rulebook(Subject::from_stored("rulebook/main"));
  EXPECT_EQ(record->organization, std::nullopt);
  ASSERT_EQ(record->editions.size(), 2u);
  EXPECT_EQ(record->editions[0].text, "text 1");
  EXPECT_EQ(record->editions[1].adopted_at, record->adopted_at);
  const std::string described = sentence.world().describe("rulebook/main");
  EXPECT_EQ(described.find("organization"), std::string::npos) << described;
  EXPECT_EQ(described.find("text"), std::string::npos) << described;
}

TEST(Correction, OfMasterDataNamesAnEventOfTheSubject) {
  auto sentence = given(house());
  const auto at = [&](std::uint64_t position) {
    return supervisors("RecordCorrection", "venue/palace",
                       R"({"corrects":)" + std::to_string(position) +
                           R"(,"fields":[{"field":"name","recorded":"palace",
                              "correct":"Palace"}],"reason":"misspelt"})");
  };
  const auto* venue = sentence.world().directory().venue(Subject::from_stored("venue/palace"));
  const std::uint64_t registered = venue->registered_at.value;
  sentence.when(at(registered + 1)).then_refused("REF-5");
  sentence.when(at(registered)).then({"CorrectionRecorded"});
  // The record itself stays as it was recorded.
  EXPECT_THAT(sentence.world().describe("venue/palace"),
              testing::AllOf(testing::HasSubstr(R"("name":"palace")"),
                             testing::HasSubstr(R"("correct":"Palace")")));
}

TEST(Directory, IsTheSameWhenReplayed) {
  auto sentence = given(house());
  sentence.when(delegation("county", "2021-06-01"));
  sentence.when(delegation("sibling", "2021-06-01")).then_refused("ORG-1");
  World& world = sentence.world();
  World again = world.replayed();
  for (const char* subject : {"ledger/test", "organization/city", "venue/palace", "body/group",
                              "person/security", "service/founder"}) {
    EXPECT_EQ(world.describe(subject), again.describe(subject));
    EXPECT_THAT(world.describe(subject), testing::HasSubstr(subject));
  }
}

TEST(Describe, OrdersFieldsAndLeavesOutWhatIsAbsent) {
  World world = World::without_key();
  EXPECT_EQ(world.describe("ledger/test"),
            R"({"subject":"ledger/test","version":1,"name":"minutebook.example/test",)"
            R"("zoneOffsetMinutes":480,"founder":"service/founder","suite":"standard",)"
            R"("positions":[0]})");
  EXPECT_EQ(world.describe("person/unknown"), R"({"subject":"person/unknown","version":0})");
}

}  // namespace
}  // namespace minutebook::test
