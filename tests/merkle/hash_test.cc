#include "ledger/merkle/hash.h"

#include <gtest/gtest.h>

namespace minutebook::merkle {
namespace {

TEST(Hash, OfTheEmptyTreeIsTheDigestOfNothing) {
  EXPECT_EQ(crypto::hex_of(empty_root(Suite::standard)),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(crypto::hex_of(empty_root(Suite::gm)),
            "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
}

TEST(Hash, OfALeafIsPrefixedWithZero) {
  EXPECT_EQ(crypto::hex_of(leaf_hash(Suite::standard, as_bytes(""))),
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  EXPECT_EQ(leaf_hash(Suite::gm, as_bytes("x")),
            crypto::hash(Suite::gm, {as_bytes(std::string_view("\0x", 2))}));
}

TEST(Hash, OfANodeIsPrefixedWithOne) {
  const Digest left = leaf_hash(Suite::gm, as_bytes("l"));
  const Digest right = leaf_hash(Suite::gm, as_bytes("r"));
  EXPECT_EQ(node_hash(Suite::gm, left, right),
            crypto::hash(Suite::gm, {as_bytes("\x01"), left, right}));
  EXPECT_NE(node_hash(Suite::gm, left, right), node_hash(Suite::gm, right, left));
  EXPECT_NE(node_hash(Suite::gm, left, right), node_hash(Suite::standard, left, right));
}

}  // namespace
}  // namespace minutebook::merkle
