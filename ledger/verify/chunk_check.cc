#include "ledger/verify/chunk_check.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "ledger/merkle/hash.h"
#include "ledger/merkle/tile.h"
#include "ledger/store/keys.h"
#include "ledger/store/raw_scan.h"
#include "ledger/verify/stored_tile.h"

namespace minutebook::verify {
namespace {

constexpr std::uint64_t tile_leaves = merkle::full_tile_width;

/// One tile of level 0 while its events come by.
struct TileWork {
  std::uint64_t first = 0;  ///< position of its first leaf
  std::size_t count = 0;    ///< leaves that the run looks at, from the first on
  std::array<crypto::Digest, tile_leaves> leaves{};
  std::array<bool, tile_leaves> known{};
  std::vector<crypto::Digest> stored;  ///< empty when it is missing
};

class ChunkCheck {
 public:
  ChunkCheck(Run& run, std::uint64_t number)
      : run_(run),
        begin_(number * chunk_size),
        end_(std::min(run.end, begin_ + chunk_size)),
        tiles_(run.suite),
        events_(run.store, store::Family::events,
                store::position_key(Position{std::max(begin_, run.begin)}),
                store::position_key(Position{end_})) {
    result_.number = number;
    result_.from = result_.until = std::max(begin_, run.begin);
    if (run_.wants(Level::tree)) {
      const std::uint64_t after = std::max(begin_, run.begin);
      checkpoints_.emplace(run, after == 0 ? 0 : after + 1, end_);
      claimed_ = checkpoints_->next();
    }
  }

  ChunkResult work() {
    for (std::uint64_t first = begin_; first < end_; first += tile_leaves) {
      if (run_.stopped()) {
        result_.stopped = true;
        break;
      }
      start_tile(first);
      while (result_.until < first + tile_.count) take_event();
      if (run_.wants(Level::tree)) finish_tile();
      count();
    }
    return std::move(result_);
  }

 private:
  void start_tile(std::uint64_t first);
  void take_event();
  void take(std::uint64_t position, ByteSpan value);
  void lose(std::uint64_t to, std::string_view what, std::string found);
  void finish_tile();
  void count();
  void read_tile();
  bool complete_leaves();
  bool agrees_with_parent(const crypto::Digest& root) const;
  std::vector<crypto::Digest> compare_tile();
  void add_claims(const std::vector<crypto::Digest>& stored_variant);

