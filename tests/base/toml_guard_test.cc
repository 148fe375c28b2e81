#include "ledger/base/toml_guard.h"

#include <gtest/gtest.h>

#include <string>

namespace minutebook {
namespace {

TEST(TomlGuard, LetsSoundTomlPass) {
  for (const char* const text :
       {"", "a = 1\n", "[a]\n", " [ a ]\n", "[[a]]", "[\"a b\"]\n['c']\n", "[a.b]\nx = [1]\n",
        "url = [\n  \"http://a\",  # first\n]\n", "[]\n", "a = \"[=]\"\n", "# [=]\n# \xC3\xA9\n",
        "\xEF\xBB\xBF[a]", "a = {}\n", "a = {b = 1}\n", "a = [{b = 1}, {}]\n",
        "a = \"\xE6\xB5\x99\"\n", "a = \"\\\"\"\nb = '\\'\n",
        "a = \"\"\"\n[=]\n[}\"\"\"\"\"\nb = ''", "a = '''\n[=\n'''\n"}) {
    EXPECT_EQ(line_that_toml_cannot_take(text), 0U) << text;
  }
}

TEST(TomlGuard, FindsHeadersWithoutAName) {
  for (const char* const text :
       {"[=]", "[", "[\n", "\t[ .a]", "[[=]]", "[#", "[{}", "\xEF\xBB\xBF[=", "\r[="}) {
    EXPECT_EQ(line_that_toml_cannot_take(text), 1U) << text;
  }
  EXPECT_EQ(line_that_toml_cannot_take("a = 1\r\n\n[b]\n[,]\n"), 4U);
  EXPECT_EQ(line_that_toml_cannot_take("a = \"\"\"\n\n\"\"\"\n[.]\n"), 4U);
}

TEST(TomlGuard, FindsListsWithABraceForAnItem) {
  EXPECT_EQ(line_that_toml_cannot_take("a = [}]"), 1U);
  EXPECT_EQ(line_that_toml_cannot_take("a = [ # one\n }]"), 2U);
  EXPECT_EQ(line_that_toml_cannot_take("a = [1,\n\n}]"), 3U);
}

TEST(TomlGuard, FindsValuesThatAreNoPlainNumbers) {
  for (const char* const value : {"2020-01-01ttp", "2020-01-01 #", "10:00:00", "1e+9", "+inf"}) {
    EXPECT_EQ(line_that_toml_cannot_take(std::string("a = ") + value), 1U) << value;
    EXPECT_EQ(line_that_toml_cannot_take(std::string("a = [1, ") + value + "]"), 1U) << value;
  }
  for (const char* const value :
       {"7", "-7", "1_000", "0x1F", "1.5", "1e9", "[0, 1]", "2020-01-01"}) {
    EXPECT_EQ(line_that_toml_cannot_take(std::string("a = ") + value + "\n"), 0U) << value;
  }
}

TEST(TomlGuard, FindsOtherBytesOutsideOfStrings) {
  for (const std::string byte : {"\xC2\xA0", "\xE2\x80\xA8", "\v", "\f", "\x7F", "\x01"}) {
    EXPECT_EQ(line_that_toml_cannot_take("\na = [" + byte + "1]"), 2U);
    EXPECT_EQ(line_that_toml_cannot_take("\na = \"b\"\n" + byte), 3U);
  }
}

}  // namespace
}  // namespace minutebook
