#include "ledger/merkle/growing_tiles.h"

#include <bit>
#include <optional>
#include <span>
#include <string>
#include <utility>

namespace minutebook::merkle {
namespace {

/// Joins the roots of subtrees that stand side by side, from the smallest on the right.
void join(Suite suite, const Digest& left, std::optional<Digest>& right) {
  right = right ? node_hash(suite, left, *right) : left;
}

}  // namespace

Result<GrowingTiles> GrowingTiles::load(Suite suite, std::uint64_t size, const TileReader& read) {
  GrowingTiles tree(suite);
  tree.size_ = size;
  for (unsigned level = 0; level * tile_height < 64 && size >> level * tile_height > 0; ++level) {
    const std::uint64_t index = size >> level * tile_height >> tile_height;
    Edge& edge = tree.edge_at(level);
    edge.index = index;
    const unsigned width = tile_width(size, level, index);
    if (width == 0) continue;
    MB_TRY(hashes, read({level, index, width}));
    if (hashes.size() != width) {
      const std::string name = std::to_string(level) + "/" + std::to_string(index);
      return fail(Errc::corruption,
                  "tile " + name + " has " + std::to_string(hashes.size()) + " hashes, not " +
                      std::to_string(width),
                  "瓦片 " + name + " 有 " + std::to_string(hashes.size()) + " 个哈希，应为 " +
                      std::to_string(width) + " 个");
    }
    edge.hashes = std::move(hashes);
  }
  return tree;
}

void GrowingTiles::append(const Digest& leaf) {
  Digest hash = leaf;
  ++size_;
  for (unsigned level = 0;; ++level) {
    Edge& edge = edge_at(level);
    edge.hashes.push_back(hash);
    edge.changed = true;
    if (edge.hashes.size() < full_tile_width) return;
    hash = perfect_root(suite_, edge.hashes);
    full_.push_back({{level, edge.index, full_tile_width}, std::exchange(edge.hashes, {})});
    edge.hashes.reserve(full_tile_width);
    edge.changed = false;
    ++edge.index;
  }
}

Digest GrowingTiles::root() const {
  std::optional<Digest> root;
  for (const Edge& edge : edges_) {
    std::span<const Digest> rest(edge.hashes);
    while (!rest.empty()) {
      // From the right: the smallest perfect subtree is the lowest one-bit of the width.
      const std::size_t count = std::size_t{1} << std::countr_zero(rest.size());
      const auto last = rest.last(count);
      join(suite_, perfect_root(suite_, {last.begin(), last.end()}), root);
      rest = rest.first(rest.size() - count);
    }
  }
  return root.value_or(empty_root(suite_));
}

std::vector<GrowingTiles::Changed> GrowingTiles::take_changed() {
  std::vector<Changed> changed = std::exchange(full_, {});
  for (unsigned level = 0; level < edges_.size(); ++level) {
    Edge& edge = edges_[level];
    if (!edge.changed) continue;
    edge.changed = false;
    const auto width = static_cast<unsigned>(edge.hashes.size());
    changed.push_back({{level, edge.index, width}, edge.hashes});
  }
  return changed;
}

GrowingTiles::Edge& GrowingTiles::edge_at(unsigned level) {
  if (level == edges_.size()) edges_.emplace_back();
  return edges_[level];
}

}  // namespace minutebook::merkle