  Run& run_;
  std::uint64_t begin_;
  std::uint64_t end_;
  merkle::CompactRange tiles_;  // its leaves are the roots of the chunk's full tiles so far
  store::RawScan events_;
  std::optional<CheckpointScan> checkpoints_;
  std::optional<ReadCheckpoint> claimed_;  // the next one to be reached
  store::StoredEvent event_;
  TileWork tile_;
  std::optional<Neighbour> before_;
  std::optional<store::RawScan::Entry> ahead_;  // read, but of a later position
  std::uint64_t events_taken_ = 0;              // since the last count()
  std::uint64_t bytes_taken_ = 0;
  std::uint64_t leaves_ = 0;
  ChunkResult result_;
};

void ChunkCheck::start_tile(std::uint64_t first) {
  tile_.first = first;
  tile_.count = std::min(end_ - first, tile_leaves);
  tile_.known.fill(false);
}

/// Positions up to and without `to` are gone.
void ChunkCheck::lose(std::uint64_t to, std::string_view what, std::string found) {
  run_.fault_over(Level::structure, what, range_of(result_.until, to - 1), "an event",
                  std::move(found));
  run_.done += to - result_.until;
  result_.until = to;
  before_.reset();
  result_.last.reset();
}

void ChunkCheck::take_event() {
  const std::uint64_t position = result_.until;
  if (!ahead_) {
    auto entry = events_.next();
    if (!entry) {
      events_.skip_to(store::position_key(Position{position + 1}));
      return lose(position + 1, "event", entry.error().message.en);
    }
    ahead_ = *entry;
  }
  const std::uint64_t tile_end = tile_.first + tile_.count;
  if (!ahead_) return lose(tile_end, "event-missing", "nothing");
  const auto key = store::parse_position(ahead_->key);
  if (!key) {
    run_.fault(Level::structure, "event-extra", "events", "a position for a key",
               to_hex(ahead_->key));
    ahead_.reset();
    return;
  }
  if (key->value > position) {
    return lose(std::min(key->value, tile_end), "event-missing", "nothing");
  }
  const ByteSpan value = ahead_->value;
  ahead_.reset();
  take(position, value);
}

void ChunkCheck::take(std::uint64_t position, ByteSpan value) {
  run_.throttle.took(value.size(), run_.options.stop);
  if (const auto read = event_.assign(Position{position}, value); !read) {
    return lose(position + 1, "event", read.error().message.en);
  }
  ++events_taken_;
  bytes_taken_ += value.size();
  result_.until = position + 1;
  if (run_.wants(Level::tree)) {
    tile_.leaves[position - tile_.first] = merkle::leaf_hash(run_.suite, event_.header_bytes());
    tile_.known[position - tile_.first] = true;
  }
  const auto own = check_header(run_, event_, result_.sums);
  if (own && before_) check_neighbours(run_, *before_, *own, position);
  if (position == result_.from) result_.first = own;
  before_ = result_.last = own;
  if (run_.wants(Level::payload)) check_payload(run_, event_);
}

/// Threads meet at the counters once a tile only.
void ChunkCheck::count() {
  run_.totals.add(Tally::events, events_taken_);
  run_.totals.add(Tally::event_bytes, bytes_taken_);
  run_.totals.add(Tally::leaves, leaves_);
  run_.done += events_taken_;
  events_taken_ = bytes_taken_ = leaves_ = 0;
}

void ChunkCheck::read_tile() { tile_.stored = stored_tile(run_, 0, tile_.first / tile_leaves); }

/// Takes from the tile what the events do not give: leaves before the run begins, and lost ones.
bool ChunkCheck::complete_leaves() {
  bool whole = true;
  for (std::size_t i = 0; i < tile_.count; ++i) {
    if (tile_.known[i]) continue;
    if (i < tile_.stored.size()) tile_.leaves[i] = tile_.stored[i];
    whole = whole && i < tile_.stored.size();
  }
  return whole;
}

bool ChunkCheck::agrees_with_parent(const crypto::Digest& root) const {
  const std::uint64_t index = tile_.first / tile_leaves;
  const auto parent =
      store::raw_value(run_.store, store::Family::tiles, store::tile_key(1, index / tile_leaves));
  const std::size_t at = index % tile_leaves * sizeof(root);
  return parent && *parent && (*parent)->size() >= at + sizeof(root) &&
         std::memcmp((*parent)->data() + at, root.data(), sizeof(root)) == 0;
}

// Where an event and its tile differ, the tile above tells which of the two was changed. The other
// one goes on into the tree, so that one change is not found again at every level above. Gives the
// leaves as the tile has them where that is not settled.
std::vector<crypto::Digest> ChunkCheck::compare_tile() {
  const std::size_t comparable = std::min(tile_.count, tile_.stored.size());
  std::vector<std::size_t> differing;
  for (std::size_t i = 0; i < comparable; ++i) {
    leaves_ += tile_.known[i] ? 1 : 0;
    if (tile_.known[i] && tile_.leaves[i] != tile_.stored[i]) differing.push_back(i);
  }
  if (differing.empty()) return {};
  const bool full = comparable == tile_leaves;
  const std::vector<crypto::Digest> computed(tile_.leaves.begin(), tile_.leaves.end());
  const bool tile_is_wrong = full && agrees_with_parent(merkle::perfect_root(run_.suite, computed));
  for (const std::size_t i : differing) {
    const std::uint64_t position = tile_.first + i;
    if (tile_is_wrong) {
      run_.fault(Level::tree, "tile",
                 "tile:0/" + std::to_string(tile_.first / tile_leaves) + "#" + std::to_string(i),
                 crypto::hex_of(tile_.leaves[i]), crypto::hex_of(tile_.stored[i]));
    } else {
      run_.fault_at(Level::tree, "leaf", position, crypto::hex_of(tile_.stored[i]),
                    crypto::hex_of(tile_.leaves[i]));
    }
  }
  if (tile_is_wrong) return {};
  std::vector<crypto::Digest> stored_variant(
      tile_.leaves.begin(), tile_.leaves.begin() + static_cast<std::ptrdiff_t>(tile_.count));
  std::copy_n(tile_.stored.begin(), comparable, stored_variant.begin());
  if (full && agrees_with_parent(merkle::perfect_root(run_.suite, tile_.stored))) {
    std::copy(tile_.stored.begin(), tile_.stored.end(), tile_.leaves.begin());
  }
  return stored_variant;
}

/// The chunk's edge after `count` leaves of this tile.
std::vector<crypto::Digest> edge_with(const merkle::CompactRange& tiles,
                                      const merkle::CompactRange& leaves) {
  std::vector<crypto::Digest> edge = tiles.hashes();
  edge.insert(edge.end(), leaves.hashes().begin(), leaves.hashes().end());
  return edge;
}

void ChunkCheck::add_claims(const std::vector<crypto::Digest>& stored_variant) {
  merkle::CompactRange leaves(run_.suite);
  merkle::CompactRange stored(run_.suite);
  const auto reached = [&](std::uint64_t size) {
    while (claimed_ && claimed_->size == size) {
      ChunkResult::Claim claim{
          std::move(*claimed_), result_.tree_known, edge_with(tiles_, leaves), {}};
      if (!stored_variant.empty()) claim.stored_edge = edge_with(tiles_, stored);
      result_.claims.push_back(std::move(claim));
      claimed_ = checkpoints_->next();
    }
  };
  if (tile_.first == 0) reached(0);
  for (std::size_t i = 0; i < tile_.count; ++i) {
    leaves.append(tile_.leaves[i]);
    if (i < stored_variant.size()) stored.append(stored_variant[i]);
    reached(tile_.first + i + 1);
  }
  if (tile_.count < tile_leaves) return;
  tiles_.append(leaves.hashes().front());
  result_.tile_roots.push_back(leaves.hashes().front());
}

void ChunkCheck::finish_tile() {
  read_tile();
  if (!complete_leaves() && result_.tree_known) {
    result_.tree_known = false;
    run_.fault(Level::tree, "tree-not-done", "tile:0/" + std::to_string(tile_.first / tile_leaves),
               "leaves of all events", "events and tile missing");
  }
  add_claims(compare_tile());
}

}  // namespace

ChunkResult check_chunk(Run& run, std::uint64_t number) { return ChunkCheck(run, number).work(); }

}  // namespace minutebook::verify
