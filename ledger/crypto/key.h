#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "ledger/base/bytes.h"
#include "ledger/base/result.h"
#include "ledger/crypto/digest.h"

struct evp_pkey_st;  // OpenSSL's EVP_PKEY; its headers stay in the .cc files

namespace minutebook::crypto {

/// Signature algorithms. Stored as a number: never renumber.
enum class Algorithm : std::uint8_t {
  ed25519 = 0,  ///< RFC 8032, 64-byte signatures
  sm2 = 1,      ///< GB/T 32918 with SM3 and the standard user id, DER signatures
};

/// "ed25519", "sm2".
std::string_view name_of(Algorithm algorithm);
/// The algorithm of that name, or Errc::invalid_input.
Result<Algorithm> parse_algorithm(std::string_view name);
/// What keys of a ledger of that suite use.
Algorithm algorithm_of(Suite suite);

/// The distinguishing id that enters every SM2 signature here (GM/T 0009): "1234567812345678".
inline constexpr std::string_view sm2_user_id = "1234567812345678";

struct FreeKey {
  void operator()(evp_pkey_st* key) const;
};
using KeyHandle = std::unique_ptr<evp_pkey_st, FreeKey>;

/// A public key. A value: copies share one immutable key; all members are thread-safe.
class PublicKey {
 public:
  /// From a DER SubjectPublicKeyInfo of at most limits::max_public_key_bytes; only Ed25519 and
  /// SM2, and only the very bytes that der() gives back. Otherwise Errc::invalid_input.
  static Result<PublicKey> from_der(ByteSpan spki);
  /// From a PEM "PUBLIC KEY" block.
  static Result<PublicKey> from_pem(std::string_view pem);

  Algorithm algorithm() const;
  /// The DER SubjectPublicKeyInfo.
  const Bytes& der() const;
  std::string pem() const;
  /// Lower-case hexadecimal of SHA-256 over der(), in both suites: the key's name everywhere.
  const std::string& key_id() const;

  /// True when `signature` was made over `message` with this key. A malformed signature is false.
  bool verify(ByteSpan message, ByteSpan signature) const;

  bool operator==(const PublicKey& other) const { return der() == other.der(); }

 private:
  friend class PrivateKey;
  struct Shared;
  explicit PublicKey(std::shared_ptr<const Shared> shared) : shared_(std::move(shared)) {}
  static Result<PublicKey> adopt(KeyHandle key);
  std::shared_ptr<const Shared> shared_;
};

/// A private key. A resource: moved, never copied; its memory is wiped when it goes. sign() is
/// thread-safe.
class PrivateKey {
 public:
  /// A fresh key from the operating system's randomness.
  static PrivateKey generate(Algorithm algorithm);
  /// The Ed25519 key of a 32-byte seed (RFC 8032 §5.1.5): for test vectors and generated data.
  static PrivateKey ed25519_from_seed(std::span<const std::uint8_t, 32> seed);
  /// From a PKCS#8 PEM, plain or encrypted. Errc::unauthorised when the passphrase is missing or
  /// wrong; Errc::invalid_input for anything that is not such a key. Never asks on a terminal.
  static Result<PrivateKey> from_pem(std::string_view pem, std::string_view passphrase);

  /// PKCS#8 PEM; encrypted with AES-256-CBC and PBKDF2 unless the passphrase is empty.
  std::string pem(std::string_view passphrase) const;
  /// Ed25519: 64 bytes, always the same for one message. SM2: DER, fresh each time.
  Bytes sign(ByteSpan message) const;
  const PublicKey& public_key() const { return public_key_; }

 private:
  PrivateKey(KeyHandle key, PublicKey public_key)
      : key_(std::move(key)), public_key_(std::move(public_key)) {}
  static Result<PrivateKey> adopt(KeyHandle key);
  KeyHandle key_;
  PublicKey public_key_;
};

/// True when the PEM text is an encrypted PKCS#8 key, so that a passphrase must be asked for.
bool is_encrypted_pem(std::string_view pem);

}  // namespace minutebook::crypto
