#include "projections/table_writer.h"

#include <gtest/gtest.h>

#include <array>

namespace minutebook::projections {
namespace {

constexpr std::array columns{Column{"thing", ColumnType::text, true},
                             Column{"colour", ColumnType::text, true}};
constexpr Table things{"things", columns};

class TableWriterTest : public testing::Test {
 protected:
  TableWriterTest()
      : database_(Database::open({}, OpenFor::memory).value()), writer_(prepared(database_)) {}

  static TableWriter prepared(const Database& database) {
    EXPECT_TRUE(database.execute(create_table(things)));
    return TableWriter::prepare(database, things).value();
  }

  void rewrite(std::uint64_t position, std::vector<Segment> segments) {
    const std::vector<Value> key{std::string("t")};
    ASSERT_TRUE(writer_.rewrite(Position{position}, key, segments));
  }
  static Segment from(std::int64_t moment, const std::string& colour) {
    return {Instant{moment}, Row{std::string("t"), colour}};
  }
  static Segment nothing_from(std::int64_t moment) { return {Instant{moment}, std::nullopt}; }

  /// Colours at that time as known at that position, one after another.
  std::string colour(std::int64_t known, std::int64_t time) {
    auto query = database_.prepare(
        "SELECT colour FROM things WHERE knownFrom <= ?1 AND ?1 < knownUntil"
        " AND validFrom <= ?2 AND ?2 < validUntil");
    query->start_with(known, time);
    std::string colours;
    while (*query->step()) colours += query->text(0);
    return colours;
  }

  Database database_;
  TableWriter writer_;
};

TEST_F(TableWriterTest, KeepsWhatWasSoBeforeAChange) {
  rewrite(1, {from(100, "red")});
  rewrite(5, {from(200, "blue")});
  EXPECT_EQ(colour(5, 99), "");
  EXPECT_EQ(colour(5, 199), "red");
  EXPECT_EQ(colour(5, 200), "blue");
}

TEST_F(TableWriterTest, KeepsWhatWasKnownBeforeAChange) {
  rewrite(1, {from(100, "red")});
  rewrite(5, {from(200, "blue")});
  EXPECT_EQ(colour(4, 300), "red");
  EXPECT_EQ(colour(0, 300), "");
}

TEST_F(TableWriterTest, RewritesThePastFromAMomentOn) {
  rewrite(1, {from(100, "red")});
  rewrite(2, {from(200, "blue")});
  rewrite(3, {from(150, "green"), from(180, "red"), from(200, "blue")});
  EXPECT_EQ(colour(3, 149), "red");
  EXPECT_EQ(colour(3, 160), "green");
  EXPECT_EQ(colour(3, 190), "red");
  EXPECT_EQ(colour(3, 250), "blue");
  EXPECT_EQ(colour(2, 160), "red") << "as it was known before";
}

TEST_F(TableWriterTest, EndsWhatIsSoNoMore) {
  rewrite(1, {from(100, "red")});
  rewrite(2, {nothing_from(200)});
  EXPECT_EQ(colour(2, 199), "red");
  EXPECT_EQ(colour(2, 200), "");
}

TEST_F(TableWriterTest, TakesBackAFutureThatWasExpected) {
  rewrite(1, {from(100, "waiting"), from(500, "overdue")});
  EXPECT_EQ(colour(1, 600), "overdue");
  rewrite(2, {from(300, "done")});
  EXPECT_EQ(colour(2, 600), "done");
  EXPECT_EQ(colour(2, 200), "waiting");
  EXPECT_EQ(colour(1, 600), "overdue") << "as it was known before";
}

TEST_F(TableWriterTest, TellsWhatIsKnownWithItsGaps) {
  rewrite(1, {from(100, "red"), nothing_from(200), from(300, "blue"), nothing_from(400)});
  const std::vector<Value> key{std::string("t")};
  const auto known = writer_.known(key, Instant{50});
  ASSERT_TRUE(known);
  ASSERT_EQ(known->size(), 5U);
  EXPECT_FALSE((*known)[0].row);
  EXPECT_EQ((*known)[0].from, Instant{50});
  EXPECT_EQ((*known)[3].from, Instant{300});
  EXPECT_FALSE((*known)[4].row);
}

}  // namespace
}  // namespace minutebook::projections
