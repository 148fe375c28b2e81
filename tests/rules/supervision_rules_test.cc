#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/rules/catalogue.h"
#include "tests/rules/deals.h"

namespace minutebook::test {
namespace {

using Numbers = std::vector<std::uint64_t>;
using testing::HasSubstr;

rules::Verdict report(Town& town, const std::string& time) {
  return town.of(rules::supervision_rules(), "SUP-1", "organization/city", time);
}

std::string reported(Town& town, const std::string& time) {
  return std::string(rules::name_of(report(town, time).ruling));
}

rules::Verdict publication(Town& town, const std::string& time) {
  return town.of(rules::supervision_rules(), "SUP-2", "venue/palace", time);
}

std::string published(Town& town, const std::string& time) {
  return std::string(rules::name_of(publication(town, time).ruling));
}

std::string due(const rules::Verdict& verdict) {
  return verdict.due ? format_time({*verdict.due, 480}) : "";
}

void file(Town& town, int year, int quarter, const std::string& day,
          const std::string& kind = "quarterly") {
  static int count = 0;
  town.given(command("supervisor supervisor FileReport organization/city @" + day,
                     R"({"report":"r)" + std::to_string(++count) + R"(","kind":")" + kind +
                         R"(","year":)" + std::to_string(year) +
                         (kind == "annual" ? "" : R"(,"quarter":)" + std::to_string(quarter)) +
                         R"(,"document":)" + document('a') + "}"));
}

const std::string whole =
    R"({"name":"swimming","hours":"9-17","procedure":"at the desk","price":"10",)"
    R"("memberDiscount":"half"})";

void publish(Town& town, const std::string& items, const std::string& from,
             const std::string& day) {
  town.given(command("supervisor supervisor PublishServiceTerms venue/palace @" + day,
                     R"({"items":[)" + items + R"(],"from":")" + from + R"("})"));
}

Town with_contract(const std::string& start = "2021-05-01") {
  Town town;
  town.knows(Deal().signs(5, "k", {.on = "2021-04-15", .start = start}));
  return town;
}

TEST(QuarterlyReport, IsNotOwedWithoutAContract) {
  Town town;
  EXPECT_EQ(reported(town, "2021-07-16"), "not-applicable");
  town.knows(Deal("p", "s", "venue/other").signs(5, "k", {}));
  EXPECT_EQ(reported(town, "2021-07-16"), "not-applicable") << "another organization's";
}

TEST(QuarterlyReport, IsPendingUntilItIsLate) {
  Town town = with_contract();
  EXPECT_EQ(reported(town, "2021-04-20"), "pending");
  EXPECT_EQ(due(report(town, "2021-07-15T23:59:59+08:00")), "2021-07-16T00:00:00+08:00");
  EXPECT_EQ(reported(town, "2021-07-16"), "breach");
  EXPECT_THAT(report(town, "2021-07-16").reason.en, HasSubstr("2021-Q2"));
  EXPECT_EQ(numbers(report(town, "2021-07-16").rests_on), (Numbers{5}));
}

TEST(QuarterlyReport, IsOwedFromTheQuarterInWhichTheFirstContractBegan) {
  Town town = with_contract("2021-07-01");
  EXPECT_EQ(reported(town, "2021-10-15"), "pending");
  EXPECT_EQ(due(report(town, "2021-04-20")), "2021-10-16T00:00:00+08:00");
  Town without_start = with_contract("");
  EXPECT_EQ(due(report(without_start, "2021-04-20")), "2021-07-16T00:00:00+08:00");
}

// It never passes for good: the next report is always to come.
TEST(QuarterlyReport, FiledInTimeLetsTheNextOneWait) {
  Town town = with_contract();
  file(town, 2021, 2, "2021-07-15T23:59:59+08:00");
  EXPECT_EQ(reported(town, "2021-07-16"), "pending");
  EXPECT_EQ(due(report(town, "2021-07-16")), "2021-10-16T00:00:00+08:00");
  EXPECT_THAT(report(town, "2021-10-16").reason.en, HasSubstr("2021-Q3"));
  file(town, 2021, 3, "2021-09-30");
  EXPECT_EQ(due(report(town, "2021-10-01")), "2022-01-16T00:00:00+08:00");
}

