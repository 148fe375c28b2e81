#include "tools/export/output_file.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace minutebook::exporting {
namespace {

namespace fs = std::filesystem;

class DraftTest : public testing::Test {
 protected:
  DraftTest() {
    std::string name = testing::TempDir() + "draft-XXXXXX";
    EXPECT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    target_ = folder_ / "out.json";
  }
  ~DraftTest() override { fs::remove_all(folder_); }

  std::string content() const {
    std::ifstream in(target_);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::size_t files() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  fs::path folder_;
  fs::path target_;
};

TEST_F(DraftTest, TakesItsPlaceOnlyWhenItIsWhole) {
  auto draft = Draft::make(target_, false);
  ASSERT_TRUE(draft);
  auto writer = DraftWriter::open(*draft);
  ASSERT_TRUE(writer && writer->write("whole") && writer->flush());
  EXPECT_FALSE(fs::exists(target_));
  ASSERT_TRUE(draft->put_in_place());
  EXPECT_EQ(content(), "whole");
  EXPECT_EQ(files(), 1U);
}

TEST_F(DraftTest, LeavesNothingWhenItIsGivenUp) {
  { ASSERT_TRUE(Draft::make(target_, false)); }
  EXPECT_EQ(files(), 0U);
}

TEST_F(DraftTest, ReplacesAFileOnlyWhenAsked) {
  std::ofstream(target_) << "old";
  EXPECT_EQ(Draft::make(target_, false).error().code, Errc::conflict);
  { ASSERT_TRUE(Draft::make(target_, true)); }
  EXPECT_EQ(content(), "old");
}

TEST_F(DraftTest, NeverReplacesWhatIsNotAFile) {
  fs::create_directory(target_);
  EXPECT_EQ(Draft::make(target_, true).error().code, Errc::invalid_input);
  EXPECT_EQ(Draft::make("/dev/null", true).error().code, Errc::invalid_input);
}

}  // namespace
}  // namespace minutebook::exporting
