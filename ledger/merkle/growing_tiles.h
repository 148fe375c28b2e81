#pragma once

#include <cstdint>
#include <vector>

#include "ledger/base/result.h"
#include "ledger/merkle/tile.h"

namespace minutebook::merkle {

/// A tree that grows leaf by leaf and gives the tiles to be stored. Keeps the partial tile of each
/// level only:
///
///     level 1   . . . [ h h ]          here: 2 hashes of full tiles at the edge of level 1,
///     level 0   . . . . . . [ h h h ]  3 leaves at the edge of level 0
///
/// A value. append() costs one node hash on average.
class GrowingTiles {
 public:
  explicit GrowingTiles(Suite suite) : suite_(suite) {}
  /// Goes on from the stored tiles of a tree of `size` leaves. Errc::corruption when a tile of the
  /// edge has not exactly the hashes that the size calls for.
  static Result<GrowingTiles> load(Suite suite, std::uint64_t size, const TileReader& read);

  void append(const Digest& leaf);

  std::uint64_t size() const { return size_; }
  Digest root() const;

  struct Changed {
    TileId tile;
    std::vector<Digest> hashes;  ///< tile.width of them
  };
  /// The tiles that are new or wider since the last call: the full ones in the order in which they
  /// became full, then the partial ones by level.
  std::vector<Changed> take_changed();

 private:
  struct Edge {
    std::vector<Digest> hashes;  // fewer than 256
    std::uint64_t index = 0;     // of the tile that they are in
    bool changed = false;
  };
  Edge& edge_at(unsigned level);

  Suite suite_;
  std::uint64_t size_ = 0;
  std::vector<Edge> edges_;  // by level
  std::vector<Changed> full_;
};

}  // namespace minutebook::merkle
