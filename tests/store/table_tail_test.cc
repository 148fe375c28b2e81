#include "ledger/store/table_tail.h"

#include <fstream>

#include "tests/store/store_fixture.h"

namespace minutebook::store {
namespace {

namespace fs = std::filesystem;

/// A store whose events are in a table.
class TableTail : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    ASSERT_TRUE(write_one(a_, Version{1}));
    ASSERT_TRUE(store_->compact());
    store_.reset();
    for (const auto& entry : fs::directory_iterator(log())) {
      if (entry.path().extension() == ".sst") table_ = entry.path();
    }
    std::ifstream in(table_, std::ios::binary);
    content_.assign(std::istreambuf_iterator<char>(in), {});
    ASSERT_FALSE(content_.empty());
  }

  void flip(std::size_t at) {
    std::string changed = content_;
    changed[at] = static_cast<char>(~changed[at]);
    std::ofstream(table_, std::ios::binary | std::ios::trunc) << changed;
  }

  fs::path table_;
  std::string content_;
};

TEST_F(TableTail, ThatIsWholeIsRead) {
  EXPECT_TRUE(properties_can_be_read(table_));
  EXPECT_FALSE(find_damaged_table(log()));
  reopen();
}

TEST_F(TableTail, WithAByteChangedThatRocksdbDoesNotSurviveIsNamed) {
  std::size_t refused = 0;
  for (std::size_t at = 0; at < content_.size(); ++at) {
    flip(at);
    if (!find_damaged_table(log())) continue;
    ++refused;
    const auto opened = EventStore::open_for_reading(log());
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, Errc::corruption);
    const std::string name = table_.filename().string();
    EXPECT_NE(opened.error().message.en.find(name), std::string::npos);
    EXPECT_FALSE(EventStore::open(log()));
  }
  EXPECT_GT(refused, 0U);
  EXPECT_LT(refused, 10U) << "RocksDB tells of the others itself";
}

TEST_F(TableTail, ThatIsCutIsLeftToRocksdb) {
  for (std::size_t size = 0; size < content_.size(); size += 7) {
    std::ofstream(table_, std::ios::binary | std::ios::trunc) << content_.substr(0, size);
    EXPECT_TRUE(properties_can_be_read(table_));
  }
  EXPECT_TRUE(properties_can_be_read(folder_ / "nothing"));
}

}  // namespace
}  // namespace minutebook::store
