#include "ledger/rules/calendar.h"

#include <gtest/gtest.h>

namespace minutebook::rules {
namespace {

Day day(std::string_view text) { return parse_day(text).value(); }

std::string moved(std::string_view from, std::int64_t months) {
  return format_day(add_months(day(from), months));
}

TEST(Calendar, MovesToTheSameDayOfALaterMonth) {
  EXPECT_EQ(moved("2021-05-01", 0), "2021-05-01");
  EXPECT_EQ(moved("2021-05-01", 1), "2021-06-01");
  EXPECT_EQ(moved("2021-05-01", 8), "2022-01-01");
  EXPECT_EQ(moved("2021-12-31", 12), "2022-12-31");
  EXPECT_EQ(moved("2021-05-15", 600), "2071-05-15");
}

TEST(Calendar, StopsAtTheEndOfAShorterMonth) {
  EXPECT_EQ(moved("2021-01-31", 1), "2021-02-28");
  EXPECT_EQ(moved("2021-01-29", 1), "2021-02-28");
  EXPECT_EQ(moved("2021-03-31", 1), "2021-04-30");
  EXPECT_EQ(moved("2021-01-31", 2), "2021-03-31");
}

TEST(Calendar, KnowsLeapYears) {
  EXPECT_EQ(moved("2024-01-31", 1), "2024-02-29");
  EXPECT_EQ(moved("2024-02-29", 12), "2025-02-28");
  EXPECT_EQ(moved("2024-02-29", 48), "2028-02-29");
  EXPECT_EQ(moved("1999-02-28", 12), "2000-02-28");
  EXPECT_EQ(moved("2099-11-30", 3), "2100-02-28");
}

TEST(Calendar, MovesBack) {
  EXPECT_EQ(moved("2021-03-31", -1), "2021-02-28");
  EXPECT_EQ(moved("2021-01-15", -1), "2020-12-15");
  EXPECT_EQ(moved("1970-01-01", -12), "1969-01-01");
}

TEST(Calendar, CountsMonthsBegun) {
  EXPECT_EQ(months_covering(day("2021-05-01"), day("2022-05-01")), 12u);
  EXPECT_EQ(months_covering(day("2021-05-01"), day("2022-05-02")), 13u);
  EXPECT_EQ(months_covering(day("2021-05-01"), day("2022-04-30")), 12u);
  EXPECT_EQ(months_covering(day("2021-05-01"), day("2021-05-02")), 1u);
  EXPECT_EQ(months_covering(day("2021-01-31"), day("2021-02-28")), 1u);
  EXPECT_EQ(months_covering(day("2021-01-31"), day("2021-03-01")), 2u);
}

TEST(Calendar, CountsNoMonthsBackwards) {
  EXPECT_EQ(months_covering(day("2021-05-01"), day("2021-05-01")), 0u);
  EXPECT_EQ(months_covering(day("2021-05-02"), day("2021-05-01")), 0u);
}

/// The count is the least that reaches, whatever the days.
TEST(Calendar, CountsTheFewestMonthsThatReach) {
  for (std::int32_t from = day("2023-12-27").days; from < day("2024-03-05").days; ++from) {
    for (std::int32_t length = 1; length < 800; ++length) {
      const Day until{from + length};
      const auto months = months_covering(Day{from}, until);
      ASSERT_LE(until, add_months(Day{from}, months));
      ASSERT_LT(add_months(Day{from}, months - 1), until);
    }
  }
}

}  // namespace
}  // namespace minutebook::rules
