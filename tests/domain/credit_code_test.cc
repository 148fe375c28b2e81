#include "ledger/domain/credit_code.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace minutebook::domain {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

TEST(CreditCode, KnowsPublishedCodes) {
  EXPECT_TRUE(is_credit_code("91350100M000100Y43"));  // the example of GB 32100-2015
  EXPECT_TRUE(is_credit_code("91110000600037341L"));
}

TEST(CreditCode, RefusesWrongLengthsAndLetters) {
  EXPECT_FALSE(is_credit_code(""));
  EXPECT_FALSE(is_credit_code("91350100M000100Y4"));
  EXPECT_FALSE(is_credit_code("91350100M000100Y433"));
  EXPECT_FALSE(is_credit_code("91350100I000100Y43"));
  EXPECT_FALSE(is_credit_code("91350100m000100y43"));
  EXPECT_FALSE(check_character("91350100M000100Y43").has_value());
}

std::string some_base() {
  const auto indexes = *rc::gen::container<std::vector<int>>(17, rc::gen::inRange(0, 31));
  std::string base;
  for (const int index : indexes) base += alphabet[static_cast<std::size_t>(index)];
  return base;
}

RC_GTEST_PROP(CreditCode, EveryBaseHasExactlyOneCheckCharacter, ()) {
  const std::string base = some_base();
  int valid = 0;
  for (const char c : alphabet) valid += is_credit_code(base + c) ? 1 : 0;
  RC_ASSERT(valid == 1);
}

RC_GTEST_PROP(CreditCode, NoticesEverySingleWrongCharacter, ()) {
  const std::string base = some_base();
  std::string code = base + *check_character(base);
  const auto place = *rc::gen::inRange<std::size_t>(0, code.size());
  const char other = alphabet[*rc::gen::inRange<std::size_t>(0, alphabet.size())];
  RC_PRE(other != code[place]);
  code[place] = other;
  RC_ASSERT(!is_credit_code(code));
}

RC_GTEST_PROP(CreditCode, NoticesEverySwapOfNeighbours, ()) {
  const std::string base = some_base();
  std::string code = base + *check_character(base);
  const auto place = *rc::gen::inRange<std::size_t>(0, 16);
  RC_PRE(code[place] != code[place + 1]);
  std::swap(code[place], code[place + 1]);
  RC_ASSERT(!is_credit_code(code));
}

}  // namespace
}  // namespace minutebook::domain
