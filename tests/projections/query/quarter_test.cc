#include "projections/query/quarter.h"

#include <gtest/gtest.h>

namespace minutebook::projections {
namespace {

std::string day(Day day) { return format_day(day); }

TEST(Quarter, IsReadAsItIsWritten) {
  for (const char* text : {"1900Q1", "2021Q2", "2024Q4", "2199Q4"}) {
    const auto quarter = parse_quarter(text);
    ASSERT_TRUE(quarter) << text;
    EXPECT_EQ(format_quarter(*quarter), text);
  }
  EXPECT_EQ(parse_quarter("2021q3")->number, parse_quarter("2021Q3")->number);
}

TEST(Quarter, ThatDoesNotExistIsRefusedInBothLanguages) {
  for (const char* text : {"", "2021", "2021Q", "2021Q0", "2021Q5", "2021-Q2", "21Q2", "Q22021",
                           "1899Q4", "2200Q1", "2021Q22", "２０２１Q2", "-021Q2"}) {
    const auto quarter = parse_quarter(text);
    ASSERT_FALSE(quarter) << text;
    EXPECT_EQ(quarter.error().code, Errc::invalid_input);
    EXPECT_NE(quarter.error().message.en, quarter.error().message.zh);
  }
}

TEST(Quarter, BeginsWhereTheOneBeforeEnds) {
  for (std::int64_t number = 1900 * 4; number < 2200 * 4; ++number) {
    const Quarter quarter{number};
    EXPECT_EQ(quarter.first_day(), quarter.before().end());
    const int days = quarter.end().days - quarter.first_day().days;
    EXPECT_TRUE(days >= 90 && days <= 92) << format_quarter(quarter);
  }
  const Quarter quarter = *parse_quarter("2021Q4");
  EXPECT_EQ(day(quarter.first_day()), "2021-10-01");
  EXPECT_EQ(day(quarter.end()), "2022-01-01");
  EXPECT_EQ(format_quarter(quarter.before(4)), "2020Q4");
}

TEST(MonthsLater, KeepsTheDayOrTakesTheMonthsLast) {
  const auto later = [](const char* from, int months) {
    return day(months_later(*parse_day(from), months));
  };
  EXPECT_EQ(later("2021-07-01", 6), "2022-01-01");
  EXPECT_EQ(later("2021-08-31", 6), "2022-02-28");
  EXPECT_EQ(later("2023-08-31", 6), "2024-02-29");
  EXPECT_EQ(later("2021-12-15", 1), "2022-01-15");
}

}  // namespace
}  // namespace minutebook::projections
