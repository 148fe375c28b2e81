#include "ledger/merkle/tile.h"

#include <algorithm>
#include <limits>
#include <string>

#include "ledger/base/check.h"

namespace minutebook::merkle {
namespace {

/// How many hashes there are at a level of tiles: of subtrees of 256^level leaves.
std::uint64_t hashes_at(std::uint64_t size, unsigned level) {
  const unsigned shift = level * tile_height;
  return shift < 64 ? size >> shift : 0;
}

std::string name_of(unsigned level, std::uint64_t index) {
  return std::to_string(level) + "/" + std::to_string(index);
}

}  // namespace

Digest perfect_root(Suite suite, std::vector<Digest> hashes) {
  for (std::size_t count = hashes.size() / 2; count > 0; count /= 2) {
    for (std::size_t i = 0; i < count; ++i) {
      hashes[i] = node_hash(suite, hashes[2 * i], hashes[2 * i + 1]);
    }
  }
  return hashes.front();
}

unsigned tile_width(std::uint64_t size, unsigned level, std::uint64_t index) {
  const std::uint64_t count = hashes_at(size, level);
  if (index > count >> tile_height) return 0;  // also keeps the next line from overflowing
  return static_cast<unsigned>(
      std::min<std::uint64_t>(count - (index << tile_height), full_tile_width));
}

std::vector<TileId> changed_tiles(std::uint64_t older_size, std::uint64_t newer_size) {
  std::vector<TileId> tiles;
  for (unsigned level = 0; hashes_at(newer_size, level) > 0; ++level) {
    const std::uint64_t from = hashes_at(older_size, level);
    const std::uint64_t to = hashes_at(newer_size, level);
    if (from >= to) continue;
    for (std::uint64_t index = from >> tile_height; index <= (to - 1) >> tile_height; ++index) {
      tiles.push_back({level, index, tile_width(newer_size, level, index)});
    }
  }
  return tiles;
}

Bytes tile_bytes(std::span<const Digest> hashes) {
  Bytes bytes;
  bytes.reserve(hashes.size() * hash_bytes);
  for (const Digest& hash : hashes) bytes.insert(bytes.end(), hash.begin(), hash.end());
  return bytes;
}

Result<std::vector<Digest>> parse_tile(ByteSpan bytes, unsigned width) {
  const std::size_t count = bytes.size() / hash_bytes;
  if (bytes.size() % hash_bytes != 0 || count == 0 || count > full_tile_width || count < width) {
    return fail(Errc::corruption,
                "a tile of at least " + std::to_string(width) + " hashes cannot have " +
                    std::to_string(bytes.size()) + " bytes",
                "至少含 " + std::to_string(width) + " 个哈希的瓦片不可能是 " +
                    std::to_string(bytes.size()) + " 字节");
  }
  std::vector<Digest> hashes(width);
  for (std::size_t i = 0; i < width; ++i) {
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(i * hash_bytes), hash_bytes,
                hashes[i].begin());
  }
  return hashes;
}

Result<std::span<const Digest>> TileNodes::tile(unsigned level, std::uint64_t index) {
  const auto known = tiles_.find({level, index});
  if (known != tiles_.end()) return std::span<const Digest>(known->second);
  const TileId id{level, index, tile_width(size_, level, index)};
  MB_TRY(hashes, read_(id));
  if (hashes.size() < id.width) {
    return fail(Errc::corruption,
                "tile " + name_of(level, index) + " has " + std::to_string(hashes.size()) +
                    " hashes, not " + std::to_string(id.width),
                "瓦片 " + name_of(level, index) + " 有 " + std::to_string(hashes.size()) +
                    " 个哈希，应有 " + std::to_string(id.width) + " 个");
  }
  hashes.resize(id.width);
  const auto added = tiles_.emplace(std::pair{level, index}, std::move(hashes)).first;
  return std::span<const Digest>(added->second);
}

Result<Digest> TileNodes::operator()(const Node& node) {
  const bool inside = node.level < 64 && node.index < (size_ >> node.level);
  if (!inside) {
    return fail(Errc::invalid_input,
                "subtree " + name_of(node.level, node.index) + " is not in a tree of " +
                    std::to_string(size_) + " leaves",
                "子树 " + name_of(node.level, node.index) + " 不在 " + std::to_string(size_) +
                    " 个叶子的树中");
  }
  const unsigned level = node.level / tile_height;
  const unsigned height = node.level % tile_height;  // of the subtree inside its tile
  const std::uint64_t first = node.index << height;
  MB_TRY(hashes, tile(level, first >> tile_height));
  const auto part = hashes.subspan(first % full_tile_width, std::size_t{1} << height);
  return perfect_root(suite_, {part.begin(), part.end()});
}

}  // namespace minutebook::merkle
