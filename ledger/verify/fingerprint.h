#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "ledger/base/bytes.h"

namespace minutebook::verify {

/// SipHash-2-4 under a key that is fresh for each run. Two sets are taken for equal when the sums
/// of their members' hashes are: nobody who does not know the key can make other sets with the same
/// sum but by chance (2^-64).
class Fingerprint {
 public:
  using Key = std::array<std::uint64_t, 2>;
  explicit Fingerprint(const Key& key) : key_(key) {}

  std::uint64_t of(ByteSpan bytes) const {
    State s{key_[0] ^ 0x736f6d6570736575ULL, key_[1] ^ 0x646f72616e646f6dULL,
            key_[0] ^ 0x6c7967656e657261ULL, key_[1] ^ 0x7465646279746573ULL};
    std::uint64_t last = static_cast<std::uint64_t>(bytes.size()) << 56U;
    for (; bytes.size() >= 8; bytes = bytes.subspan(8)) s.take(word(bytes.first(8)));
    if (!bytes.empty()) last |= word(bytes);
    s.take(last);
    s.v2 ^= 0xff;
    for (int i = 0; i < 4; ++i) s.round();
    return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
  }

 private:
  struct State {
    std::uint64_t v0, v1, v2, v3;
    void round() {
      v0 += v1;
      v1 = std::rotl(v1, 13) ^ v0;
      v0 = std::rotl(v0, 32);
      v2 += v3;
      v3 = std::rotl(v3, 16) ^ v2;
      v0 += v3;
      v3 = std::rotl(v3, 21) ^ v0;
      v2 += v1;
      v1 = std::rotl(v1, 17) ^ v2;
      v2 = std::rotl(v2, 32);
    }
    void take(std::uint64_t m) {
      v3 ^= m;
      round();
      round();
      v0 ^= m;
    }
  };
  static std::uint64_t word(ByteSpan bytes) {
    std::uint64_t out = 0;
    std::memcpy(&out, bytes.data(), bytes.size());
    return out;
  }
  Key key_;
};

}  // namespace minutebook::verify
