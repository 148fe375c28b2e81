#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ledger/crypto/digest.h"
#include "ledger/verify/run.h"

namespace minutebook::verify {

/// "tile:0/3", as faults name it.
std::string tile_place(unsigned level, std::uint64_t index);

/// The hashes of a tile of the run's tree as stored, whatever they are, at most as many as it must
/// have; a missing tile or one of another width is a fault. Thread-safe.
std::vector<crypto::Digest> stored_tile(Run& run, unsigned level, std::uint64_t index);

}  // namespace minutebook::verify
