#include "projections/query/views_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "projections/query/list.h"
#include "tests/projections/query/sample_views.h"

namespace minutebook::projections {
namespace {

using testing::HasSubstr;

constexpr std::array<std::string_view, 1> timeline{"timeline"};

Error refused(const ViewsReader::Options& options) {
  const auto reader = ViewsReader::open(options, timeline);
  EXPECT_FALSE(reader);
  return reader ? Error{} : reader.error();
}

TEST(ViewsReader, OpensTheTreeOfOrganizationsAlways) {
  const test::SampleViews views;
  const auto reader = ViewsReader::open(views.options(), timeline);
  ASSERT_TRUE(reader) << reader.error().message.en;
  EXPECT_TRUE(reader->has("register"));
  EXPECT_TRUE(reader->has("timeline"));
}

TEST(ViewsReader, RefusesAFileOfAnotherLedger) {
  const test::SampleViews views;
  views.change("timeline", "UPDATE meta SET value = 'another' WHERE key = 'ledger'");
  const Error error = refused(views.options());
  EXPECT_EQ(error.code, Errc::conflict);
  EXPECT_THAT(error.message.en, HasSubstr("timeline.sqlite was made from another ledger (another"));
  EXPECT_THAT(error.message.zh, HasSubstr("timeline.sqlite 来自另一账本"));
}

TEST(ViewsReader, RefusesAFileUnderAnothersName) {
  const test::SampleViews views;
  std::filesystem::copy_file(views.directory() / "register.sqlite",
                             views.directory() / "timeline.sqlite",
                             std::filesystem::copy_options::overwrite_existing);
  EXPECT_EQ(refused(views.options()).code, Errc::corruption);
}

TEST(ViewsReader, SaysWhichFileIsNotThere) {
  const test::SampleViews views;
  std::filesystem::remove(views.directory() / "timeline.sqlite");
  const Error error = refused(views.options());
  EXPECT_EQ(error.code, Errc::not_found);
  EXPECT_THAT(error.message.en, HasSubstr("there is no timeline.sqlite"));
}

TEST(ViewsReader, RefusesWhatIsNoDatabase) {
  const test::SampleViews views;
  std::ofstream(views.directory() / "timeline.sqlite", std::ios::trunc) << std::string(5000, 'x');
  EXPECT_EQ(refused(views.options()).code, Errc::corruption);
}

TEST(ViewsReader, RefusesAFileThatDoesNotSayHowFarItIs) {
  const test::SampleViews views;
  views.change("timeline", "UPDATE meta SET value = 'far' WHERE key = 'next'");
  const auto reader = ViewsReader::open(views.options(), timeline);
  ASSERT_TRUE(reader);
  const auto snapshot = reader->snapshot();
  ASSERT_FALSE(snapshot);
  EXPECT_EQ(snapshot.error().code, Errc::corruption);
}

TEST(ViewsReader, SaysWhenAnotherProcessKeepsAFileBusy) {
  const test::SampleViews views;
  ViewsReader::Options options = views.options();
  options.busy_milliseconds = 1;
  // Without a write-ahead log a writer keeps readers out.
  const Database writer = views.open_to_write("timeline");
  ASSERT_TRUE(writer.execute("PRAGMA journal_mode = DELETE"));
  const auto reader = ViewsReader::open(options, timeline);
  ASSERT_TRUE(reader) << reader.error().message.en;
  ASSERT_TRUE(writer.execute("BEGIN EXCLUSIVE"));
  const auto page = list(*reader, test::everything(*find_kind("events")));
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().code, Errc::locked);
}

TEST(ViewsReader, ReadsFilesAsOfOneMoment) {
  const test::SampleViews views;
  const auto reader = ViewsReader::open(views.options(), timeline);
  ASSERT_TRUE(reader);
  const auto snapshot = reader->snapshot();
  ASSERT_TRUE(snapshot);
  const auto rows = [&] {
    return reader->database().integer_of("SELECT count(*) FROM timeline.events").value();
  };
  ASSERT_EQ(rows(), test::sample_rows);
  views.change("timeline", "DELETE FROM events");
  EXPECT_EQ(rows(), test::sample_rows);
}

TEST(ViewsReader, KnowsWhatEveryFileKnows) {
  const test::SampleViews views;
  views.change("register", "UPDATE meta SET value = '31' WHERE key = 'next'");
  const auto reader = ViewsReader::open(views.options(), timeline);
  const auto snapshot = reader->snapshot();
  EXPECT_EQ(snapshot->known(), 30);
  EXPECT_FALSE(snapshot->is_even());
}

TEST(ViewsReader, WritesNothing) {
  const test::SampleViews views;
  const auto reader = ViewsReader::open(views.options(), timeline);
  EXPECT_FALSE(reader->database().execute("DELETE FROM timeline.events"));
  EXPECT_FALSE(reader->database().execute("DELETE FROM register.partners"));
}

}  // namespace
}  // namespace minutebook::projections
