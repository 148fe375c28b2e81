#include "ledger/base/rfc3339.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace minutebook {
namespace {

constexpr std::int64_t ns_per_second = 1'000'000'000;

std::string rewritten(std::string_view text) {
  const auto time = parse_time(text);
  return time ? format_time(*time) : "(refused)";
}

TEST(ParseTime, GivesTheMomentAndTheZone) {
  const auto time = parse_time("2021-01-12T09:41:00+08:00");
  ASSERT_TRUE(time.has_value());
  EXPECT_EQ(time->instant.ns, 1'610'415'660 * ns_per_second);
  EXPECT_EQ(time->offset_minutes, 480);
  EXPECT_EQ(parse_time("1970-01-01T00:00:00Z")->instant.ns, 0);
  EXPECT_EQ(parse_time("1969-12-31T23:59:59.999999999Z")->instant.ns, -1);
  EXPECT_EQ(parse_time("1969-12-31T19:00:00-05:00")->instant.ns, 0);
}

TEST(FormatTime, GivesBackEachShortestForm) {
  for (const char* text :
       {"2021-01-12T09:41:00+08:00", "1970-01-01T00:00:00Z", "2021-01-12T09:41:00.5Z",
        "2021-01-12T09:41:00.000000001-03:30", "1900-01-01T00:00:00+23:59",
        "1900-01-01T00:00:00-23:59", "2199-12-31T23:59:59.999999999-23:59",
        "2199-12-31T23:59:59.999999999+23:59", "2000-02-29T12:00:00Z", "1969-12-31T23:59:59.9Z"}) {
    EXPECT_EQ(rewritten(text), text);
  }
}

TEST(FormatTime, DropsWhatSaysNothing) {
  EXPECT_EQ(rewritten("2021-01-12T09:41:00.500+00:00"), "2021-01-12T09:41:00.5Z");
  EXPECT_EQ(rewritten("2021-01-12T09:41:00.000Z"), "2021-01-12T09:41:00Z");
}

TEST(ParseTime, RefusesWhatIsNoTime) {
  for (const char* text : {"",
                           "2021-01-12",
                           "2021-01-12T09:41:00",
                           "2021-01-12 09:41:00Z",
                           "2021-01-12T09:41Z",
                           "2021-01-12T24:00:00Z",
                           "2021-01-12T09:60:00Z",
                           "2021-01-12T09:41:60Z",
                           "2021-02-29T00:00:00Z",
                           "2021-13-01T00:00:00Z",
                           "2021-00-01T00:00:00Z",
                           "2021-01-00T00:00:00Z",
                           "1899-12-31T23:59:59Z",
                           "2200-01-01T00:00:00Z",
                           "2021-01-12T09:41:00.Z",
                           "2021-01-12T09:41:00.1234567890Z",
                           "2021-01-12T09:41:00+0800",
                           "2021-01-12T09:41:00+24:00",
                           "2021-01-12T09:41:00+08:60",
                           "2021-01-12T09:41:00Zx",
                           " 2021-01-12T09:41:00Z",
                           "2021-1-12T09:41:00Z",
                           "+021-01-12T09:41:00Z",
                           "2021-01-12T09:41:00+-8:00",
                           "2021-01-12T09:41:00z",
                           "2021-01-12t09:41:00Z"}) {
    const auto time = parse_time(text);
    ASSERT_FALSE(time.has_value()) << text;
    EXPECT_EQ(time.error().code, Errc::invalid_input);
  }
}

RC_GTEST_PROP(FormatTime, IsReadBackAsTheSameMomentAndZone, ()) {
  ZonedTime time;
  const std::int64_t first = parse_time("1900-01-02T00:00:00Z")->instant.ns;
  const std::int64_t last = parse_time("2199-12-30T23:59:59Z")->instant.ns;
  time.instant.ns = *rc::gen::inRange(first, last);
  time.offset_minutes = *rc::gen::inRange<std::int16_t>(-1439, 1440);
  const auto again = parse_time(format_time(time));
  RC_ASSERT(again.has_value());
  RC_ASSERT(*again == time);
}

TEST(Day, IsReadAndWritten) {
  EXPECT_EQ(parse_day("1970-01-01")->days, 0);
  EXPECT_EQ(parse_day("2021-03-01")->days, 18'687);
  EXPECT_EQ(parse_day("1969-12-31")->days, -1);
  EXPECT_EQ(format_day(Day{0}), "1970-01-01");
  EXPECT_EQ(format_day(Day{-1}), "1969-12-31");
}

TEST(Day, ThatDoesNotExistIsRefused) {
  for (const char* text : {"", "2021-02-29", "2021-04-31", "1900-02-29", "2021-1-1", "2021/01/01",
                           "2021-01-01T", "1899-12-31", "2200-01-01"}) {
    EXPECT_EQ(parse_day(text).error().code, Errc::invalid_input) << text;
  }
}

TEST(Day, AreAllReadBackInOrderFromTheFirstToTheLast) {
  const Day last = *parse_day("2199-12-31");
  for (Day day = *parse_day("1900-01-01"); day <= last; ++day.days) {
    const auto again = parse_day(format_day(day));
    ASSERT_TRUE(again.has_value()) << day.days;
    ASSERT_EQ(again->days, day.days);
  }
}

TEST(Day, OfAMomentDependsOnTheZone) {
  const Instant moment = parse_time("2021-01-12T18:00:00Z")->instant;
  EXPECT_EQ(format_day(day_of(moment, 0)), "2021-01-12");
  EXPECT_EQ(format_day(day_of(moment, 480)), "2021-01-13");
  EXPECT_EQ(format_day(day_of(Instant{-1}, 0)), "1969-12-31");
  EXPECT_EQ(format_day(day_of(Instant{0}, 0)), "1970-01-01");
  EXPECT_EQ(format_day(day_of(Instant{0}, -1)), "1969-12-31");
}

RC_GTEST_PROP(Day, HoldsItsFirstMomentAndNotTheOneBefore, ()) {
  const Day day{*rc::gen::inRange(-25'000, 80'000)};
  const auto offset = *rc::gen::inRange<std::int16_t>(-1439, 1440);
  const Instant start = start_of(day, offset);
  RC_ASSERT(day_of(start, offset) == day);
  RC_ASSERT(day_of(Instant{start.ns - 1}, offset).days == day.days - 1);
}

}  // namespace
}  // namespace minutebook
