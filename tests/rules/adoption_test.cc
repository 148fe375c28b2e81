#include "ledger/rules/adoption.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "ledger/rules/decide.h"
#include "ledger/schema/json.h"
#include "tests/rules/rulebook_text.h"
#include "tests/support/house.h"
#include "tests/support/world.h"

namespace minutebook::rules {
namespace {

using test::RulebookText;
using testing::HasSubstr;

/// A world in which adoptions pass through rules::decide.
class Adoptions {
 public:
  Adoptions() {
    for (const std::string& json : test::house_being_built()) {
      EXPECT_TRUE(world_.submit(json).accepted());
    }
  }

  /// The refusal by rules::decide, or "accepted" after it was recorded.
  std::string submit(const std::string& json) {
    const auto message = schema::decode_command(json);
    EXPECT_TRUE(message) << message.error().path << " " << message.error().detail.en;
    if (!message) return "invalid";
    const auto command = (*message)->getRoot<schema::Command>().asReader();
    const Rulebooks rulebooks = Rulebooks::from(world_.directory());
    const auto decision = decide(
        {world_.directory(), world_.aggregate(command.getSubject().cStr())}, rulebooks, command);
    refusal_.reset();
    if (const auto* refusal = std::get_if<domain::Refusal>(&decision)) {
      refusal_ = *refusal;
      EXPECT_FALSE(refusal->detail.zh.empty());
      EXPECT_FALSE(refusal->procedural);
      return refusal->rule + " " + refusal->detail.en;
    }
    EXPECT_TRUE(world_.submit(json).accepted());
    return "accepted";
  }

  std::string adopt(const std::string& id, const RulebookText& file,
                    const std::string& on = "2021-01-01") {
    return submit(command(id, file, file.text(), on));
  }
  std::string adopt_text(const RulebookText& said, const std::string& text) {
    return submit(command("main", said, text, "2021-01-01"));
  }

  static std::string command(const std::string& id, const RulebookText& said,
                             const std::string& text, const std::string& on) {
    nlohmann::json data = {{"title", said.title},
                           {"version", said.version},
                           {"effectiveFrom", said.effective_from},
                           {"text", text}};
    if (!said.organization.empty()) data["organization"] = said.organization;
    return test::command("service/founder founder AdoptRulebook rulebook/" + id + " @" + on,
                         data.dump());
  }

  test::World& world() { return world_; }
  const domain::Refusal& refusal() const { return *refusal_; }

