#include "tools/minutebook/line_reader.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "ledger/base/limits.h"

namespace minutebook::cli {
namespace {

class LineReaderTest : public testing::Test {
 protected:
  std::vector<Line> read(const std::string& content) {
    const std::string test = testing::UnitTest::GetInstance()->current_test_info()->name();
    const auto file = std::filesystem::path(testing::TempDir()) / ("line_reader_" + test);
    std::ofstream(file, std::ios::binary) << content;
    std::vector<Line> lines;
    {
      auto reader = LineReader::open(file.string());
      EXPECT_TRUE(reader.has_value());
      while (true) {
        auto line = reader->next();
        EXPECT_TRUE(line.has_value());
        if (!line->has_value()) break;
        lines.push_back(std::move(**line));
      }
      EXPECT_EQ(reader->bytes_read(), content.size());
    }
    std::filesystem::remove(file);
    return lines;
  }
};

TEST_F(LineReaderTest, NumbersLinesFromOneAndKeepsBlankOnes) {
  const auto lines = read("a\n\nb");
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].number, 1U);
  EXPECT_EQ(lines[1].text, "");
  EXPECT_EQ(lines[2].text, "b");
  EXPECT_EQ(lines[2].number, 3U);
}

TEST_F(LineReaderTest, TakesOffCarriageReturnsAndAByteOrderMark) {
  const auto lines = read("\xEF\xBB\xBF{}\r\n{}\r\n");
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].text, "{}");
  EXPECT_EQ(lines[1].text, "{}");
}

TEST_F(LineReaderTest, SkipsALineThatIsTooLongAndGoesOn) {
  const std::size_t size = 5 * limits::max_line_bytes + 17;
  const auto lines = read("a\n" + std::string(size, 'x') + "\nb\n");
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_TRUE(lines[1].too_long);
  EXPECT_EQ(lines[1].bytes, size);
  EXPECT_TRUE(lines[1].text.empty());
  EXPECT_EQ(lines[2].text, "b");
  EXPECT_EQ(lines[2].number, 3U);
}

TEST_F(LineReaderTest, TakesALineOfExactlyTheLimit) {
  const auto lines = read(std::string(limits::max_line_bytes, 'x') + "\n");
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_FALSE(lines[0].too_long);
  EXPECT_EQ(lines[0].text.size(), limits::max_line_bytes);
}

TEST_F(LineReaderTest, OfAnEmptyFileGivesNoLine) { EXPECT_TRUE(read("").empty()); }

TEST(LineReader, SaysWhichFileIsNotThere) {
  const auto reader = LineReader::open("no/such/file");
  ASSERT_FALSE(reader.has_value());
  EXPECT_EQ(reader.error().code, Errc::not_found);
  EXPECT_NE(reader.error().message.en.find("no/such/file"), std::string::npos);
}

TEST(LineReader, DoesNotTakeADirectoryForAFile) {
  const auto reader = LineReader::open(testing::TempDir());
  ASSERT_FALSE(reader.has_value());
  EXPECT_EQ(reader.error().code, Errc::io);
}

}  // namespace
}  // namespace minutebook::cli
