#include "ledger/merkle/hash.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace minutebook::merkle {
namespace {
constexpr std::array<std::uint8_t, 1> leaf_prefix{0x00};
constexpr std::uint8_t node_prefix = 0x01;
}  // namespace

Digest leaf_hash(Suite suite, ByteSpan entry) { return crypto::hash(suite, {leaf_prefix, entry}); }

Digest node_hash(Suite suite, const Digest& left, const Digest& right) {
  std::array<std::uint8_t, 1 + 2 * sizeof(Digest)> bytes{};
  bytes[0] = node_prefix;
  std::copy(right.begin(), right.end(), std::copy(left.begin(), left.end(), bytes.begin() + 1));
  return crypto::hash(suite, {bytes});
}

Digest empty_root(Suite suite) { return crypto::hash(suite, {}); }

}  // namespace minutebook::merkle
