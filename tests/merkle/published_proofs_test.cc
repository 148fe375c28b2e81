// The proofs that implementations of Certificate Transparency are tested with, over its eight
// entries (their roots are in compact_range_test.cc).

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/merkle/proof.h"

namespace minutebook::merkle {
namespace {

using namespace std::string_view_literals;

constexpr std::array<std::string_view, 8> entries{
    ""sv,
    "\x00"sv,
    "\x10"sv,
    "\x20\x21"sv,
    "\x30\x31"sv,
    "\x40\x41\x42\x43"sv,
    "\x50\x51\x52\x53\x54\x55\x56\x57"sv,
    "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f"sv};

const std::string of_1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
const std::string of_2_3 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
const std::string of_0_3 = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
const std::string of_4_5 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
const std::string of_4_7 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
const std::string of_6_7 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
const std::string of_0 = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
const std::string of_4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
const std::string of_6 = "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f";
const std::string of_0_1 = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125";

Result<Digest> read(const Node& node) {
  if (node.level == 0) return leaf_hash(Suite::standard, as_bytes(entries.at(node.index)));
  MB_TRY(left, read({node.level - 1, 2 * node.index}));
  MB_TRY(right, read({node.level - 1, 2 * node.index + 1}));
  return node_hash(Suite::standard, left, right);
}

std::vector<std::string> hex_of_all(const Proof& proof) {
  std::vector<std::string> texts;
  for (const Digest& hash : proof) texts.push_back(crypto::hex_of(hash));
  return texts;
}

std::vector<std::string> inclusion(std::uint64_t index, std::uint64_t size) {
  const auto proof = inclusion_proof(Suite::standard, size, index, read).value();
  const TreeHead head{size, root_at(Suite::standard, size, read).value()};
  const Leaf leaf{index, read({0, index}).value()};
  EXPECT_TRUE(verify_inclusion(Suite::standard, leaf, head, proof).has_value());
  return hex_of_all(proof);
}

std::vector<std::string> consistency(std::uint64_t older, std::uint64_t newer) {
  const auto proof = consistency_proof(Suite::standard, older, newer, read).value();
  const TreeHead head{older, root_at(Suite::standard, older, read).value()};
  const TreeHead newer_head{newer, root_at(Suite::standard, newer, read).value()};
  EXPECT_TRUE(verify_consistency(Suite::standard, head, newer_head, proof).has_value());
  return hex_of_all(proof);
}

using Hashes = std::vector<std::string>;

TEST(PublishedProofs, OfInclusionAreTheSameHere) {
  EXPECT_EQ(inclusion(0, 1), Hashes{});
  EXPECT_EQ(inclusion(0, 8), (Hashes{of_1, of_2_3, of_4_7}));
  EXPECT_EQ(inclusion(5, 8), (Hashes{of_4, of_6_7, of_0_3}));
  EXPECT_EQ(inclusion(2, 3), (Hashes{of_0_1}));
  EXPECT_EQ(inclusion(1, 5), (Hashes{of_0, of_2_3, of_4}));
}

TEST(PublishedProofs, OfConsistencyAreTheSameHere) {
  EXPECT_EQ(consistency(1, 1), Hashes{});
  EXPECT_EQ(consistency(1, 8), (Hashes{of_1, of_2_3, of_4_7}));
  EXPECT_EQ(consistency(6, 8), (Hashes{of_4_5, of_6_7, of_0_3}));
  EXPECT_EQ(consistency(2, 5), (Hashes{of_2_3, of_4}));
  EXPECT_EQ(consistency(6, 7), (Hashes{of_4_5, of_6, of_0_3}));
}

}  // namespace
}  // namespace minutebook::merkle