TEST(QuarterlyReport, FiledLateStaysABreach) {
  Town town = with_contract();
  file(town, 2021, 2, "2021-07-16T00:00:00+08:00");
  EXPECT_EQ(reported(town, "2021-07-20"), "breach");
  const auto& filed =
      town.directory().organization(Subject::from_stored("organization/city"))->reports;
  EXPECT_EQ(numbers(report(town, "2021-07-20").rests_on),
            (Numbers{5, filed.back().act.position.value}));
}

TEST(QuarterlyReport, IsOfItsOwnQuarterAndKind) {
  Town town = with_contract();
  file(town, 2020, 2, "2021-07-01");
  file(town, 2021, 1, "2021-07-01");
  file(town, 2021, 0, "2021-07-01", "annual");
  file(town, 2021, 2, "2021-03-31");
  EXPECT_EQ(reported(town, "2021-07-16"), "breach") << "the one of 2021-Q2 came before it began";
  file(town, 2021, 2, "2021-07-02");
  EXPECT_EQ(reported(town, "2021-07-16"), "pending");
}

TEST(QuarterlyReport, NamesTheQuartersThatAreMissing) {
  Town town = with_contract();
  file(town, 2021, 3, "2021-10-01");
  EXPECT_EQ(report(town, "2022-02-01").reason.en,
            "quarterly reports missing or late: 2021-Q2, 2021-Q4");
  EXPECT_THAT(report(town, "2031-02-01").reason.en, HasSubstr(" and 30 more"));
}

TEST(QuarterlyReport, WithoutARulebookCannotBeDecided) {
  Town town = with_contract();
  town.has_rulebook = false;
  EXPECT_EQ(reported(town, "2021-06-01"), "cannot-decide");
  EXPECT_EQ(reported(town, "2024-06-01"), "cannot-decide");
}

TEST(ServiceTerms, AreNotOwedWithoutAContract) {
  Town town;
  EXPECT_EQ(published(town, "2021-07-16"), "not-applicable");
}

TEST(ServiceTerms, ArePendingUntilTheirDayIsOver) {
  Town town = with_contract();
  EXPECT_EQ(due(publication(town, "2021-04-20")), "2021-06-01T00:00:00+08:00");
  EXPECT_EQ(published(town, "2021-05-31T23:59:59+08:00"), "pending");
  EXPECT_EQ(published(town, "2021-06-01"), "breach");
  EXPECT_EQ(numbers(publication(town, "2021-06-01").rests_on), (Numbers{5}));
}

TEST(ServiceTerms, AreInEffectWithinTheDays) {
  const auto in_effect = [](const std::string& from, const std::string& on) {
    Town town = with_contract();
    publish(town, whole, from, on);
    return published(town, "2021-08-01");
  };
  EXPECT_EQ(in_effect("2021-05-31", "2021-05-20"), "pass");
  EXPECT_EQ(in_effect("2021-06-01", "2021-05-20"), "breach");
  EXPECT_EQ(in_effect("2021-05-01", "2021-05-31"), "pass");
  EXPECT_EQ(in_effect("2021-05-01", "2021-06-01"), "breach") << "published too late";
  EXPECT_EQ(in_effect("2021-03-01", "2021-03-01"), "pass") << "before the contract";
}

TEST(ServiceTerms, StateEverythingOfEveryItem) {
  const auto with = [](const std::string& items) {
    Town town = with_contract();
    publish(town, items, "2021-05-01", "2021-05-01");
    return published(town, "2021-06-01");
  };
  EXPECT_EQ(with(whole + "," + whole), "pass");
  EXPECT_EQ(with(whole + R"(,{"name":"gym"})"), "breach");
  for (const std::string field : {"hours", "procedure", "price", "memberDiscount"}) {
    std::string item = R"({"name":"x")";
    for (const std::string other : {"hours", "procedure", "price", "memberDiscount"}) {
      if (other != field) item += ",\"" + other + R"(":"y")";
    }
    EXPECT_EQ(with(item + "}"), "breach") << field;
  }
}

TEST(ServiceTerms, RestOnTheContractAndThePublication) {
  Town town = with_contract();
  publish(town, whole, "2021-05-01", "2021-05-01");
  const auto& terms = town.directory().venue(Subject::from_stored("venue/palace"))->service_terms;
  EXPECT_EQ(numbers(publication(town, "2021-05-02").rests_on),
            (Numbers{5, terms.back().act.position.value}));
}

TEST(ServiceTerms, WithoutARulebookCannotBeDecided) {
  Town town = with_contract();
  town.has_rulebook = false;
  EXPECT_EQ(published(town, "2021-06-01"), "cannot-decide");
}

}  // namespace
}  // namespace minutebook::test
