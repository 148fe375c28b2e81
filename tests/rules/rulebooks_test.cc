#include "ledger/rules/rulebooks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/rules/rulebook_text.h"
#include "tests/support/house.h"
#include "tests/support/world.h"

namespace minutebook::rules {
namespace {

using test::RulebookText;
using test::World;

Day day(std::string_view text) { return parse_day(text).value(); }
Subject subject(std::string_view text) { return Subject::from_stored(text); }

World built_house() {
  World world;
  for (const std::string& json : test::house_being_built()) {
    EXPECT_TRUE(world.submit(json).accepted()) << json;
  }
  return world;
}

/// The founder's adoption on 2021-01-01.
std::string adoption(const std::string& id, const RulebookText& file) {
  nlohmann::json data = {{"title", file.title},
                         {"version", file.version},
                         {"effectiveFrom", file.effective_from},
                         {"text", file.text()}};
  if (!file.organization.empty()) data["organization"] = file.organization;
  return test::founders("AdoptRulebook", "rulebook/" + id, data.dump());
}

void adopt(World& world, const std::string& id, const RulebookText& file) {
  const auto outcome = world.submit(adoption(id, file));
  EXPECT_TRUE(outcome.accepted()) << outcome.summary();
}

std::string notice(int days) {
  return "[rules.VOTE-9]\nnotice-days = " + std::to_string(days) + "\n";
}

/// Notice days in force, or -1 without a rulebook.
std::int64_t notice_in(const World& world, std::string_view organization, std::string_view on) {
  const Rulebooks rulebooks = Rulebooks::from(world.directory());
  const Rulebook* rulebook = rulebooks.in_force(world.directory(), subject(organization), day(on));
  return rulebook ? rulebook->number(Number::notice_days) : -1;
}

TEST(Rulebooks, AreInForceFromTheirFirstDayUntilTheNextEdition) {
  World world = built_house();
  adopt(world, "main", {.effective_from = "2021-04-01", .more = notice(5)});
  adopt(world, "main", {.version = 2, .effective_from = "2021-06-01", .more = notice(4)});
  EXPECT_EQ(notice_in(world, "organization/city", "2021-03-31"), -1);
  EXPECT_EQ(notice_in(world, "organization/city", "2021-04-01"), 5);
  EXPECT_EQ(notice_in(world, "organization/city", "2021-05-31"), 5);
  EXPECT_EQ(notice_in(world, "organization/city", "2021-06-01"), 4);
}

TEST(Rulebooks, OfAnOrganizationHoldForAllBelowItAndNobodyElse) {
  World world = built_house();
  adopt(world, "city", {.organization = "organization/city", .more = notice(6)});
  EXPECT_EQ(notice_in(world, "organization/city", "2021-04-01"), 6);
  EXPECT_EQ(notice_in(world, "organization/county", "2021-04-01"), 6);
  EXPECT_EQ(notice_in(world, "organization/sibling", "2021-04-01"), -1);
  EXPECT_EQ(notice_in(world, "organization/province", "2021-04-01"), -1);
}

TEST(Rulebooks, HoldTheStrictestOfAllAbove) {
  World world = built_house();
  adopt(world, "ledger", {.more = notice(4)});
  adopt(world, "city", {.organization = "organization/city", .more = notice(6)});
  EXPECT_EQ(notice_in(world, "organization/city", "2021-04-01"), 6);
  EXPECT_EQ(notice_in(world, "organization/sibling", "2021-04-01"), 4);
}

TEST(Rulebooks, TightenAnOlderCityWhenTheProvinceBecomesStricter) {
  World world = built_house();
  adopt(world, "city", {.organization = "organization/city", .more = notice(6)});
  adopt(
      world, "province",
      {.organization = "organization/province", .effective_from = "2021-07-01", .more = notice(9)});
  EXPECT_EQ(notice_in(world, "organization/county", "2021-06-30"), 6);
  EXPECT_EQ(notice_in(world, "organization/county", "2021-07-01"), 9);
}

TEST(Rulebooks, LeaveToThoseAboveWhatAnEditionDoesNotSet) {
  World world = built_house();
  adopt(world, "province", {.organization = "organization/province", .more = notice(2)});
  adopt(world, "city",
        {.organization = "organization/city", .more = "[rules.VOTE-10]\nminutes-days = 3\n"});
  EXPECT_EQ(notice_in(world, "organization/city", "2021-04-01"), 2);
  const Rulebooks rulebooks = Rulebooks::from(world.directory());
  const Rulebook* city =
      rulebooks.in_force(world.directory(), subject("organization/city"), day("2021-04-01"));
  EXPECT_EQ(city->number(Number::minutes_days), 3);
  ASSERT_EQ(city->editions.size(), 2u);
  EXPECT_EQ(city->editions[0].rulebook, subject("rulebook/city"));
  EXPECT_EQ(city->editions[1].rulebook, subject("rulebook/province"));
}

TEST(Rulebooks, KnowWhatIsAboveAnOrganization) {
  World world = built_house();
  adopt(world, "ledger", {.more = notice(4)});
  adopt(world, "city", {.organization = "organization/city", .more = notice(6)});
  const Rulebooks rulebooks = Rulebooks::from(world.directory());
  const auto above = [&](std::optional<Subject> of) {
    const Rulebook* found = rulebooks.in_force_above(world.directory(), of, day("2021-05-01"));
    return found ? found->number(Number::notice_days) : -1;
  };
  EXPECT_EQ(above(subject("organization/county")), 6);
  EXPECT_EQ(above(subject("organization/city")), 4);
  EXPECT_EQ(above(subject("organization/nation")), 4);
  EXPECT_EQ(above(std::nullopt), -1);
}

TEST(Rulebooks, AreTheSameFromTheDirectoryAndEventByEvent) {
  World world = built_house();
  adopt(world, "z", {.more = notice(4)});
  adopt(world, "a", {.organization = "organization/city", .more = notice(6)});
  adopt(world, "z", {.version = 2, .effective_from = "2021-05-01", .more = notice(5)});
  const Rulebooks whole = Rulebooks::from(world.directory());
  Rulebooks followed;
  for (std::uint64_t i = 0; i < world.size(); ++i) followed.follow(world.event(Position{i}));
  ASSERT_EQ(whole.editions().size(), 3u);
  ASSERT_EQ(followed.editions().size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    const Edition& a = *whole.editions()[i];
    const Edition& b = *followed.editions()[i];
    EXPECT_EQ(a.rulebook, b.rulebook);
    EXPECT_EQ(a.version, b.version);
    EXPECT_EQ(a.organization, b.organization);
    EXPECT_EQ(a.effective_from, b.effective_from);
    EXPECT_EQ(a.adopted_at, b.adopted_at);
    EXPECT_EQ(a.content.numbers, b.content.numbers);
  }
}

TEST(Rulebooks, LeaveOutAndReportAnEditionThatCannotBeRead) {
  World world = built_house();
  adopt(world, "good", {.more = notice(4)});
  adopt(world, "old", {.effective_from = "2021-08-01", .more = "[rules.VOTE-99]\n"});
  const Rulebooks rulebooks = Rulebooks::from(world.directory());
  EXPECT_EQ(rulebooks.editions().size(), 1u);
  ASSERT_EQ(rulebooks.unreadable().size(), 1u);
  const UnreadableEdition& left_out = rulebooks.unreadable()[0];
  EXPECT_EQ(left_out.rulebook, subject("rulebook/old"));
  EXPECT_EQ(left_out.effective_from, day("2021-08-01"));
  ASSERT_EQ(left_out.faults.size(), 1u);
  EXPECT_EQ(left_out.faults[0].key, "rules.VOTE-99");
  EXPECT_EQ(notice_in(world, "organization/city", "2021-09-01"), 4);
}

}  // namespace
}  // namespace minutebook::rules
