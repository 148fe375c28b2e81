#include "tools/report/quarterly.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/register/register.h"
#include "tools/report/figures.h"
#include "tools/report/page.h"

/// The quarterly report over read models made by hand; real ones are reported on in
/// tests/tools/cli.
namespace minutebook::report {
namespace {

using projections::Database;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class Quarterly : public testing::Test {
 protected:
  Quarterly() : database_(*Database::open("", projections::OpenFor::memory)) {
    run(projections::register_view().schema());
    run("INSERT INTO organizations VALUES(1, 0, " + always + ", 0, " + always +
        ", 'organization/o', 'organization/o', NULL, 'o <b>', 'city', NULL);");
  }

  void run(const std::string& sql) {
    const auto done = database_.execute(sql);
    ASSERT_TRUE(done) << done.error().message.en;
  }

  void add_findings() {
    const std::string times =
        "id INTEGER PRIMARY KEY, knownFrom INTEGER, knownUntil INTEGER,"
        " validFrom INTEGER, validUntil INTEGER, subject TEXT, rule TEXT, ";
    run("CREATE TABLE findings(" + times +
        "number INTEGER, organization TEXT, status TEXT, since INTEGER, reason TEXT,"
        " reasonZh TEXT) STRICT;"
        "CREATE TABLE worklist(" +
        times +
        "organization TEXT, owner TEXT, due INTEGER, waitingFor TEXT, waitingForZh TEXT) STRICT;");
    const std::string now = ", 0, " + always + ", 0, " + always + ", 'partnership/p', ";
    run("INSERT INTO findings VALUES"
        "(1" +
        now +
        "'VOTE-2', 1, 'organization/o', 'open', 5, 'why', '何故'),"
        "(2" +
        now +
        "'VOTE-3', 1, 'organization/o', 'ended', 5, 'long ago', '早已'),"
        "(3" +
        now +
        "'VOTE-4', 1, 'organization/other', 'open', 5, 'not ours', '他处'),"
        "(4, 0, 7, 0, " +
        always +
        ", 'partnership/p', 'VOTE-5', 1, 'organization/o', 'open', 5,"
        " 'known no longer', '已更正');"
        "INSERT INTO worklist VALUES"
        "(1" +
        now + "'EVAL-1', 'organization/o', NULL, 9, 'an evaluation', '考核');");
  }

  Result<Report> report(Language language = Language::en) {
    projections::QuarterQuestion question{.organization = Subject::from_stored("organization/o"),
                                          .quarter = *projections::parse_quarter("2021Q2"),
                                          .known = Position{7},
                                          .valid = Instant{0},
                                          .zone_offset_minutes = 480,
                                          .language = language};
    question.valid = Instant{question.end().ns - 1};
    return quarterly_report(database_, question, Provenance());
  }

  static const Sheet* find(const Report& report, std::string_view name) {
    for (const Sheet& sheet : report.sheets) {
      if (sheet.name == name) return &sheet;
    }
    return nullptr;
  }

  const std::string always = "9223372036854775807";
  Database database_;
};

TEST_F(Quarterly, HasSheetsOfFindingsAndOpenItemsWhenThereAreSuchTables) {
  const auto without = report();
  ASSERT_TRUE(without) << without.error().message.en;
  EXPECT_EQ(find(*without, "findings"), nullptr);
  EXPECT_EQ(find(*without, "worklist"), nullptr);
  add_findings();
  const auto with = report();
  ASSERT_TRUE(with) << with.error().message.en;
  EXPECT_EQ(with->sheets.size(), without->sheets.size() + 2);
  const Sheet* findings = find(*with, "findings");
  ASSERT_NE(findings, nullptr);
  ASSERT_EQ(findings->rows.size(), 1U) << "open, ours, and known";
  EXPECT_EQ(std::get<std::string>(findings->rows[0].cells[1]), "VOTE-2");
  EXPECT_EQ(std::get<std::string>(findings->rows[0].cells[5]), "why");
  const Sheet* worklist = find(*with, "worklist");
  ASSERT_NE(worklist, nullptr);
  EXPECT_EQ(std::get<std::string>(worklist->rows.at(0).cells[5]), "an evaluation");
  const auto chinese = report(Language::zh_cn);
  ASSERT_TRUE(chinese);
  EXPECT_EQ(std::get<std::string>(find(*chinese, "findings")->rows.at(0).cells[5]), "何故");
}

TEST_F(Quarterly, HasATitleForEverySheetAndColumnInBothLanguages) {
  add_findings();
  for (const Language language : {Language::en, Language::zh_cn}) {
    const auto made = report(language);
    ASSERT_TRUE(made);
    for (const Sheet& sheet : made->sheets) {
      EXPECT_THAT(sheet.title, Not(HasSubstr("."))) << sheet.name;
      EXPECT_THAT(sheet.note, Not(HasSubstr("report.note"))) << sheet.name;
      EXPECT_LE(sheet.title.size(), 31U);
      for (const Column& column : sheet.columns) {
        EXPECT_THAT(column.title, Not(HasSubstr("report."))) << sheet.name;
      }
    }
  }
}

TEST_F(Quarterly, IsEscapedOnThePage) {
  const auto made = report();
  ASSERT_TRUE(made);
  const std::string page = page_of(*made);
  EXPECT_THAT(page, HasSubstr("o &lt;b&gt;"));
  EXPECT_THAT(page, Not(HasSubstr("<b>")));
}

TEST(Sheet, AddsUpSumsAndMeansByWeight) {
  const Sheet sheet{.name = "s",
                    .title = "s",
                    .note = "",
                    .columns = {{"people", "", Format::number, Total::sum},
                                {"share", "", Format::percent, Total::weighted_mean, 0},
                                {"text", "", Format::text},
                                {"none", "", Format::money, Total::sum}},
                    .rows = {{{std::int64_t{100}, 9000.0, "a", {}}},
                             {{std::int64_t{300}, std::int64_t{5000}, "b", {}}},
                             {{std::int64_t{0}, {}, {}, {}}}}};
  EXPECT_EQ(sheet.total(0), Cell(std::int64_t{400}));
  EXPECT_EQ(sheet.total(1), Cell(6000.0));
  EXPECT_EQ(sheet.total(2), Cell());
  EXPECT_EQ(sheet.total(3), Cell()) << "nothing is not zero";
}

TEST(Cells, ReadAsPeopleWriteThem) {
  EXPECT_EQ(text_of(std::int64_t{123'456'789}, Format::money, 0), "1,234,567.89");
  EXPECT_EQ(text_of(std::int64_t{-5}, Format::money, 0), "-0.05");
  EXPECT_EQ(text_of(9'256.6, Format::percent, 0), "92.57%");
  EXPECT_EQ(text_of(std::int64_t{-1'000'000}, Format::number, 0), "-1,000,000");
  EXPECT_EQ(text_of(std::int64_t{0}, Format::time, 480), "1970-01-01 08:00");
  EXPECT_EQ(text_of(std::int64_t{0}, Format::day, 480), "1970-01-01");
  EXPECT_EQ(text_of(Cell(), Format::money, 0), "");
}

TEST(Cells, HoldNothingThatXmlCannotWrite) {
  Report report;
  report.title =
      "a\x01"
      "b";
  report.sheets = {{.name = "s",
                    .title = "s",
                    .note = "",
                    .columns = {{"c", "c"}},
                    .rows = {{{"tab\tline\nbell\x07"
                               "\x7F\xEF\xBF\xBF"
                               "中"}}}}};
  clean(report);
  EXPECT_EQ(report.title, "a b");
  EXPECT_EQ(std::get<std::string>(report.sheets[0].rows[0].cells[0]), "tab line bell  ?中");
}

TEST(Width, CountsChineseTwice) {
  EXPECT_EQ(width_of("abc"), 3U);
  EXPECT_EQ(width_of("工会ab"), 6U);
  EXPECT_EQ(width_of("（元）"), 6U);
  EXPECT_EQ(width_of("é–"), 2U);
}

}  // namespace
}  // namespace minutebook::report
