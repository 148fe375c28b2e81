#pragma once

#include <string>
#include <string_view>

#include "ledger/base/result.h"
#include "ledger/merkle/tile.h"

/// Where tiles and entry bundles are published (C2SP tlog-tiles). Pure.
///
///   tile/<L>/<N>[.p/<W>]        a tile of hashes
///   tile/entries/<N>[.p/<W>]    a bundle of entries
///
/// N in three-digit elements, all but the last with an x before it: 1234067 = x001/x234/067.
/// W is the width of a partial tile, 1 to 255.
namespace minutebook::tlog {

/// What a path names.
struct TilePath {
  bool entries = false;  ///< a bundle of entries; the tile's level is then 0
  merkle::TileId tile;
  bool operator==(const TilePath&) const = default;
};

/// The path, relative to the log's prefix.
std::string format(const TilePath& path);

/// Errc::invalid_input unless format() gives the same text, for a level of 0 to 63 and an index
/// that a tree of merkle::max_tree_size leaves can have.
Result<TilePath> parse_tile_path(std::string_view text);

}  // namespace minutebook::tlog
