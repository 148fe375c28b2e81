#include "ledger/base/plain_toml.h"

#include <gtest/gtest.h>

namespace minutebook {
namespace {

TEST(PlainToml, IsWhatALedgersFilesAreWrittenIn) {
  for (const char* text :
       {"", "\n\n", "# 注释\n", "format = 1\nname = 'a'\n", "\"a b\" = \"x \\\" # y\"  # comment\n",
        "[files]\n'keys/ledger.pem' = 'ab'\n", "with-keys = true\r\nn = -5", "logs = []\n",
        "logs = [ 'a', 'b' ]\n", "logs = [\n    'a',  # first\n    'b',\n]\nx = 1\n", "e = ''\n"}) {
    EXPECT_FALSE(line_past_plain_toml(text)) << text;
  }
}

TEST(PlainToml, NamesTheFirstLineThatIsOtherwise) {
  struct Case {
    const char* text;
    std::size_t line;
  };
  for (const Case& each : {
           Case{"a = 1\nb = \"x\nc = 1\n", 2},
           Case{"a = 1\n\nb\n", 3},
           Case{"[`a]\n", 1},
           Case{"a = 1\n\xCE\x9C = 1\n", 2},
           Case{"a = \xE3\x80\x81'x'\n", 1},
           Case{"a = 1 2\n", 1},
           Case{"a = 1.5\n", 1},
           Case{"a = '''x'''\n", 1},
           Case{"a = \"\"\"x\n\"\"\"\n", 1},
           Case{"a.b = 1\n", 1},
           Case{"[[a]]\n", 1},
           Case{"a = { b = 1 }\n", 1},
           Case{"a = [ [ 1 ] ]\n", 1},
           Case{"x = 1\na = [\n 'b',\n", 4},
           Case{"a = 99999999999999999999\n", 1},
           Case{"a = 1\n# \x01\n", 2},
           Case{"# \xFF\n", 1},
       }) {
    EXPECT_EQ(line_past_plain_toml(each.text), each.line) << each.text;
  }
}

}  // namespace
}  // namespace minutebook
