#include "tools/minutebook/display.h"

#include <gtest/gtest.h>

namespace minutebook::cli {
namespace {

TEST(DisplayWidth, CountsHanAsTwoColumns) {
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("党组会"), 6U);
  EXPECT_EQ(display_width("，。（）"), 8U);
  EXPECT_EQ(display_width("e\u0301"), 1U);
  EXPECT_EQ(display_width("𠮷"), 2U);
  EXPECT_EQ(display_width("é · …"), 5U);
}

TEST(Padded, AlignsMixedText) {
  EXPECT_EQ(padded("会议a", 8), "会议a   ");
  EXPECT_EQ(padded("too long", 3), "too long");
}

TEST(Fitted, NeverSplitsACharacter) {
  EXPECT_EQ(fitted("党组会议", 8), "党组会议");
  EXPECT_EQ(fitted("党组会议", 7), "党组会…");
  EXPECT_EQ(fitted("党组会议", 6), "党组…");
  EXPECT_EQ(fitted("abc", 0), "");
}

TEST(BreakBefore, PrefersASpaceNearTheEnd) {
  EXPECT_EQ(break_before("hello wonderful", 12), 12U);
  EXPECT_EQ(break_before("hello there you", 12), 11U);
  EXPECT_EQ(break_before("党组会议", 5), 6U);
  EXPECT_EQ(break_before("党", 1), 3U) << "goes on even where nothing fits";
}

TEST(OneLine, TakesTheTeethFromControlCharacters) {
  EXPECT_EQ(one_line("a\x1b[31mb\nc\x7f"), "a [31mb c ");
  EXPECT_EQ(one_line("\xC2\x9B"
                     "x"),
            " x")
      << "C1 controls too";
  EXPECT_EQ(one_line("a\xFFz"), "a\xEF\xBF\xBDz");
}

}  // namespace
}  // namespace minutebook::cli
