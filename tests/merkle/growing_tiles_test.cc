#include "ledger/merkle/growing_tiles.h"

#include <gtest/gtest.h>

#include <map>
#include <utility>

#include "tests/merkle/reference.h"

namespace minutebook::merkle {
namespace {

constexpr Suite standard = Suite::standard;

/// What a store would hold.
class Tiles {
 public:
  void put(const std::vector<GrowingTiles::Changed>& changed) {
    for (const auto& [tile, hashes] : changed) {
      EXPECT_EQ(tile.width, hashes.size());
      stored_[{tile.level, tile.index}] = hashes;
    }
  }
  TileReader reader() const {
    return [this](const TileId& tile) -> Result<std::vector<Digest>> {
      const auto found = stored_.find({tile.level, tile.index});
      if (found == stored_.end()) return fail(Errc::not_found, "no tile", "没有");
      return found->second;
    };
  }
  std::map<std::pair<unsigned, std::uint64_t>, std::vector<Digest>> stored_;
};

TEST(GrowingTiles, HaveTheRootOfTheReferenceAtEverySize) {
  Reference reference(standard, 2'000);
  GrowingTiles tree(standard);
  EXPECT_EQ(tree.root(), empty_root(standard));
  for (std::uint64_t size = 1; size <= 2'000; ++size) {
    tree.append(reference.leaf(size - 1));
    ASSERT_EQ(tree.root(), reference.mth(0, size)) << size;
  }
}

TEST(GrowingTiles, GiveWhatTheStoredTreeNeedsAfterEachBatch) {
  constexpr std::uint64_t most = 66'000;  // three levels
  Reference reference(standard, most);
  GrowingTiles tree(standard);
  Tiles tiles;
  std::uint64_t batch = 1;
  for (std::uint64_t size = 0; size < most; batch = batch * 3 % 997 + 1) {
    const std::uint64_t older = size;
    for (std::uint64_t i = 0; i < batch && size < most; ++i) tree.append(reference.leaf(size++));
    const auto changed = tree.take_changed();
    EXPECT_EQ(changed.size(), changed_tiles(older, size).size());
    tiles.put(changed);
    ASSERT_EQ(root_at(standard, size, TileNodes(standard, size, tiles.reader())).value(),
              tree.root())
        << size;
  }
  EXPECT_EQ(tree.root(), reference.mth(0, most));
}

TEST(GrowingTiles, GoOnFromStoredTiles) {
  for (const std::uint64_t size : {0U, 1U, 255U, 256U, 257U, 511U, 65'535U, 65'536U, 65'537U}) {
    Reference reference(standard, size + 300);
    GrowingTiles tree(standard);
    Tiles tiles;
    for (std::uint64_t i = 0; i < size; ++i) tree.append(reference.leaf(i));
    tiles.put(tree.take_changed());
    auto again = GrowingTiles::load(standard, size, tiles.reader());
    ASSERT_TRUE(again.has_value()) << again.error().message.en;
    EXPECT_EQ(again->root(), tree.root());
    EXPECT_TRUE(again->take_changed().empty());
    for (std::uint64_t i = size; i < size + 300; ++i) {
      again->append(reference.leaf(i));
      tree.append(reference.leaf(i));
    }
    EXPECT_EQ(again->root(), tree.root()) << size;
    EXPECT_EQ(again->size(), size + 300);
  }
}

TEST(GrowingTiles, DoNotGoOnFromTilesOfAnotherSize) {
  Reference reference(standard, 300);
  GrowingTiles tree(standard);
  Tiles tiles;
  for (std::uint64_t i = 0; i < 300; ++i) tree.append(reference.leaf(i));
  tiles.put(tree.take_changed());
  EXPECT_EQ(GrowingTiles::load(standard, 299, tiles.reader()).error().code, Errc::corruption);
  EXPECT_EQ(GrowingTiles::load(standard, 301, tiles.reader()).error().code, Errc::corruption);
  EXPECT_EQ(GrowingTiles::load(standard, 1'000, tiles.reader()).error().code, Errc::not_found);
}

}  // namespace
}  // namespace minutebook::merkle
