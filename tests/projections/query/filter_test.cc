#include "projections/query/filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/base/limits.h"
#include "ledger/base/rfc3339.h"
#include "projections/query/kinds.h"

namespace minutebook::projections {
namespace {

using testing::HasSubstr;

const Kind& contracts() { return *find_kind("contracts"); }

Filter read(std::string_view text, std::string_view kind = "contracts") {
  const auto filter = parse_filter(text, *find_kind(kind), 480);
  EXPECT_TRUE(filter) << text << "\n" << (filter ? "" : filter.error().message.en);
  return filter.value_or(Filter{});
}

FilterValue value_in(std::string_view text, std::string_view kind = "contracts") {
  const Filter filter = read(text, kind);
  EXPECT_EQ(filter.values.size(), 1U) << text;
  return filter.values.empty() ? FilterValue{} : filter.values.front();
}

/// The sentence, after checking that it is in both languages.
std::string fault(std::string_view text, std::string_view kind = "contracts") {
  const auto filter = parse_filter(text, *find_kind(kind), 480);
  if (filter) return "accepted: " + print_filter(*filter);
  EXPECT_EQ(filter.error().code, Errc::invalid_input);
  EXPECT_FALSE(filter.error().message.zh.empty());
  EXPECT_NE(filter.error().message.zh, filter.error().message.en);
  return filter.error().message.en;
}

std::string repeated(std::string_view part, int times) {
  std::string out;
  while (times-- > 0) out += part;
  return out;
}

std::int64_t ns(std::string_view time) { return parse_time(time)->instant.ns; }

TEST(Filter, IsEverythingWithoutWords) {
  EXPECT_TRUE(read("").is_everything());
  EXPECT_TRUE(read("  \n").is_everything());
}

TEST(Filter, BindsAndCloserThanOr) {
  EXPECT_EQ(read("value > 1 or value > 2 and value > 3"),
            read("value > 1 or (value > 2 and value > 3)"));
  EXPECT_NE(read("value > 1 or value > 2 and value > 3"),
            read("(value > 1 or value > 2) and value > 3"));
  EXPECT_EQ(read("not settled = true and value > 3"), read("(not settled = true) and value > 3"));
}

TEST(Filter, TakesMoneyInYuan) {
  EXPECT_EQ(value_in("value = 100000").from, Value(std::int64_t{10'000'000}));
  EXPECT_EQ(value_in("value = 99.5").from, Value(std::int64_t{9'950}));
  EXPECT_EQ(value_in("value = -0.01").from, Value(std::int64_t{-1}));
  for (const char* wrong : {"1.234", "1.", ".5", "1,000", "1e5", "90071992547409921", "\"\""}) {
    EXPECT_THAT(fault(std::string("value = ") + wrong), HasSubstr("column ")) << wrong;
  }
}

TEST(Filter, TakesSharesInPercent) {
  EXPECT_EQ(value_in("satisfaction >= 66.67%", "evaluations").from, Value(std::int64_t{6'667}));
  EXPECT_EQ(value_in("satisfaction >= 50", "evaluations").from, Value(std::int64_t{5'000}));
}

TEST(Filter, TakesADayForAllOfItInTheLedgersZone) {
  const FilterValue day = value_in("concludedAt = 2021-03-01");
  EXPECT_EQ(day.from, Value(ns("2021-03-01T00:00:00+08:00")));
  EXPECT_EQ(day.until, Value(ns("2021-03-02T00:00:00+08:00")));
}

TEST(Filter, TakesQuartersMonthsYearsAndRanges) {
  const auto expect = [](std::string_view text, std::string_view from, std::string_view until) {
    const FilterValue value = value_in(text);
    EXPECT_EQ(value.from, Value(ns(from))) << text;
    EXPECT_EQ(value.until, Value(ns(until))) << text;
  };
  expect("concludedAt in 2021Q4", "2021-10-01T00:00:00+08:00", "2022-01-01T00:00:00+08:00");
  expect("concludedAt in 2021-12", "2021-12-01T00:00:00+08:00", "2022-01-01T00:00:00+08:00");
  expect("concludedAt in 2021", "2021-01-01T00:00:00+08:00", "2022-01-01T00:00:00+08:00");
  expect("concludedAt in 2021-02..2021-03-15", "2021-02-01T00:00:00+08:00",
         "2021-03-16T00:00:00+08:00");
  expect("concludedAt in 2021-01-12T09:41:00+08:00..2021Q1", "2021-01-12T01:41:00Z",
         "2021-03-31T16:00:00Z");
  EXPECT_EQ(value_in("start in 2020-02").until, Value(std::int64_t{18'322}));
  EXPECT_EQ(value_in("quarter = 2021Q2", "milestones").from, Value(std::int64_t{8'085}));
  EXPECT_EQ(value_in("quarter in 2021", "milestones").until, Value(std::int64_t{8'088}));
}

TEST(Filter, RefusesDatesThatDoNotExist) {
  EXPECT_THAT(fault("concludedAt > 2021-02-30"),
              HasSubstr("column 15: \"2021-02-30\" is not a date"));
  EXPECT_THAT(fault("concludedAt in 2021Q5"), HasSubstr("not a quarter that exists"));
  EXPECT_THAT(fault("concludedAt in 2021-13"), HasSubstr("not a month that exists"));
  EXPECT_THAT(fault("concludedAt in 20211"), HasSubstr("is not a time"));
  EXPECT_THAT(fault("concludedAt in 2021-01-12T09:41:00"), HasSubstr("is not a time"));
  EXPECT_THAT(fault("start = 2021-01-12T09:41:00+08:00"), HasSubstr("is not a day"));
  EXPECT_THAT(fault("quarter = 2021-04", "milestones"), HasSubstr("is not a quarter"));
  EXPECT_THAT(fault("concludedAt in 2021Q2..2021Q1"), HasSubstr("ends before it begins"));
}

TEST(Filter, KnowsTheWordsOfAnEnumeration) {
  EXPECT_EQ(value_in("state = running").from, Value(std::string("running")));
  EXPECT_THAT(fault("state = runing"),
              HasSubstr("column 9: state is never \"runing\"; did you mean running?"));
  EXPECT_THAT(fault("state = qqqqqqqqq"), HasSubstr("but one of drafted, expired, renewed"));
  EXPECT_EQ(value_in("type = BallotCast", "events").from, Value(std::string("BallotCast")));
}

TEST(Filter, NamesTheNearestFieldAndAllFields) {
  EXPECT_THAT(fault("values > 1"), HasSubstr("column 1: contracts has no field values; did you "
                                             "mean value? Fields: subject, organization, venue"));
  EXPECT_THAT(fault("contract = \"k\""), HasSubstr("is shown but cannot be chosen by"));
}

TEST(Filter, ShowsThePlace) {
  const auto filter = parse_filter("venue = venue/a and stat = running", contracts(), 480);
  ASSERT_FALSE(filter);
  EXPECT_THAT(filter.error().message.en,
              HasSubstr("\n  venue = venue/a and stat = running\n                      ^"));
  EXPECT_THAT(filter.error().message.zh, HasSubstr("第 21 列：contracts 没有字段 stat"));
  EXPECT_THAT(fault("text ~ \"文化\" and x"),
              HasSubstr("\n  text ~ \"文化\" and x\n          　　      ^"));
  EXPECT_THAT(fault(repeated(" ", 500) + "x = 1"), HasSubstr("column 501"));
}

TEST(Filter, SaysWhatIsExpected) {
  EXPECT_THAT(fault("state"), HasSubstr("column 6: here one of = != <"));
  EXPECT_THAT(fault("state ="), HasSubstr("column 8: here a value is expected"));
  EXPECT_THAT(fault("state = running state = running"),
              HasSubstr("column 17: here and, or, or the end"));
  EXPECT_THAT(fault("(state = running"), HasSubstr("column 17: here ) is expected"));
  EXPECT_THAT(fault("state in (running"), HasSubstr("column 18: here , or ) is expected"));
  EXPECT_THAT(fault("state in ()"), HasSubstr("column 11: here a value is expected"));
  EXPECT_THAT(fault("state is here"), HasSubstr("column 10: here absent or present"));
  EXPECT_THAT(fault("and"), HasSubstr("has no field and"));
  EXPECT_THAT(fault("not"), HasSubstr("here a field is expected"));
  EXPECT_THAT(fault("state = \"running"), HasSubstr("column 9: this quotation mark is not closed"));
  EXPECT_THAT(fault(R"(state = "\n")"), HasSubstr("column 10: a backslash"));
  EXPECT_THAT(fault("value = 1..2"), HasSubstr("a range is asked for with in"));
}

TEST(Filter, ComparesOnlyWhatHasAnOrder) {
  EXPECT_THAT(fault("state < running"), HasSubstr("state has no order"));
  EXPECT_THAT(fault("venue in venue/a..venue/b"), HasSubstr("venue has no order"));
  EXPECT_THAT(fault("settled > false"), HasSubstr("settled has no order"));
}

TEST(Filter, ReachesBelowOrganizationsOnly) {
  EXPECT_EQ(read("organization under organization/zj").op, FilterOp::under);
  EXPECT_THAT(fault("organization under venue/zj"),
              HasSubstr("column 20: under is followed by an org"));
  EXPECT_THAT(fault("organization under zj"), HasSubstr("column 20"));
  EXPECT_THAT(fault("value under organization/zj"),
              HasSubstr("column 7: value is no organization"));
}

TEST(Filter, SearchesTextOnly) {
  EXPECT_EQ(read("text ~ 文化").op, FilterOp::search);
  EXPECT_THAT(fault("venue ~ x"), HasSubstr("venue is not searched for words: write text ~"));
  EXPECT_THAT(fault("text = x"), HasSubstr("the text is searched with ~"));
  EXPECT_THAT(fault("text ~ \"（—）\""), HasSubstr("no letter and no digit"));
}

TEST(Filter, TakesSignsOfChineseKeyboards) {
  EXPECT_EQ(read("（state in （running，drafted） or text ～ “文化”） and value ＞＝ 3"),
            read("(state in (running, drafted) or text ~ \"文化\") and value >= 3"));
}

TEST(Filter, KeepsSqlForWhatItIs) {
  for (const char* attempt :
       {"state = running; DROP TABLE contracts", "state = 'running'", "1=1", "state = running --",
        "value = 1 OR 1=1", "state = running union select 1", "value = (select 1)",
        "\"state\" = running", "state = `running`", "state = ?", "value = 1/**/or 1"}) {
    EXPECT_THAT(fault(attempt), HasSubstr("filter, column ")) << attempt;
  }
  EXPECT_EQ(value_in("name = \"x' OR '1'='1\"", "partners").from,
            Value(std::string("x' OR '1'='1")));
}

TEST(Filter, HasLimits) {
  EXPECT_THAT(fault(std::string(limits::max_filter_bytes + 1, ' ')),
              HasSubstr("at most 4096 bytes"));
  EXPECT_THAT(fault(repeated("(", 17) + "value=1" + repeated(")", 17)), HasSubstr("16 deep"));
  EXPECT_THAT(fault(repeated("not ", 17) + "value=1"), HasSubstr("column 69"));
  const std::string many = "value=1" + repeated(" or value=1", limits::max_filter_comparisons - 1);
  read(many);
  EXPECT_THAT(fault(many + " or value=1"), HasSubstr("at most 64 comparisons"));
  const std::string values = "value in (1" + repeated(",1", limits::max_filter_values - 1);
  read(values + ")");
  EXPECT_THAT(fault(values + ",1)"), HasSubstr("at most 256 values"));
  EXPECT_THAT(fault(std::string("value = \"\0\"", 11)), HasSubstr("control"));
  EXPECT_THAT(fault("value = \xFF"), HasSubstr("UTF-8"));
}

TEST(Filter, PrintsAsItIsRead) {
  for (const char* text :
       {"state = running", "value in (1, 2..3, 5)",
        "not (value > 1 or value < 0) and venue is absent", "text ~ \"a \\\"b\\\" \\\\ c\"",
        "concludedAt in 2021Q1..2021Q3", "venue != venue/a"}) {
    EXPECT_EQ(print_filter(read(text)), text);
  }
}

}  // namespace
}  // namespace minutebook::projections
