#include "ledger/rules/likeness.h"

#include <gtest/gtest.h>

namespace minutebook::rules {
namespace {

bool are_like(std::string_view a, std::string_view b, Share share) {
  const bool forth = Sketch(a).is_like(Sketch(b), share);
  EXPECT_EQ(Sketch(b).is_like(Sketch(a), share), forth);
  return forth;
}

/// `count` characters from `from` on, of a text in which no trigram comes twice.
std::string characters(unsigned from, unsigned count) {
  std::string out;
  for (unsigned i = from; i < from + count; ++i) {
    const unsigned point = 0x4e00 + i * 7'919 % 20'011;  // a prime: each character once
    out += static_cast<char>(0xe0 | point >> 12);
    out += static_cast<char>(0x80 | (point >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (point & 0x3f));
  }
  return out;
}

TEST(CountedText, LeavesOutWhatChangesInCopying) {
  EXPECT_EQ(counted_text("Hall, 2021!"), U"hall2021");
  EXPECT_EQ(counted_text("ＨＡＬＬ（２）"), U"hall2");
  EXPECT_EQ(counted_text("游泳　馆，“开放”。"), U"游泳馆开放");
  EXPECT_EQ(counted_text(" \t\n\u00a0\u2003\ufeff"), U"");
  EXPECT_EQ(counted_text("é𠀀"), U"é𠀀") << "two and four bytes";
}

TEST(CountedText, SkipsBrokenBytes) {
  EXPECT_EQ(counted_text("a\xff\xe4\xb8z\x80"), U"az");
  EXPECT_EQ(counted_text("a\xe4\xb8"), U"a");
}

TEST(Fingerprint, IsTheSameForTheSameCountedText) {
  EXPECT_EQ(fingerprint("Sport hall"), fingerprint("sporthall。"));
  EXPECT_NE(fingerprint("sport"), fingerprint("sports"));
  EXPECT_NE(fingerprint("ab"), fingerprint("ba"));
}

TEST(Sketch, IsLikeAnotherFromExactlyTheShareOn) {
  // abc bcd cde def efg: five; abc bcd cde def efx: four common of six.
  EXPECT_TRUE(are_like("abcdefg", "abcdefx", {4, 6}));
  EXPECT_FALSE(are_like("abcdefg", "abcdefx", {41, 60}));
  // Nine of ten: abcdefghijkl has ten trigrams, abcdefghijk nine of them.
  EXPECT_TRUE(are_like("abcdefghijkl", "abcdefghijk", {9, 10}));
  EXPECT_FALSE(are_like("abcdefghijkl", "abcdefghijk", {91, 100}));
}

TEST(Sketch, CountsEachTrigramOnce) { EXPECT_TRUE(are_like("abcabcabcabc", "abcabc", {1, 1})); }

TEST(Sketch, OfAShortTextIsLikeTheSameTextOnly) {
  EXPECT_TRUE(are_like("甲", "甲。", {1, 2}));
  EXPECT_FALSE(are_like("ab", "ba", {0, 1}));
  EXPECT_FALSE(are_like("ab", "abc", {0, 1}));
  EXPECT_TRUE(are_like("。", "。", {1, 1}));
  EXPECT_FALSE(are_like("。", "！", {0, 1}));
}

TEST(Sketch, OfLongTextsTellsLikeFromUnlike) {
  const std::string text = characters(0, 10'000);
  EXPECT_TRUE(are_like(text, text, {1, 1}));
  EXPECT_TRUE(are_like(text, text + "and one more", {9, 10}));
  EXPECT_TRUE(are_like(std::string(60'000, 'a') + text, "aaa" + text, {9, 10}));
  const std::string half = characters(5'000, 10'000);  // a third of all is common
  EXPECT_TRUE(are_like(text, half, {30, 100}));
  EXPECT_FALSE(are_like(text, half, {37, 100}));
  EXPECT_FALSE(are_like(text, characters(10'000, 10'000), {1, 100}));
}

}  // namespace
}  // namespace minutebook::rules
