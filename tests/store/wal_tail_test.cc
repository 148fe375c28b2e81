#include "ledger/store/wal_tail.h"

#include <fstream>

#include "tests/store/store_fixture.h"

namespace minutebook::store {
namespace {

namespace fs = std::filesystem;

/// A store whose events are in the write-ahead log only, as a crash leaves it.
class WalTail : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    for (std::uint64_t i = 1; i <= 50; ++i) ASSERT_TRUE(write_one(a_, Version{i}));
    fs::copy(log(), crashed());
    for (const auto& entry : fs::directory_iterator(crashed())) {
      if (entry.path().extension() == ".log" && entry.file_size() > 0) wal_ = entry.path();
    }
    std::ifstream in(wal_, std::ios::binary);
    content_.assign(std::istreambuf_iterator<char>(in), {});
    while (!content_.empty() && content_.back() == '\0') content_.pop_back();
  }
  fs::path crashed() const { return folder_ / "crashed"; }

  Result<Position> head_of_crashed() {
    std::ofstream(wal_, std::ios::binary) << content_;
    MB_TRY(opened, EventStore::open(crashed()));
    return opened.head();
  }

  fs::path wal_;
  std::string content_;
};

TEST_F(WalTail, ThatIsWholeGivesEverything) { EXPECT_EQ(*head_of_crashed(), Position{50}); }

TEST_F(WalTail, ThatIsCutOffCostsTheLastBatchOnly) {
  content_.resize(content_.size() - 20);
  EXPECT_EQ(*head_of_crashed(), Position{49});
}

TEST_F(WalTail, ThatIsGarbledCostsTheLastBatchOnly) {
  content_[content_.size() - 20] ^= 0x55;
  const auto head = head_of_crashed();
  ASSERT_TRUE(head) << head.error().message.en;
  EXPECT_EQ(*head, Position{49});
}

TEST_F(WalTail, ThatIsDamagedInTheMiddleIsCorruptionAndNamesTheFile) {
  content_[content_.size() / 2] ^= 0x55;
  const auto head = head_of_crashed();
  ASSERT_FALSE(head) << "acknowledged events were dropped silently: " << head->value;
  EXPECT_EQ(head.error().code, Errc::corruption);
  EXPECT_NE(head.error().message.en.find(wal_.filename().string()), std::string::npos)
      << head.error().message.en;
}

TEST_F(WalTail, KnowsTheFormatOfTheLog) {
  EXPECT_FALSE(is_damaged_before_its_end(as_bytes(content_)));
  // A bit in any early record is seen; in the last one it is the torn end.
  for (std::size_t at = 10; at < content_.size() / 2; at += 97) {
    std::string damaged = content_;
    damaged[at] ^= 1;
    EXPECT_TRUE(is_damaged_before_its_end(as_bytes(damaged))) << at;
  }
  std::string torn = content_;
  torn.back() ^= 1;
  EXPECT_FALSE(is_damaged_before_its_end(as_bytes(torn)));
}

}  // namespace
}  // namespace minutebook::store
