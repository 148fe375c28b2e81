#include "tools/export/ocel_database.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "tests/tools/export/recorded.h"

namespace minutebook::exporting {
namespace {

const OcelObject palace{"venue/palace", "venue"};
const std::string monday = "2021-03-01 01:00:00.000000";
const std::string tuesday = "2021-03-02 01:00:00.000000";

OcelChange named(const std::string& name) { return {palace, {{"name", name}}, {}}; }

class OcelDatabaseTest : public testing::Test {
 protected:
  OcelDatabaseTest() {
    std::string name = testing::TempDir() + "ocel-XXXXXX";
    EXPECT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  ~OcelDatabaseTest() override { std::filesystem::remove_all(folder_); }

  OcelDatabase made() { return std::move(*OcelDatabase::create(folder_ / "log.sqlite")); }

  /// One number that the file answers.
  std::int64_t ask(const OcelDatabase& log, const std::string& question) {
    return log.database().integer_of(question, -1).value();
  }

  std::filesystem::path folder_;
};

TEST_F(OcelDatabaseTest, KeepsAnObjectsFirstValuesInARowAndEachLaterOneInItsOwn) {
  OcelDatabase log = made();
  ASSERT_TRUE(log.apply({named("old")}, monday));
  ASSERT_TRUE(log.apply({named("new")}, tuesday));
  ASSERT_TRUE(log.finish());
  EXPECT_EQ(ask(log, "SELECT count(*) FROM object_venue"), 2);
  EXPECT_EQ(ask(log,
                "SELECT count(*) FROM object_venue WHERE name = 'old' AND "
                "ocel_changed_field IS NULL AND ocel_time = '" +
                    monday + "'"),
            1);
  EXPECT_EQ(ask(log,
                "SELECT count(*) FROM object_venue WHERE name = 'new' AND "
                "ocel_changed_field = 'name' AND ocel_time = '" +
                    tuesday + "'"),
            1);
}

TEST_F(OcelDatabaseTest, HasOneValueOfAnAttributeAtATime) {
  OcelDatabase log = made();
  ASSERT_TRUE(log.apply({named("first")}, monday));
  ASSERT_TRUE(log.apply({named("second")}, monday));
  ASSERT_TRUE(log.finish());
  EXPECT_EQ(ask(log, "SELECT count(*) FROM object_venue"), 1);
  EXPECT_EQ(ask(log, "SELECT count(*) FROM object_venue WHERE name = 'second'"), 1);
}

TEST_F(OcelDatabaseTest, NotesNoChangeToTheSameValue) {
  OcelDatabase log = made();
  ASSERT_TRUE(log.apply({named("same")}, monday));
  ASSERT_TRUE(log.apply({named("same")}, tuesday));
  ASSERT_TRUE(log.finish());
  EXPECT_EQ(ask(log, "SELECT count(*) FROM object_venue"), 1);
}

TEST_F(OcelDatabaseTest, GivesARowToAnObjectThatIsOnlyNamed) {
  OcelDatabase log = made();
  Recorded recorded(R"({"type":"BallotCast","data":{"meeting":"M1","choice":"for"}})");
  ASSERT_TRUE(log.add(ocel_event(recorded.view())));
  ASSERT_TRUE(log.finish());
  EXPECT_EQ(log.event_count(), 1U);
  EXPECT_EQ(log.object_count(), 4U);
  EXPECT_EQ(ask(log,
                "SELECT count(*) FROM object_meeting WHERE ocel_id = "
                "'partnership/p/meeting/M1'"),
            1);
  EXPECT_EQ(ask(log, "SELECT count(*) FROM event_BallotCast WHERE choice = 'for'"), 1);
}

TEST_F(OcelDatabaseTest, HoldsNothingUntilItIsFinished) {
  {
    OcelDatabase log = made();
    ASSERT_TRUE(log.apply({named("x")}, monday));
  }
  const auto left =
      projections::Database::open(folder_ / "log.sqlite", projections::OpenFor::reading);
  ASSERT_TRUE(left);
  EXPECT_EQ(left->integer_of("SELECT count(*) FROM sqlite_master", -1).value(), 0);
}

}  // namespace
}  // namespace minutebook::exporting
