#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include "ledger/base/bytes.h"
#include "ledger/base/result.h"

struct evp_md_ctx_st;  // OpenSSL's EVP_MD_CTX; its headers stay in the .cc files

namespace minutebook::crypto {

using Digest = std::array<std::uint8_t, 32>;

/// The algorithms of a ledger, fixed when it is made. Stored as a number: never renumber.
enum class Suite : std::uint8_t {
  standard = 0,  ///< SHA-256 and Ed25519
  gm = 1,        ///< SM3 (GB/T 32905) and SM2 (GB/T 32918)
};

/// "standard", "gm".
std::string_view name_of(Suite suite);
/// The suite of that name, or Errc::invalid_input.
Result<Suite> parse_suite(std::string_view name);

/// An incremental digest, reusable after each finish(). A resource: moved, not copied; one thread
/// at a time.
class Hasher {
 public:
  explicit Hasher(Suite suite);

  Hasher& update(ByteSpan bytes);
  /// The digest of everything since construction or the last finish().
  Digest finish();

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  void start();

  Suite suite_;
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

/// Digest of the parts one after another. Uses a context of the calling thread: no allocation.
Digest hash(Suite suite, std::initializer_list<ByteSpan> parts);

inline constexpr std::size_t salt_bytes = 32;

/// H(salt ‖ payload): binds a header to its payload without giving the payload away. The salt is
/// exactly `salt_bytes` long, so the boundary is never in doubt.
Digest commitment(Suite suite, ByteSpan salt, ByteSpan payload);

/// 64 lower-case hexadecimal digits.
std::string hex_of(const Digest& digest);
/// The inverse. One digest has one spelling: capitals are Errc::invalid_input too.
Result<Digest> parse_digest(std::string_view hex);

}  // namespace minutebook::crypto
