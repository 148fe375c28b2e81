#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ledger/tlog/verifier_key.h"

/// The type bytes of note keys. For this room's .cc files.
namespace minutebook::tlog {

/// What the type bytes at the start of an encoding say.
struct KeyType {
  crypto::Algorithm algorithm;
  KeyRole role;
};

/// The type bytes, without the key.
std::string_view type_bytes(KeyType type);

/// The type that `encoding` starts with, if it is one of ours.
std::optional<KeyType> type_of(ByteSpan encoding);

/// SHA-256(name ‖ 0x0A ‖ encoding)[:4].
KeyId key_id(std::string_view name, ByteSpan encoding);

/// Type and public key.
Bytes encode(KeyType type, const crypto::PublicKey& key);

/// The parts of "<name>+<id>+<base64>".
struct KeyText {
  std::string name;
  KeyId id;
  Bytes encoding;
};
Result<KeyText> parse_key_text(std::string_view text);

}  // namespace minutebook::tlog
