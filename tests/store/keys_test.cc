#include "ledger/store/keys.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace minutebook::store {
namespace {

RC_GTEST_PROP(Keys, OfPositionsSortAsNumbersDo, (std::uint64_t left, std::uint64_t right)) {
  RC_ASSERT((left < right) == (position_key(Position{left}) < position_key(Position{right})));
  const auto parsed = parse_position(position_key(Position{left}));
  RC_ASSERT(parsed && parsed->value == left);
}

TEST(Keys, OfOneStreamDoNotLieAmongAnothers) {
  const Subject a = Subject::from_stored("person/a");
  const Subject ab = Subject::from_stored("person/ab");
  EXPECT_LT(stream_key(a, Version{~std::uint64_t{0}}), stream_key(ab, Version{1}));
  EXPECT_LT(stream_key(a, Version{255}), stream_key(a, Version{256}));
}

TEST(Keys, OfStreamsAndCommandsReadBack) {
  const Subject a = Subject::from_stored("person/a");
  const std::string key = stream_key(a, Version{0x0100});  // a zero byte inside the version
  const auto parsed = parse_stream_key(key);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->stream, "person/a");
  EXPECT_EQ(parsed->version, Version{0x0100});
  CommandRecord record{Position{77}, 3, {}};
  record.input[0] = 9;
  const CommandValue value = command_value(record);
  const auto read = parse_command_value(as_text(value));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->first, Position{77});
  EXPECT_EQ(read->count, 3U);
  EXPECT_EQ(read->input, record.input);
}

TEST(Keys, AreFrozenOnDisk) {
  EXPECT_EQ(to_hex(stream_key(Subject::from_stored("person/a"), Version{2})),
            "706572736f6e2f61000000000000000002");
  EXPECT_EQ(to_hex(category_key(SubjectKind::partnership, Position{258})), "070000000000000102");
  EXPECT_EQ(to_hex(blob_key({}, 1)),
            "0000000000000000000000000000000000000000000000000000000000000000"
            "00000001");
}

TEST(Keys, ThatAreMalformedAreCorruption) {
  for (const char* bytes : {"", "short", "person/ab", "nine bytes"}) {
    EXPECT_FALSE(parse_position(std::string_view(bytes))) << bytes;
    EXPECT_FALSE(parse_stream_key(bytes)) << bytes;
    EXPECT_FALSE(parse_command_value(bytes)) << bytes;
  }
  EXPECT_FALSE(parse_category_key(SubjectKind::body, category_key(SubjectKind::person, {})));
}

}  // namespace
}  // namespace minutebook::store