 private:
  test::World world_;
  std::optional<domain::Refusal> refusal_;
};

std::string notice(int days) {
  return "[rules.VOTE-9]\nnotice-days = " + std::to_string(days) + "\n";
}

TEST(Adoption, OfASoundFileIsAccepted) {
  Adoptions ledger;
  EXPECT_EQ(ledger.adopt("main", {}), "accepted");
  EXPECT_EQ(ledger.adopt("city", {.organization = "organization/city"}), "accepted");
}

TEST(Adoption, OfATextThatIsNoRulebookNamesItsFaults) {
  Adoptions ledger;
  const std::string said = ledger.adopt("main", {.more = notice(61) + "[rules.VOTE-99]\n"});
  EXPECT_THAT(said, HasSubstr("RULE-1 the text is no rulebook: line 5, rules.VOTE-9.notice-days"));
  EXPECT_THAT(said, HasSubstr("line 6, rules.VOTE-99"));
}

TEST(Adoption, SaysWhatItsTextSays) {
  Adoptions ledger;
  const std::string text = RulebookText{}.text();
  EXPECT_THAT(ledger.adopt_text({.title = "other"}, text), HasSubstr("RULE-1 the text says title"));
  EXPECT_THAT(ledger.adopt_text({.organization = "organization/city"}, text),
              HasSubstr("RULE-1 the text says organization (none)"));
  EXPECT_THAT(ledger.adopt_text({.effective_from = "2021-04-02"}, text),
              HasSubstr("RULE-1 the text says effective-from 2021-04-01"));
  EXPECT_THAT(ledger.adopt_text({}, RulebookText{.version = 2}.text()),
              HasSubstr("RULE-1 the text says version 2"));
  EXPECT_EQ(ledger.adopt_text({}, text), "accepted");
}

TEST(Adoption, NeverReachesIntoThePast) {
  Adoptions ledger;
  EXPECT_THAT(ledger.adopt("main", {.effective_from = "2021-04-01"}, "2021-04-02"),
              HasSubstr("RULE-1 it would be in force from 2021-04-01"));
  // The day in the ledger's zone counts, up to its last second.
  EXPECT_EQ(ledger.adopt("main", {.effective_from = "2021-04-01"}, "2021-04-01T15:59:59Z"),
            "accepted");
  EXPECT_THAT(ledger.adopt("more", {.effective_from = "2021-05-01"}, "2021-05-01T16:00:00Z"),
              HasSubstr("RULE-1 it would be in force"));
}

TEST(Adoption, BeginsAfterEveryEarlierEditionOfTheOrganization) {
  Adoptions ledger;
  ASSERT_EQ(ledger.adopt("main", {.effective_from = "2021-06-01"}), "accepted");
  const Position first{ledger.world().size() - 1};
  EXPECT_THAT(ledger.adopt("main", {.version = 2, .effective_from = "2021-06-01"}),
              HasSubstr("RULE-1 rulebook/main version 1 is in force for the whole ledger"));
  EXPECT_EQ(ledger.refusal().rests_on, std::vector{first});
  EXPECT_THAT(ledger.adopt("other", {.effective_from = "2021-05-31"}), HasSubstr("RULE-1"));
  EXPECT_EQ(
      ledger.adopt("city", {.organization = "organization/city", .effective_from = "2021-05-31"}),
      "accepted");
  EXPECT_EQ(ledger.adopt("main", {.version = 2, .effective_from = "2021-06-02"}), "accepted");
}

TEST(Adoption, IsNeverLaxerThanWhatIsInForceAboveOnItsFirstDay) {
  Adoptions ledger;
  ASSERT_EQ(ledger.adopt("province", {.organization = "organization/province",
                                      .effective_from = "2021-06-01",
                                      .more = notice(5) + "[rules.APPR-2]\nfiling-days = 10\n"}),
            "accepted");
  const Position above{ledger.world().size() - 1};
  const std::string laxer = notice(4) + "[rules.APPR-2]\nfiling-days = 11\n";
  EXPECT_THAT(ledger.adopt("city", {.organization = "organization/city",
                                    .effective_from = "2021-06-01",
                                    .more = laxer}),
              HasSubstr("VOTE-9.notice-days, APPR-2.filing-days"));
  EXPECT_EQ(ledger.refusal().rule, "RULE-1");
  EXPECT_EQ(ledger.refusal().rests_on, std::vector{above});
  // The day before, nothing is in force above; a sibling of the province does not count either.
  EXPECT_EQ(ledger.adopt("city", {.organization = "organization/city",
                                  .effective_from = "2021-05-31",
                                  .more = laxer}),
            "accepted");
  EXPECT_EQ(ledger.adopt("sibling", {.organization = "organization/sibling",
                                     .effective_from = "2021-06-01",
                                     .more = notice(5)}),
            "accepted");
}

TEST(Adoption, HoldsACountyAgainstTheCityMergedWithTheProvince) {
  Adoptions ledger;
  ASSERT_EQ(ledger.adopt("province", {.organization = "organization/province", .more = notice(7)}),
            "accepted");
  ASSERT_EQ(ledger.adopt("city", {.organization = "organization/city",
                                  .more = "[rules.APPR-2]\nfiling-days = 10\n"}),
            "accepted");
  EXPECT_THAT(ledger.adopt("county", {.organization = "organization/county", .more = notice(6)}),
              HasSubstr("VOTE-9.notice-days"));
  EXPECT_EQ(ledger.refusal().rests_on.size(), 2u);
}

TEST(Adoption, ForTheWholeLedgerIsOfTheFounderOrTheRootsRuleKeeper) {
  Adoptions ledger;
  const auto grant = [&](const std::string& person, const std::string& organization) {
    return ledger.submit(test::founders("GrantRole", "person/" + person,
                                        R"({"role":"ruleKeeper","organization":"organization/)" +
                                            organization + R"(","from":"2021-01-01"})"));
  };
  ASSERT_EQ(grant("nobody", "city"), "accepted");
  ASSERT_EQ(grant("m1", "nation"), "accepted");
  const auto by = [&](const std::string& person) {
    nlohmann::json data = {{"title", "test rules"},
                           {"version", 1},
                           {"effectiveFrom", "2021-04-01"},
                           {"text", RulebookText{}.text()}};
    return ledger.submit(
        test::command(person + " ruleKeeper AdoptRulebook rulebook/main", data.dump()));
  };
  EXPECT_THAT(by("nobody"), HasSubstr("REC-4"));
  EXPECT_EQ(by("m1"), "accepted");
}

TEST(Adoption, BesideOneThatCannotBeReadStillBeginsAfterIt) {
  Adoptions ledger;
  const RulebookText old{.effective_from = "2021-06-01", .more = "[rules.VOTE-99]\n"};
  // As a ledger has it that was written before texts were looked at.
  ASSERT_TRUE(
      ledger.world().submit(Adoptions::command("old", old, old.text(), "2021-01-01")).accepted());
  EXPECT_THAT(ledger.adopt("main", {.effective_from = "2021-05-01"}), HasSubstr("RULE-1"));
  EXPECT_EQ(ledger.adopt("main", {.effective_from = "2021-06-02"}), "accepted");
}

TEST(IrregularEntry, IsMadeByTheRolesOfTheRulebookInForceOnTheDay) {
  Adoptions ledger;
  ASSERT_EQ(ledger.adopt("city", {.organization = "organization/city",
                                  .more = "[irregular]\nroles = [\"inspector\"]\n"}),
            "accepted");
  const Position edition{ledger.world().size() - 1};
  const auto propose = [&](const std::string& by, const std::string& matter,
                           const std::string& on) {
    return ledger.submit(test::command(
        by + " " + by + " ProposePartnership partnership/" + matter + " irregular for:proposer @" +
            on,
        R"({"venue":"venue/palace","mode":"externalCooperation","title":"hall","purpose":"sport",
            "scope":"sport"})"));
  };
  EXPECT_THAT(propose("supervisor", "a", "2021-04-01"), HasSubstr("REC-4 the rulebook in force"));
  EXPECT_EQ(ledger.refusal().rests_on, std::vector{edition});
  EXPECT_EQ(propose("supervisor", "a", "2021-03-31"), "accepted");
  EXPECT_EQ(propose("inspector", "b", "2021-04-01"), "accepted");
}

}  // namespace
}  // namespace minutebook::rules
