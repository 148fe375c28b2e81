#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "ledger/base/result.h"
#include "ledger/merkle/proof.h"

/// The tree as it is stored and published: tiles of height 8 (C2SP tlog-tiles). Pure.
///
///     tile level 1   [ h  h  h ]            each hash is the root of one full tile below
///                      |  |
///     tile level 0   [256][256]… [W]        leaf hashes; the last tile of a level may be partial
namespace minutebook::merkle {

inline constexpr unsigned tile_height = 8;
inline constexpr unsigned full_tile_width = 1U << tile_height;
inline constexpr std::size_t hash_bytes = sizeof(Digest);

/// One tile as it is for some tree: `width` hashes, 1 to 256.
struct TileId {
  unsigned level = 0;
  std::uint64_t index = 0;
  unsigned width = full_tile_width;
  bool operator==(const TileId&) const = default;
};

/// How many hashes the tile has in a tree of `size` leaves: 0 (there is no such tile) to 256.
unsigned tile_width(std::uint64_t size, unsigned level, std::uint64_t index);

/// The tiles that a tree of `newer_size` leaves has and one of `older_size` has not, or has
/// narrower: by level, then by index.
std::vector<TileId> changed_tiles(std::uint64_t older_size, std::uint64_t newer_size);

/// Root of the perfect tree over `hashes`, a power of two of them: of a full tile, say.
Digest perfect_root(Suite suite, std::vector<Digest> hashes);

/// The hashes one after another: the bytes of a stored or published tile.
Bytes tile_bytes(std::span<const Digest> hashes);
/// The first `width` hashes of a tile's bytes. Errc::corruption unless the bytes are 1 to 256 whole
/// hashes, at least `width`.
Result<std::vector<Digest>> parse_tile(ByteSpan bytes, unsigned width);

/// Gives the hashes of a tile, or of a wider state of it; its error is passed on.
using TileReader = std::function<Result<std::vector<Digest>>(const TileId&)>;

/// A NodeReader over tiles. Keeps each tile it has read, so one is made for a proof and dropped.
class TileNodes {
 public:
  /// Reads the tiles of a tree of `size` leaves.
  TileNodes(Suite suite, std::uint64_t size, TileReader read)
      : suite_(suite), size_(size), read_(std::move(read)) {}

  /// The hash of a perfect subtree. Errc::invalid_input when it does not lie wholly in the tree;
  /// Errc::corruption when a tile is too narrow.
  Result<Digest> operator()(const Node& node);

 private:
  Result<std::span<const Digest>> tile(unsigned level, std::uint64_t index);

  Suite suite_;
  std::uint64_t size_;
  TileReader read_;
  std::map<std::pair<unsigned, std::uint64_t>, std::vector<Digest>> tiles_;
};

}  // namespace minutebook::merkle
