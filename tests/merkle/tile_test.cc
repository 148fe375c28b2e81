#include "ledger/merkle/tile.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/merkle/reference.h"

namespace minutebook::merkle {
namespace {

constexpr Suite standard = Suite::standard;

/// The tile by its definition: MTH(D[(n·256 + i)·256^l : (n·256 + i + 1)·256^l]).
std::vector<Digest> tile_of(Reference& reference, const TileId& tile) {
  std::vector<Digest> hashes;
  const unsigned shift = 8 * tile.level;
  for (std::uint64_t i = tile.index * 256; hashes.size() < tile.width; ++i) {
    hashes.push_back(reference.mth(i << shift, (i + 1) << shift));
  }
  return hashes;
}

TEST(TileWidth, IsThatOfTheSpecificationsExample) {
  EXPECT_EQ(tile_width(70'000, 0, 0), 256U);
  EXPECT_EQ(tile_width(70'000, 0, 272), 256U);
  EXPECT_EQ(tile_width(70'000, 0, 273), 112U);
  EXPECT_EQ(tile_width(70'000, 0, 274), 0U);
  EXPECT_EQ(tile_width(70'000, 1, 0), 256U);
  EXPECT_EQ(tile_width(70'000, 1, 1), 17U);
  EXPECT_EQ(tile_width(70'000, 1, 2), 0U);
  EXPECT_EQ(tile_width(70'000, 2, 0), 1U);
  EXPECT_EQ(tile_width(70'000, 3, 0), 0U);
  EXPECT_EQ(tile_width(256, 0, 0), 256U);
  EXPECT_EQ(tile_width(256, 0, 1), 0U);
  EXPECT_EQ(tile_width(256, 1, 0), 1U);
  EXPECT_EQ(tile_width(0, 0, 0), 0U);
  EXPECT_EQ(tile_width(max_tree_size, 7, 0), 64U);
  EXPECT_EQ(tile_width(max_tree_size, 8, 0), 0U);
  EXPECT_EQ(tile_width(max_tree_size, 63, 0), 0U);
  EXPECT_EQ(tile_width(max_tree_size, 0, ~0ULL), 0U);
}

TEST(ChangedTiles, AreThoseThatAreNewOrWider) {
  using Tiles = std::vector<TileId>;
  EXPECT_EQ(changed_tiles(0, 0), Tiles{});
  EXPECT_EQ(changed_tiles(0, 1), (Tiles{{0, 0, 1}}));
  EXPECT_EQ(changed_tiles(255, 256), (Tiles{{0, 0, 256}, {1, 0, 1}}));
  EXPECT_EQ(changed_tiles(256, 257), (Tiles{{0, 1, 1}}));
  EXPECT_EQ(changed_tiles(200, 600), (Tiles{{0, 0, 256}, {0, 1, 256}, {0, 2, 88}, {1, 0, 2}}));
  EXPECT_EQ(changed_tiles(65'535, 65'536), (Tiles{{0, 255, 256}, {1, 0, 256}, {2, 0, 1}}));
  EXPECT_EQ(changed_tiles(600, 600), Tiles{});
  EXPECT_EQ(changed_tiles(600, 200), Tiles{});
}

TEST(Tiles, GiveEveryNodeOfTheTreeAndNoOther) {
  constexpr std::uint64_t size = 66'000;  // three levels of tiles
  Reference reference(standard, size);
  TileNodes nodes(standard, size, [&](const TileId& tile) -> Result<std::vector<Digest>> {
    EXPECT_EQ(tile.width, tile_width(size, tile.level, tile.index));
    return tile_of(reference, tile);
  });
  for (unsigned level = 0; level <= 16; ++level) {
    const std::uint64_t count = size >> level;
    for (const std::uint64_t index : {std::uint64_t{0}, count / 2, count - 1}) {
      const auto hash = nodes({level, index});
      ASSERT_TRUE(hash.has_value()) << hash.error().message.en;
      EXPECT_EQ(*hash, reference.mth(index << level, (index + 1) << level)) << level;
    }
    EXPECT_FALSE(nodes({level, count}).has_value()) << level;
  }
  EXPECT_FALSE(nodes({17, 0}).has_value());
  EXPECT_FALSE(nodes({64, 0}).has_value());
}

TEST(Tiles, GiveTheProofsOfAnyEarlierTree) {
  constexpr std::uint64_t size = 3'000;
  Reference reference(standard, size);
  const TileReader read = [&](const TileId& tile) -> Result<std::vector<Digest>> {
    return tile_of(reference, tile);
  };
  for (const std::uint64_t older : {1U, 255U, 256U, 257U, 1024U, 2999U, 3000U}) {
    EXPECT_EQ(root_at(standard, older, TileNodes(standard, size, read)).value(),
              reference.mth(0, older));
    EXPECT_EQ(inclusion_proof(standard, older, older / 2, TileNodes(standard, size, read)).value(),
              reference.path(older / 2, 0, older));
    EXPECT_EQ(consistency_proof(standard, older, size, TileNodes(standard, size, read)).value(),
              reference.proof(older, size));
  }
}

TEST(Tiles, ThatAreTooNarrowAreCorrupt) {
  TileNodes nodes(standard, 10, [](const TileId& tile) -> Result<std::vector<Digest>> {
    return std::vector<Digest>(tile.width - 1);
  });
  EXPECT_EQ(nodes({0, 0}).error().code, Errc::corruption);
}

TEST(Tiles, AreStoredAsTheirHashesOneAfterAnother) {
  Reference reference(standard, 3);
  const std::vector<Digest> hashes{reference.leaf(0), reference.leaf(1), reference.leaf(2)};
  const Bytes bytes = tile_bytes(hashes);
  EXPECT_EQ(bytes.size(), 96U);
  EXPECT_EQ(parse_tile(bytes, 3).value(), hashes);
  EXPECT_EQ(parse_tile(bytes, 1).value(), std::vector{hashes[0]});
  EXPECT_EQ(parse_tile(bytes, 4).error().code, Errc::corruption);
  EXPECT_EQ(parse_tile(ByteSpan(bytes).first(95), 1).error().code, Errc::corruption);
  EXPECT_EQ(parse_tile({}, 0).error().code, Errc::corruption);
  EXPECT_EQ(parse_tile(Bytes(257 * 32), 256).error().code, Errc::corruption);
  EXPECT_EQ(parse_tile(Bytes(256 * 32), 256).value().size(), 256U);
}

}  // namespace
}  // namespace minutebook::merkle
