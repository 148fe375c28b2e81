#include "ledger/merkle/compact_range.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <bit>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace minutebook::merkle {
namespace {

/// MTH of RFC 6962 §2.1, word for word.
Digest naive_root(Suite suite, std::span<const Bytes> entries) {
  if (entries.empty()) return crypto::hash(suite, {});
  const std::array<std::uint8_t, 1> zero{0};
  const std::array<std::uint8_t, 1> one{1};
  if (entries.size() == 1) return crypto::hash(suite, {zero, entries[0]});
  std::size_t k = 1;  // the largest power of two smaller than the number of entries
  while (k * 2 < entries.size()) k *= 2;
  return crypto::hash(
      suite, {one, naive_root(suite, entries.first(k)), naive_root(suite, entries.subspan(k))});
}

std::vector<Bytes> some_entries(std::size_t count) {
  std::vector<Bytes> entries;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string text = "entry " + std::to_string(i * 7919);
    entries.emplace_back(text.begin(), text.end());
  }
  return entries;
}

// The entries and roots that Certificate Transparency implementations are tested with.
const std::vector<std::string_view> ct_entries{
    std::string_view(""),
    std::string_view("\x00", 1),
    std::string_view("\x10"),
    std::string_view("\x20\x21"),
    std::string_view("\x30\x31"),
    std::string_view("\x40\x41\x42\x43"),
    std::string_view("\x50\x51\x52\x53\x54\x55\x56\x57"),
    std::string_view("\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f")};

const std::vector<std::string_view> ct_roots{
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

TEST(CompactRange, GivesThePublishedRootsOfCertificateTransparency) {
  CompactRange range(Suite::standard);
  EXPECT_EQ(crypto::hex_of(range.root()), ct_roots[0]);
  for (std::size_t i = 0; i < ct_entries.size(); ++i) {
    range.append(leaf_hash(Suite::standard, as_bytes(ct_entries[i])));
    EXPECT_EQ(crypto::hex_of(range.root()), ct_roots[i + 1]) << i + 1 << " leaves";
  }
}

class EverySuite : public testing::TestWithParam<Suite> {};
INSTANTIATE_TEST_SUITE_P(CompactRange, EverySuite, testing::Values(Suite::standard, Suite::gm),
                         [](const auto& made) { return std::string(name_of(made.param)); });

TEST_P(EverySuite, AgreesWithTheDefinitionAtEverySizeUpTo300) {
  const auto entries = some_entries(300);
  CompactRange range(GetParam());
  for (std::size_t size = 0;; ++size) {
    ASSERT_EQ(range.size(), size);
    ASSERT_EQ(range.hashes().size(), static_cast<std::size_t>(std::popcount(size)));
    ASSERT_EQ(range.root(), naive_root(GetParam(), std::span(entries).first(size))) << size;
    if (size == entries.size()) break;
    range.append(leaf_hash(GetParam(), entries[size]));
  }
}

TEST(CompactRange, HoldsTheRootsOfItsPerfectSubtreesLargestFirst) {
  const auto entries = some_entries(7);
  CompactRange range(Suite::standard);
  for (const Bytes& entry : entries) range.append(leaf_hash(Suite::standard, entry));
  const std::span all(entries);
  EXPECT_EQ(range.hashes(), (std::vector{naive_root(Suite::standard, all.subspan(0, 4)),
                                         naive_root(Suite::standard, all.subspan(4, 2)),
                                         naive_root(Suite::standard, all.subspan(6, 1))}));
}

RC_GTEST_PROP(CompactRange, GoesOnFromStoredHashesAsIfItHadNotStopped, ()) {
  const auto before = *rc::gen::inRange<std::size_t>(0, 200);
  const auto after = *rc::gen::inRange<std::size_t>(0, 200);
  const auto entries = some_entries(before + after);
  CompactRange whole(Suite::standard);
  for (std::size_t i = 0; i < before; ++i) {
    whole.append(leaf_hash(Suite::standard, entries[i]));
  }
  auto resumed = CompactRange::from_hashes(Suite::standard, before, whole.hashes());
  RC_ASSERT(resumed.has_value());
  for (std::size_t i = before; i < entries.size(); ++i) {
    whole.append(leaf_hash(Suite::standard, entries[i]));
    resumed->append(leaf_hash(Suite::standard, entries[i]));
  }
  RC_ASSERT(*resumed == whole);
  RC_ASSERT(resumed->root() == whole.root());
}

TEST(CompactRange, IsNotMadeFromAWrongNumberOfHashes) {
  const std::vector<Digest> two(2);
  EXPECT_TRUE(CompactRange::from_hashes(Suite::standard, 6, two).has_value());
  for (const std::uint64_t size : {0, 1, 4, 7}) {
    const auto range = CompactRange::from_hashes(Suite::standard, size, two);
    ASSERT_FALSE(range.has_value()) << size;
    EXPECT_EQ(range.error().code, Errc::corruption);
  }
}

}  // namespace
}  // namespace minutebook::merkle
