#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "ledger/merkle/compact_range.h"
#include "ledger/verify/checkpoint_scan.h"
#include "ledger/verify/event_check.h"
#include "ledger/verify/run.h"

namespace minutebook::verify {

/// What one chunk of positions came to. The chunk begins at a multiple of chunk_size, also when
/// the run begins inside of it: what is before counts as it is stored.
struct ChunkResult {
  std::uint64_t number = 0;
  std::uint64_t from = 0;   ///< positions looked at: from here …
  std::uint64_t until = 0;  ///< … up to and without here
  bool stopped = false;     ///< `until` is not where it should have ended
  bool tree_known = true;   ///< the hashes below are all there
  std::optional<Neighbour> first;
  std::optional<Neighbour> last;
  IndexSums sums;
  std::vector<crypto::Digest> tile_roots;  ///< of its full tiles

  /// A checkpoint inside of the chunk: claimed root, and the right edge of the chunk's own leaves
  /// at that size, as from the events and, where a tile has other leaves, as from the tile.
  struct Claim {
    ReadCheckpoint checkpoint;
    bool tree_known = true;
    std::vector<crypto::Digest> edge;
    std::optional<std::vector<crypto::Digest>> stored_edge;
  };
  std::vector<Claim> claims;
};

/// Checks the events of one chunk, its tiles of level 0, the notes of its checkpoints. Any thread.
ChunkResult check_chunk(Run& run, std::uint64_t number);

}  // namespace minutebook::verify
