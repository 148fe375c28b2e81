#include "ledger/store/checkpoints.h"

#include "ledger/base/limits.h"
#include "tests/store/store_fixture.h"

namespace minutebook::store {
namespace {

class CheckpointsTest : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    for (std::uint64_t i = 1; i <= 9; ++i) ASSERT_TRUE(write_one(a_, Version{i}));
  }
  CheckpointStore checkpoints() { return CheckpointStore(*store_); }
};

TEST_F(CheckpointsTest, AreKeptForGoodInTheOrderOfTheirSizes) {
  EXPECT_FALSE(*checkpoints().latest());
  ASSERT_TRUE(checkpoints().add(3, "three"));
  ASSERT_TRUE(checkpoints().add(7, "seven"));
  reopen();
  EXPECT_EQ((*checkpoints().latest())->note, "seven");
  EXPECT_EQ((*checkpoints().at(3))->note, "three");
  EXPECT_FALSE(*checkpoints().at(4));
  EXPECT_EQ((*checkpoints().covering(4))->size, 7U);
  EXPECT_FALSE(*checkpoints().covering(8));
  std::vector<std::uint64_t> sizes;
  ASSERT_TRUE(checkpoints().each(0, [&](const KeptCheckpoint& kept) -> Result<bool> {
    sizes.push_back(kept.size);
    return true;
  }));
  EXPECT_EQ(sizes, (std::vector<std::uint64_t>{3, 7}));
}

TEST_F(CheckpointsTest, AreNeverSignedTwiceForOneSizeOrBackwards) {
  ASSERT_TRUE(checkpoints().add(7, "seven"));
  EXPECT_EQ(checkpoints().add(7, "other").error().code, Errc::conflict);
  EXPECT_EQ(checkpoints().add(6, "six").error().code, Errc::conflict);
  EXPECT_EQ((*checkpoints().latest())->note, "seven");
}

TEST_F(CheckpointsTest, TakeCosignaturesAndTimeStamps) {
  ASSERT_TRUE(checkpoints().add(3, "three"));
  ASSERT_TRUE(checkpoints().add(4, "four"));
  ASSERT_TRUE(checkpoints().replace(3, "three, cosigned"));
  EXPECT_EQ(checkpoints().replace(5, "five").error().code, Errc::not_found);
  for (std::uint8_t i = 0; i < limits::max_time_stamps; ++i) {
    ASSERT_TRUE(checkpoints().add_time_stamp(3, Bytes{i, 1}));
  }
  EXPECT_EQ(checkpoints().add_time_stamp(3, Bytes{9}).error().code, Errc::conflict);
  EXPECT_EQ(checkpoints().add_time_stamp(5, Bytes{9}).error().code, Errc::not_found);
  const auto kept = *checkpoints().at(3);
  EXPECT_EQ(kept->note, "three, cosigned");
  ASSERT_EQ(kept->time_stamps.size(), limits::max_time_stamps);
  EXPECT_EQ(kept->time_stamps[5], (Bytes{5, 1}));
  EXPECT_EQ((*checkpoints().latest())->note, "four");
}

TEST_F(CheckpointsTest, AreWalkedBackwards) {
  EXPECT_FALSE(*checkpoints().before(~0ULL));
  ASSERT_TRUE(checkpoints().add(3, "three"));
  ASSERT_TRUE(checkpoints().add(7, "seven"));
  ASSERT_TRUE(checkpoints().add_time_stamp(3, Bytes{1}));
  ASSERT_TRUE(checkpoints().add_time_stamp(7, Bytes{2}));
  EXPECT_EQ((*checkpoints().before(~0ULL))->size, 7U);
  EXPECT_EQ((*checkpoints().before(8))->size, 7U);
  EXPECT_EQ((*checkpoints().before(7))->note, "three");
  EXPECT_EQ((*checkpoints().before(7))->time_stamps, std::vector<Bytes>{Bytes{1}});
  EXPECT_FALSE(*checkpoints().before(3));
  EXPECT_FALSE(*checkpoints().before(0));
}

TEST_F(CheckpointsTest, AreSeenByAReaderBesideTheWriter) {
  ASSERT_TRUE(checkpoints().add(3, "three"));
  const auto reader = EventStore::open_for_reading(log());
  ASSERT_TRUE(reader);
  EXPECT_EQ((*CheckpointStore(*reader).latest())->note, "three");
}

}  // namespace
}  // namespace minutebook::store
