#pragma once

#include <span>
#include <string>
#include <string_view>

#include "ledger/base/result.h"
#include "ledger/crypto/key.h"
#include "ledger/tlog/checkpoint.h"
#include "ledger/tlog/cosignature.h"
#include "ledger/tlog/note.h"

namespace minutebook::tlog {

/// A private key that signs notes under a name. A resource: moved, not copied; thread-safe.
class Signer {
 public:
  /// Errc::invalid_input unless is_key_name(name).
  static Result<Signer> make(std::string name, KeyRole role, crypto::PrivateKey key);
  /// From "PRIVATE+KEY+<name>+<id>+<base64 of signature type ‖ 32-byte seed>", as other programs
  /// write Ed25519 keys. SM2 keys have no such form: Errc::unsupported.
  static Result<Signer> parse(std::string_view text);

  const VerifierKey& verifier() const { return verifier_; }

  /// A log's signature over a checkpoint. The role must be `log`, the origin this key's name.
  Result<NoteSignature> sign(const Checkpoint& checkpoint) const;
  /// A log's signature over any other note. The role must be `log`; Errc::invalid_input unless
  /// is_note_text(text).
  Result<NoteSignature> sign(std::string_view text) const;
  /// A witness's signature: as of `time` this was the largest checkpoint of the log, consistent
  /// with those before. That it is so, and persisted, is for the caller to see to. The role must be
  /// `cosigner`.
  Result<NoteSignature> cosign(const Checkpoint& checkpoint, PosixSeconds time) const;

 private:
  Signer(VerifierKey verifier, crypto::PrivateKey key)
      : verifier_(std::move(verifier)), key_(std::move(key)) {}
  NoteSignature signature(Bytes bytes) const;

  VerifierKey verifier_;
  crypto::PrivateKey key_;
};

/// The text that Signer::parse reads: a secret. For tests and for other programs' keys.
Result<std::string> signer_text(std::string_view name, KeyRole role,
                                std::span<const std::uint8_t, 32> ed25519_seed);

}  // namespace minutebook::tlog
