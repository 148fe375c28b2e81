#pragma once

#include <map>
#include <optional>

#include "ledger/merkle/growing_tiles.h"
#include "ledger/verify/chunk_check.h"
#include "ledger/verify/run.h"

namespace minutebook::verify {

/// Puts the chunks together, in order: what holds from one to the next, the tiles above level 0,
/// the roots that the checkpoints claim. One thread.
class TreeCheck {
 public:
  /// At the chunk in which the run begins. What is before it is taken from the stored tiles; the
  /// checkpoints then prove or refute it.
  explicit TreeCheck(Run& run);

  void add(const ChunkResult& chunk);
  /// After the last chunk: the end of the log, the tiles that there should not be.
  void finish();

 private:
  void start();
  void join(const ChunkResult& chunk);
  void check_claim(const ChunkResult::Claim& claim);
  std::optional<crypto::Digest> root_with(const std::vector<crypto::Digest>& edge) const;
  void compare_upper_tiles();
  void compare_upper_tile(const merkle::TileId& id, const std::vector<crypto::Digest>& hashes);
  void find_extra_tiles();

  Run& run_;
  bool known_ = true;                          // the tree so far
  merkle::CompactRange edge_;                  // its leaves are the roots of full tiles of level 0
  std::optional<merkle::GrowingTiles> upper_;  // over the same: level n is level n + 1 of the log
  std::map<unsigned, merkle::GrowingTiles::Changed> partial_;  // by level, not compared yet
  std::optional<Neighbour> last_;
  std::uint64_t until_ = 0;
};

}  // namespace minutebook::verify
