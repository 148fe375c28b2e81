#include "projections/query/text_tokens.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <array>

#include "projections/database.h"

namespace minutebook::projections {
namespace {

/// A full-text index of one text, as the read models make theirs.
class Index {
 public:
  explicit Index(std::string_view text) : database_(Database::open({}, OpenFor::memory).value()) {
    EXPECT_TRUE(
        database_.execute("CREATE VIRTUAL TABLE texts USING fts5(words, content='',"
                          " columnsize=0, tokenize='" +
                          std::string(text_tokenizer) + "')"));
    const std::string tokens = text_tokens(text);
    auto insert = database_.prepare("INSERT INTO texts(rowid, words) VALUES(1, ?1)");
    EXPECT_TRUE(insert && insert->run_with(std::string_view(tokens)));
  }

  bool finds(std::string_view words) const {
    auto query = database_.prepare("SELECT rowid FROM texts WHERE texts MATCH ?1");
    const std::string match = text_match(words);
    query->start_with(std::string_view(match));
    const auto found = query->step();
    EXPECT_TRUE(found) << match << (found ? "" : found.error().message.en);
    return found && *found;
  }

 private:
  Database database_;
};

TEST(TextTokens, AreThePairsOfAChineseRunAndItsLastCharacter) {
  EXPECT_EQ(text_tokens("文化宫"), "文化 化宫 宫");
  EXPECT_EQ(text_tokens("宫"), "宫");
  EXPECT_EQ(text_tokens("文化，宣传。"), "文化 化 宣传 传");
}

TEST(TextTokens, AreOtherWordsInLowerCase) {
  EXPECT_EQ(text_tokens("Hall No. 3, ＡＢＣ１２"), "hall no 3 abc12");
  EXPECT_EQ(text_tokens("ZJ-2020-001"), "zj 2020 001");
  EXPECT_EQ(text_tokens("ÉCOLE ДОМ Ω Žižek"), "école дом ω žižek");
}

TEST(TextTokens, KeepChineseAndOtherWordsApart) {
  EXPECT_EQ(text_tokens("2021年度abc文化"), "2021 年度 度 abc 文化 化");
}

TEST(TextTokens, LeaveOutWhatIsNeitherLetterNorDigit) {
  EXPECT_EQ(text_tokens(" \t\n\"*()-:^+{}《》！？—…　☎"), "");
  EXPECT_EQ(text_tokens("\xFF\xC0文\xE6\x96"), "文");
  EXPECT_EQ(text_tokens(std::string_view("a\0b", 3)), "a b");
}

TEST(TextTokens, HoldTheIdeographicZeroAndIteration) {
  EXPECT_EQ(text_tokens("二〇二一"), "二〇 〇二 二一 一");
  EXPECT_EQ(text_tokens("佐々木"), "佐々 々木 木");
}

TEST(TextMatch, IsEmptyWithoutAnythingToSearchFor) {
  EXPECT_EQ(text_match(""), "");
  EXPECT_EQ(text_match("\" OR *"), "\"or\" *");
  EXPECT_EQ(text_match("（）"), "");
}

TEST(TextMatch, FindsWordsOfOneTwoAndMoreCharacters) {
  const Index index("市工人文化宫职工书屋共建项目");
  for (const char* words : {"宫", "目", "文化", "工人文化宫", "书屋共建项目", "市"}) {
    EXPECT_TRUE(index.finds(words)) << words;
  }
  for (const char* words : {"化文", "文宫", "文化书屋", "目市"}) {
    EXPECT_FALSE(index.finds(words)) << words;
  }
}

TEST(TextMatch, WantsEveryStretchInAnyOrder) {
  const Index index("Reading corner, 职工书屋 2021");
  EXPECT_TRUE(index.finds("书屋 reading"));
  EXPECT_TRUE(index.finds("READ"));
  EXPECT_FALSE(index.finds("书屋 pool"));
  EXPECT_FALSE(index.finds("eading"));
}

TEST(TextMatch, DoesNotReachAcrossPunctuation) {
  EXPECT_FALSE(Index("文化，宣传").finds("化宣"));
  EXPECT_TRUE(Index("文化，宣传").finds("文化，宣"));
}

TEST(TextMatch, TakesOperatorsOfTheIndexForWords) {
  const Index index("near the hall and not far");
  EXPECT_TRUE(index.finds("NEAR(the)"));
  EXPECT_TRUE(index.finds("hall AND not"));
  EXPECT_FALSE(index.finds("hall OR pool"));
  EXPECT_FALSE(index.finds("words : pool*"));
}

/// Characters of every sort, each with whether a search may begin at it after another such one.
constexpr std::array alphabet{"文", "化", "宫", "々", "〇", "한", "𠀀", "a",  "B", "7",  "é",
                              "Ａ", "，", " ",  "-",  "\"", "*",  "́",   "🏛", "(", "年", "二"};

bool is_of_a_word(std::string_view character) {
  return character == "a" || character == "B" || character == "7" || character == "é" ||
         character == "Ａ" || character == "́";
}

RC_GTEST_PROP(TextMatch, FindsEverySubstringThatDoesNotBeginWithinAWord, ()) {
  const auto places = *rc::gen::container<std::vector<std::size_t>>(
      rc::gen::inRange<std::size_t>(0, alphabet.size()));
  std::string text;
  for (const std::size_t place : places) text += alphabet.at(place);
  const Index index(text);
  for (std::size_t first = 0; first < places.size(); ++first) {
    if (first > 0 && is_of_a_word(alphabet.at(places[first])) &&
        is_of_a_word(alphabet.at(places[first - 1]))) {
      continue;
    }
    std::string part;
    for (std::size_t last = first; last < places.size() && last < first + 12; ++last) {
      part += alphabet.at(places[last]);
      if (!text_match(part).empty() && !index.finds(part)) {
        RC_FAIL("\"" + part + "\" is not found in \"" + text + "\"");
      }
    }
  }
}

}  // namespace
}  // namespace minutebook::projections
