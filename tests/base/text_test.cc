#include "ledger/base/text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <string_view>

#include "ledger/base/result.h"

namespace minutebook {
namespace {

TEST(Utf8, AcceptsEveryScalarValueAndNothingElse) {
  for (std::uint32_t code = 0; code < 0x11'0000; ++code) {
    std::string text;
    if (code < 0x80) {
      text = {static_cast<char>(code)};
    } else if (code < 0x800) {
      text = {static_cast<char>(0xC0 | code >> 6), static_cast<char>(0x80 | (code & 63))};
    } else if (code < 0x1'0000) {
      text = {static_cast<char>(0xE0 | code >> 12), static_cast<char>(0x80 | (code >> 6 & 63)),
              static_cast<char>(0x80 | (code & 63))};
    } else {
      text = {static_cast<char>(0xF0 | code >> 18), static_cast<char>(0x80 | (code >> 12 & 63)),
              static_cast<char>(0x80 | (code >> 6 & 63)), static_cast<char>(0x80 | (code & 63))};
    }
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    ASSERT_EQ(is_valid_utf8(text), !surrogate) << code;
    ASSERT_FALSE(text.size() > 1 && is_valid_utf8(text.substr(0, text.size() - 1))) << code;
  }
}

TEST(Utf8, RefusesOverlongAndBrokenForms) {
  for (const char* text : {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF",
                           "\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80",
                           "\xF5\x80\x80\x80", "\xFE", "\xFF", "a\xE8\xB5", "\xE8\x28\x90"}) {
    EXPECT_FALSE(is_valid_utf8(text));
  }
  EXPECT_TRUE(is_valid_utf8(""));
  EXPECT_TRUE(is_valid_utf8("赞成 (for) 𠀀"));
}

TEST(ControlCharacters, AreFoundExceptTabAndNewline) {
  EXPECT_FALSE(has_control_characters("a\tb\n赞成"));
  EXPECT_TRUE(has_control_characters("a\rb"));
  EXPECT_TRUE(has_control_characters(std::string_view("\0", 1)));
  EXPECT_TRUE(has_control_characters("\x1b[31m"));
  EXPECT_TRUE(has_control_characters("\x7f"));
}

TEST(Hex, IsLowerCase) {
  EXPECT_EQ(to_hex(std::string_view("\x00\x9A\xFF", 3)), "009aff");
  EXPECT_EQ(to_hex(""), "");
}

TEST(Printable, LeavesReadableTextAlone) {
  EXPECT_EQ(printable("赞成 for"), "赞成 for");
  EXPECT_EQ(printable(std::string(120, 'x')), std::string(120, 'x'));
}

TEST(Printable, EscapesWhatATerminalWouldObey) {
  EXPECT_EQ(printable("a\x1b[31m\n"), "a\\x1b[31m\\x0a");
  EXPECT_EQ(printable(std::string_view("\0\x7f", 2)), "\\x00\\x7f");
  EXPECT_EQ(printable("\xff"), "\\xff");
  EXPECT_EQ(printable("\xC2\x9B"
                      "31m"),
            "\\xc2\\x9b31m");                         // U+009B, the one-character form of ESC [
  EXPECT_EQ(printable("\u202E"), "\\xe2\\x80\\xae");  // turns the direction of what follows
}

TEST(Printable, CutsAtACharacterBoundary) {
  EXPECT_EQ(printable(std::string(121, 'x')), std::string(120, 'x') + "…");
  EXPECT_EQ(printable("赞成", 6), "赞成");
  EXPECT_EQ(printable("赞成", 5), "赞…");
  EXPECT_EQ(printable("ab\n", 4), "ab…");
}

RC_GTEST_PROP(Printable, IsAlwaysValidBoundedAndFreeOfControlCharacters, (const std::string& any)) {
  const std::string shown = printable(any, 20);
  RC_ASSERT(is_valid_utf8(shown));
  RC_ASSERT(!has_control_characters(shown));
  RC_ASSERT(shown.find_first_of("\t\n") == std::string::npos);
  RC_ASSERT(shown.size() <= 20 + std::string_view("…").size());
}

TEST(Bilingual, IsShownInTheChosenLanguage) {
  const Bilingual text{"for", "赞成"};
  EXPECT_EQ(in_language(text, Language::en), "for");
  EXPECT_EQ(in_language(text, Language::zh_cn), "赞成");
}

Result<int> half(int value) {
  if (value % 2 != 0) return fail(Errc::conflict, "odd", "奇数");
  return value / 2;
}

Result<void> must_be_even(int value) {
  MB_TRY_VOID(half(value));
  return {};
}

Result<int> quarter(int value) {
  MB_TRY(once, half(value));
  MB_TRY(twice, half(once));
  return twice;
}

TEST(Result, PassesErrorsOnUnchanged) {
  EXPECT_EQ(*quarter(8), 2);
  EXPECT_EQ(quarter(6).error().code, Errc::conflict);
  EXPECT_EQ(quarter(6).error().message, (Bilingual{"odd", "奇数"}));
  EXPECT_TRUE(must_be_even(2).has_value());
  EXPECT_EQ(must_be_even(3).error().message.zh, "奇数");
}

}  // namespace
}  // namespace minutebook
