#include "projections/query/cursor.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "ledger/base/limits.h"

namespace minutebook::projections {
namespace {

ListCursor cursor_with(Value value) {
  return {"0123456789abcdef", 3, 41, -1'600'000'000'000'000'000, 12, std::move(value)};
}

TEST(ListCursor, IsTextForAnAddress) {
  const std::string text = encode_cursor(cursor_with(std::string("文化\n\xFF?>~")));
  EXPECT_EQ(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                   "0123456789-_"),
            std::string::npos);
}

RC_GTEST_PROP(ListCursor, IsReadAsItWasWritten, (const std::string& text, std::int64_t number)) {
  for (const Value& value : {Value(text), Value(number), Value{}}) {
    const auto read = decode_cursor(encode_cursor(cursor_with(value)));
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == cursor_with(value));
  }
}

TEST(ListCursor, IsNothingElse) {
  const std::string good = encode_cursor(cursor_with(std::int64_t{5}));
  for (std::size_t size = 0; size < good.size(); ++size) {
    const auto read = decode_cursor(good.substr(0, size));
    EXPECT_FALSE(read && *read == cursor_with(std::int64_t{5})) << size;
  }
  for (const std::string& wrong :
       {std::string(), std::string("x"), std::string("!!!!"), good + "=", std::string("MQ"),
        std::string(limits::max_cursor_bytes + 1, 'A'),
        encode_cursor(cursor_with(1.5)).substr(1)}) {
    const auto read = decode_cursor(wrong);
    ASSERT_FALSE(read) << wrong;
    EXPECT_EQ(read.error().code, Errc::invalid_input);
  }
}

}  // namespace
}  // namespace minutebook::projections
