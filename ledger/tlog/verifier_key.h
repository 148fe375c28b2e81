#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "ledger/base/bytes.h"
#include "ledger/base/result.h"
#include "ledger/crypto/key.h"

/// Public keys of notes (C2SP signed-note), in their text form "<name>+<id>+<base64>". Pure.
///
///   id      = 8 hexadecimal digits of SHA-256(name ‖ 0x0A ‖ encoding), its first 4 bytes
///   base64  of encoding = signature type ‖ public key
///
///   algorithm  role      signature type                                public key
///   ed25519    log       0x01                                          32 bytes (RFC 8032)
///   ed25519    cosigner  0x04                                          32 bytes
///   sm2        log       0xff "minutebook.example/note-sm2/v1\n"         DER SubjectPublicKeyInfo
///   sm2        cosigner  0xff "minutebook.example/cosignature-sm2/v1\n"  DER SubjectPublicKeyInfo
namespace minutebook::tlog {

/// The first bytes of a hash: it only says which key to try.
using KeyId = std::array<std::uint8_t, 4>;

/// What a key signs: the text of a note, or a cosigned_message() about it.
enum class KeyRole { log, cosigner };

/// True for 1 to 255 bytes of UTF-8 without control characters, Unicode white space and "+".
bool is_key_name(std::string_view name);

/// A named public key. A value; thread-safe.
class VerifierKey {
 public:
  /// Errc::invalid_input unless is_key_name(name).
  static Result<VerifierKey> make(std::string name, KeyRole role, crypto::PublicKey key);
  /// From the text form. Errc::unsupported for a signature type that is not in the table above.
  static Result<VerifierKey> parse(std::string_view text);

  const std::string& name() const { return name_; }
  const KeyId& id() const { return id_; }
  KeyRole role() const { return role_; }
  const crypto::PublicKey& public_key() const { return key_; }
  /// The text form.
  std::string text() const;

  /// True when `signature`, the bytes after the key id, is this key's over a note of that text.
  bool verify(std::string_view note_text, ByteSpan signature) const;

  bool operator==(const VerifierKey& other) const = default;

 private:
  VerifierKey(std::string name, KeyRole role, crypto::PublicKey key);

  std::string name_;
  KeyRole role_;
  crypto::PublicKey key_;
  KeyId id_;
};

/// "<name>+<id>", as errors name a key. May hold what a terminal obeys: see printable().
std::string describe(std::string_view name, const KeyId& id);

}  // namespace minutebook::tlog
