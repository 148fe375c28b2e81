#include "ledger/verify/tree_check.h"

#include <algorithm>

#include "ledger/merkle/hash.h"
#include "ledger/merkle/tile.h"
#include "ledger/service/publisher.h"
#include "ledger/store/keys.h"
#include "ledger/store/raw_scan.h"
#include "ledger/verify/stored_tile.h"

namespace minutebook::verify {

TreeCheck::TreeCheck(Run& run) : run_(run), edge_(run.suite), until_(run.begin) {
  if (run_.wants(Level::tree)) start();
}

void TreeCheck::start() {
  const std::uint64_t size = chunk_of(run_.begin) * chunk_size;
  const std::uint64_t tiles = size / merkle::full_tile_width;
  const auto edge = merkle::edge_hashes(size, service::stored_nodes(run_.store, size));
  auto upper = merkle::GrowingTiles::load(
      run_.suite, tiles, [&](const merkle::TileId& id) -> Result<std::vector<crypto::Digest>> {
        MB_TRY(hashes, run_.store.tile(id.level + 1, id.index));
        hashes.resize(std::min<std::size_t>(hashes.size(), id.width));
        return hashes;
      });
  if (!edge || !upper) {
    known_ = false;
    run_.fault(Level::tree, "tree-not-done", tile_place(0, tiles), "the tree before the range",
               (!edge ? edge.error() : upper.error()).message.en);
    return;
  }
  edge_ = *merkle::CompactRange::from_hashes(run_.suite, tiles, *edge);
  upper_ = std::move(*upper);
  static_cast<void>(upper_->take_changed());
}

void TreeCheck::add(const ChunkResult& chunk) {
  if (last_ && chunk.first && chunk.from == until_) {
    check_neighbours(run_, *last_, *chunk.first, chunk.from);
  }
  last_ = chunk.last;
  until_ = chunk.until;
  if (!run_.wants(Level::tree)) return;
  for (const ChunkResult::Claim& claim : chunk.claims) check_claim(claim);
  known_ = known_ && chunk.tree_known;
  if (!known_) return;
  for (const crypto::Digest& root : chunk.tile_roots) {
    edge_.append(root);
    upper_->append(root);
  }
  compare_upper_tiles();
}

std::optional<crypto::Digest> TreeCheck::root_with(const std::vector<crypto::Digest>& edge) const {
  std::vector<crypto::Digest> all = edge_.hashes();
  all.insert(all.end(), edge.begin(), edge.end());
  if (all.empty()) return merkle::empty_root(run_.suite);
  crypto::Digest root = all.back();
  for (std::size_t i = all.size() - 1; i > 0; --i) {
    root = merkle::node_hash(run_.suite, all[i - 1], root);
  }
  return root;
}

void TreeCheck::check_claim(const ChunkResult::Claim& claim) {
  if (!claim.checkpoint.root) return;  // a fault of its own
  const std::string place = "checkpoint:" + std::to_string(claim.checkpoint.size);
  if (!known_ || !claim.tree_known) {
    run_.fault(Level::tree, "tree-not-done", place, crypto::hex_of(*claim.checkpoint.root),
               "unknown");
    return;
  }
  const auto root = root_with(claim.edge);
  if (root == claim.checkpoint.root) return;
  // The difference inside of the last tile was reported with the leaf.
  if (claim.stored_edge && root_with(*claim.stored_edge) == claim.checkpoint.root) return;
  run_.fault(Level::tree, "checkpoint-root", place, crypto::hex_of(*root),
             crypto::hex_of(*claim.checkpoint.root));
}

/// A partial tile is compared when it will not grow any more in this run: at the end.
void TreeCheck::compare_upper_tiles() {
  for (auto& [tile, hashes] : upper_->take_changed()) {
    const merkle::TileId id{tile.level + 1, tile.index, tile.width};
    if (tile.width < merkle::full_tile_width) {
      partial_.insert_or_assign(id.level, merkle::GrowingTiles::Changed{id, std::move(hashes)});
      continue;
    }
    const auto before = partial_.find(id.level);
    if (before != partial_.end() && before->second.tile.index == id.index) partial_.erase(before);
    compare_upper_tile(id, hashes);
  }
}

void TreeCheck::compare_upper_tile(const merkle::TileId& id,
                                   const std::vector<crypto::Digest>& hashes) {
  const std::string place = tile_place(id.level, id.index);
  const std::vector<crypto::Digest> stored = stored_tile(run_, id.level, id.index);
  for (std::size_t i = 0; i < std::min(hashes.size(), stored.size()); ++i) {
    if (stored[i] == hashes[i]) continue;
    run_.fault(Level::tree, "tile", place + "#" + std::to_string(i), crypto::hex_of(hashes[i]),
               crypto::hex_of(stored[i]));
  }
}

void TreeCheck::finish() {
  if (until_ == run_.head && run_.end == run_.head && last_) {
    check_last(run_, *last_, run_.head - 1);
  }
  if (!run_.wants(Level::tree)) return;
  for (const auto& [level, partial] : partial_) compare_upper_tile(partial.tile, partial.hashes);
  if (run_.whole()) find_extra_tiles();
}

void TreeCheck::find_extra_tiles() {
  store::RawScan tiles(run_.store, store::Family::tiles);
  while (!run_.stopped()) {
    const auto entry = tiles.next();
    if (!entry) {
      // Those that the tree has are looked up one by one: this is about the others.
      run_.fault(Level::tree, "index-unreadable", "tiles", "readable", entry.error().message.en);
      continue;
    }
    if (!*entry) return;
    const auto key = store::parse_tile_key((*entry)->key);
    if (!key) {
      run_.fault(Level::tree, "tile-extra", "tiles", "a level and an index for a key",
                 to_hex((*entry)->key));
    } else if (merkle::tile_width(run_.head, key->level, key->index) == 0) {
      run_.fault(Level::tree, "tile-extra", tile_place(key->level, key->index), "nothing",
                 std::to_string((*entry)->value.size()) + " bytes");
    }
  }
}

}  // namespace minutebook::verify
