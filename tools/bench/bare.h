#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "ledger/base/result.h"
#include "ledger/merkle/tile.h"
#include "ledger/service/ledger.h"

namespace minutebook::bench {

/// One put: the family's number and the bytes.
struct Put {
  std::uint8_t family = 0;
  std::string key;
  std::string value;
};

struct TileOrder {
  bool operator()(const merkle::TileId& a, const merkle::TileId& b) const {
    return std::tie(a.level, a.index) < std::tie(b.level, b.index);
  }
};

/// What the ledger wrote from position `from` on: per event its puts, in the order of the commit.
struct Recorded {
  std::vector<std::vector<Put>> events;
  std::uint64_t tree_size = 0;                             ///< before the first of them
  std::map<merkle::TileId, std::string, TileOrder> tiles;  ///< at the end, the full width each
  std::uint64_t payload_bytes = 0;
  std::uint64_t stored_bytes = 0;  ///< keys and values
};
Result<Recorded> record_puts(const service::Ledger& ledger, Position from);

/// Seconds that bare RocksDB takes to write the same bytes into a new database with the same
/// families and options, `batch` commands to a synced batch.
Result<double> time_bare_append(const Recorded& recorded, std::size_t batch,
                                const std::filesystem::path& base);

/// Seconds that bare RocksDB takes to walk over all events of the ledger's log, looking at every
/// byte's line of memory. The ledger must be closed.
Result<double> time_bare_scan(const std::filesystem::path& log, std::uint64_t expected_events);

/// A walk over what a verification of the tree reads.
struct BareHashing {
  double seconds = 0;
  std::uint64_t events = 0;
  std::uint64_t bytes = 0;  ///< keys and values of events, indexes and tiles
};
/// Bare RocksDB walks over events, indexes and tiles on `threads` threads and hashes every byte:
/// each event by itself, the rest a family at a time. The ledger must be closed.
Result<BareHashing> time_bare_hashing(const std::filesystem::path& log, unsigned threads);

}  // namespace minutebook::bench
