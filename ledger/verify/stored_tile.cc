#include "ledger/verify/stored_tile.h"

#include <algorithm>
#include <cstring>

#include "ledger/merkle/tile.h"
#include "ledger/store/keys.h"
#include "ledger/store/raw_scan.h"

namespace minutebook::verify {

std::string tile_place(unsigned level, std::uint64_t index) {
  return "tile:" + std::to_string(level) + "/" + std::to_string(index);
}

std::vector<crypto::Digest> stored_tile(Run& run, unsigned level, std::uint64_t index) {
  const std::string place = tile_place(level, index);
  const auto value =
      store::raw_value(run.store, store::Family::tiles, store::tile_key(level, index));
  const std::size_t width = merkle::tile_width(run.head, level, index);
  if (!value || !*value) {
    run.fault(Level::tree, "tile-missing", place, std::to_string(width) + " hashes",
              value ? "nothing" : value.error().message.en);
    return {};
  }
  run.totals.add(Tally::tiles);
  const std::string& bytes = **value;
  if (bytes.size() != width * sizeof(crypto::Digest)) {
    run.fault(Level::tree, "tile", place, std::to_string(width * sizeof(crypto::Digest)) + " bytes",
              std::to_string(bytes.size()) + " bytes");
  }
  std::vector<crypto::Digest> hashes(std::min(bytes.size() / sizeof(crypto::Digest), width));
  std::memcpy(hashes.data(), bytes.data(), hashes.size() * sizeof(crypto::Digest));
  return hashes;
}

}  // namespace minutebook::verify
