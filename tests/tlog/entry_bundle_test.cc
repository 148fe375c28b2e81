#include "ledger/tlog/entry_bundle.h"

#include <gtest/gtest.h>

#include <vector>

#include "ledger/base/limits.h"

namespace minutebook::tlog {
namespace {

TEST(EntryBundle, IsLengthsAndBytes) {
  const Bytes largest(limits::max_header_bytes, 7);
  const std::vector<ByteSpan> entries{as_bytes("ab"), as_bytes(""), largest};
  const Bytes bytes = encode_bundle(entries).value();
  EXPECT_EQ(Bytes(bytes.begin(), bytes.begin() + 9), (Bytes{0, 2, 'a', 'b', 0, 0, 0xFF, 0xFF, 7}));
  const auto parsed = parse_bundle(bytes, 3).value();
  ASSERT_EQ(parsed.size(), 3U);
  EXPECT_EQ(as_text(parsed[0]), "ab");
  EXPECT_TRUE(parsed[1].empty());
  EXPECT_EQ(Bytes(parsed[2].begin(), parsed[2].end()), largest);
}

TEST(EntryBundle, HasExactlyTheEntriesAskedFor) {
  const Bytes bytes = encode_bundle(std::vector<ByteSpan>(5, as_bytes("x"))).value();
  EXPECT_TRUE(parse_bundle(bytes, 5).has_value());
  EXPECT_FALSE(parse_bundle(bytes, 4).has_value());
  EXPECT_FALSE(parse_bundle(bytes, 6).has_value());
  EXPECT_FALSE(parse_bundle(bytes, 0).has_value());
  EXPECT_FALSE(parse_bundle(bytes, 257).has_value());
  EXPECT_FALSE(parse_bundle({}, 1).has_value());
  for (std::size_t cut = 1; cut < bytes.size(); ++cut) {
    EXPECT_FALSE(parse_bundle(ByteSpan(bytes).first(cut), 5).has_value()) << cut;
  }
}

TEST(EntryBundle, IsRefusedPastItsLimits) {
  const Bytes too_large(limits::max_header_bytes + 1);
  EXPECT_FALSE(encode_bundle(std::vector<ByteSpan>{too_large}).has_value());
  EXPECT_FALSE(encode_bundle({}).has_value());
  EXPECT_FALSE(encode_bundle(std::vector<ByteSpan>(257)).has_value());
  EXPECT_TRUE(encode_bundle(std::vector<ByteSpan>(256)).has_value());
}

}  // namespace
}  // namespace minutebook::tlog
