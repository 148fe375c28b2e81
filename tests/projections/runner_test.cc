#include "projections/runner.h"

#include <gtest/gtest.h>

#include <fstream>

#include "ledger/store/lock_file.h"
#include "projections/register/register.h"
#include "projections/timeline/timeline.h"
#include "tests/projections/history_ledger.h"

namespace minutebook::projections {
namespace {

namespace fs = std::filesystem;

class RunnerTest : public HistoryTest {
 protected:
  void SetUp() override {
    HistoryTest::SetUp();
    tell(example("pilot-recruitment"));
  }
  std::int64_t matters() {
    return reading(register_view()).integer_of("SELECT count(*) FROM partnerships_now").value();
  }
  /// The founder's powers have ended: a refusal is recorded.
  void tell_one_more() { tell({commands_.root()}); }
  /// The file behind the name.
  fs::path target(const View& view) { return fs::canonical(runner().file_of(view)); }
};

TEST_F(RunnerTest, BuildsWhatIsNotThereWithoutBeingAsked) {
  EXPECT_EQ(follow(register_view()).rebuilt, RebuildReason::absent);
  EXPECT_EQ(matters(), 1);
  fs::remove_all(views());
  EXPECT_EQ(follow(register_view()).rebuilt, RebuildReason::absent);
  EXPECT_EQ(matters(), 1);
}

TEST_F(RunnerTest, TakesInOnlyWhatIsNew) {
  follow(register_view());
  EXPECT_EQ(follow(register_view()).events, 0U);
  tell_one_more();
  const Followed followed = follow(register_view());
  EXPECT_EQ(followed.events, 1U);
  EXPECT_EQ(followed.rebuilt, RebuildReason::none);
  EXPECT_EQ(followed.next, ledger_->store().head());
}

TEST_F(RunnerTest, BuildsADamagedFileAnew) {
  follow(register_view());
  std::ofstream(target(register_view()), std::ios::binary | std::ios::trunc) << "nothing";
  EXPECT_EQ(runner().status(register_view())->rebuild, RebuildReason::damaged);
  EXPECT_EQ(follow(register_view()).rebuilt, RebuildReason::damaged);
  EXPECT_EQ(matters(), 1);
}

TEST_F(RunnerTest, FindsADamageWhileItFollows) {
  follow(register_view());
  {
    const auto database = Database::open(target(register_view()), OpenFor::writing);
    ASSERT_TRUE(database->execute("DROP VIEW partners_now; DROP TABLE partners"));
  }
  tell_one_more();
  EXPECT_EQ(follow(register_view()).rebuilt, RebuildReason::damaged);
}

TEST_F(RunnerTest, FindsARowThatWasChanged) {
  follow(register_view());
  {
    const auto database = Database::open(target(register_view()), OpenFor::writing);
    ASSERT_TRUE(database->execute("UPDATE ballots SET choice = 'against' WHERE id = 1"));
  }
  const auto check = runner().check(register_view());
  ASSERT_TRUE(check);
  EXPECT_FALSE(check->holds());
  for (const TableCheck& table : check->tables) {
    EXPECT_EQ(table.holds(), table.table != "ballots") << table.table;
  }
  const auto rebuilt = runner().rebuild(register_view());
  ASSERT_TRUE(rebuilt);
  EXPECT_EQ(rebuilt->differing, std::vector<std::string>{"ballots"});
}

TEST_F(RunnerTest, FindsARowThatWasRemovedAndOneThatWasAdded) {
  for (const char* change : {"DELETE FROM events WHERE id = 7",
                             "INSERT INTO events SELECT NULL, knownFrom, knownUntil, validFrom,"
                             " validUntil, event, stream, version, type, organization, actor, role,"
                             " onBehalfOf, occurredAt, recordedAt, irregular, signed, redacted,"
                             " command FROM events WHERE id = 7"}) {
    ASSERT_TRUE(runner().rebuild(timeline_view()));
    {
      const auto database = Database::open(target(timeline_view()), OpenFor::writing);
      ASSERT_TRUE(database->execute(change));
    }
    EXPECT_FALSE(runner().check(timeline_view())->holds()) << change;
  }
  ASSERT_TRUE(runner().rebuild(timeline_view()));
}

TEST_F(RunnerTest, BuildsAnewWhatIsOfAnotherLedger) {
  follow(register_view());
  {
    const auto database = Database::open(target(register_view()), OpenFor::writing);
    ASSERT_TRUE(database->execute("UPDATE meta SET value = 'another' WHERE key = 'ledger'"));
  }
  EXPECT_EQ(follow(register_view()).rebuilt, RebuildReason::other_ledger);
}

TEST_F(RunnerTest, BuildsAnewWhatIsOfAnotherVersion) {
  follow(register_view());
  {
    const auto database = Database::open(target(register_view()), OpenFor::writing);
    ASSERT_TRUE(database->execute("UPDATE meta SET value = '0' WHERE key = 'version'"));
  }
  const Followed followed = follow(register_view());
  EXPECT_EQ(followed.rebuilt, RebuildReason::other_version);
  EXPECT_TRUE(followed.differing.empty()) << "the rows are the same";
}

TEST_F(RunnerTest, IsNeverAheadOfTheLog) {
  follow(register_view());
  const std::string head = std::to_string(ledger_->store().head().value + 5);
  {
    const auto database = Database::open(target(register_view()), OpenFor::writing);
    ASSERT_TRUE(database->execute("UPDATE meta SET value = '" + head + "' WHERE key = 'next'"));
  }
  EXPECT_EQ(follow(register_view()).rebuilt, RebuildReason::ahead);
}

TEST_F(RunnerTest, NoticesAnotherHistoryOfTheSameLength) {
  follow(register_view());
  {
    const auto database = Database::open(target(register_view()), OpenFor::writing);
    ASSERT_TRUE(database->execute("UPDATE meta SET value = '00' WHERE key = 'lastLeaf'"));
  }
  EXPECT_EQ(follow(register_view()).rebuilt, RebuildReason::ahead);
}

TEST_F(RunnerTest, ServesTheFileBeforeWhileItBuildsAnother) {
  follow(register_view());
  const Database before = reading(register_view());
  std::int64_t seen = 0;
  ASSERT_TRUE(runner().rebuild(register_view(), [&](std::uint64_t, std::uint64_t) {
    seen = matters();
    return true;
  }));
  EXPECT_EQ(seen, 1);
  EXPECT_EQ(before.integer_of("SELECT count(*) FROM partnerships_now").value(), 1)
      << "who reads the file before goes on reading it";
}

TEST_F(RunnerTest, GoesOnWithARebuildThatWasStopped) {
  follow(register_view());
  const auto stopped =
      runner().rebuild(register_view(), [](std::uint64_t, std::uint64_t) { return false; });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, Errc::cancelled);
  EXPECT_TRUE(runner().status(register_view())->building);
  ASSERT_TRUE(runner().rebuild(register_view()));
  EXPECT_FALSE(runner().status(register_view())->building);
  EXPECT_TRUE(runner().check(register_view())->holds());
}

TEST_F(RunnerTest, BeginsAgainWhenWhatARebuildLeftIsDamaged) {
  follow(register_view());
  const auto stop = [](std::uint64_t, std::uint64_t) { return false; };
  ASSERT_FALSE(runner().rebuild(register_view(), stop));
  {
    const auto database = Database::open(views() / "register.building.sqlite", OpenFor::writing);
    ASSERT_TRUE(database->execute("DROP VIEW bids_now; DROP TABLE bids"));
  }
  ASSERT_TRUE(runner().rebuild(register_view()));
  EXPECT_TRUE(runner().check(register_view())->holds());
}

TEST_F(RunnerTest, LeavesOneFileOfEachViewBehind) {
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(runner().rebuild(register_view()));
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(views())) {
    if (!entry.is_symlink() && entry.path().extension() == ".sqlite") ++files;
  }
  EXPECT_EQ(files, 1U);
}

TEST_F(RunnerTest, WaitsForNobodyWhenAnotherHasDoneTheWork) {
  follow(register_view());
  const auto lock = store::LockFile::acquire(views() / "register.lock", "test", Instant{});
  ASSERT_TRUE(lock);
  EXPECT_EQ(follow(register_view()).events, 0U);
}

}  // namespace
}  // namespace minutebook::projections
