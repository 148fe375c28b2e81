#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/bytes.h"
#include "ledger/base/result.h"
#include "ledger/crypto/key.h"

namespace minutebook::crypto {

/// The payload type of a signed command.
inline constexpr std::string_view command_payload_type = "application/vnd.minutebook.command+json";

inline constexpr std::size_t max_payload_type_bytes = 255;
inline constexpr std::size_t max_key_id_bytes = 128;

/// One signature of an envelope. The key id only says which key to try: it proves nothing.
struct Signature {
  std::string key_id;
  Bytes bytes;
  bool operator==(const Signature&) const = default;
};

/// A DSSE v1 envelope (https://github.com/secure-systems-lab/dsse):
/// {"payloadType": TEXT, "payload": BASE64, "signatures": [{"keyid": TEXT, "sig": BASE64}, …]}
struct Envelope {
  std::string payload_type;
  Bytes payload;
  std::vector<Signature> signatures;
  bool operator==(const Envelope&) const = default;
};

/// What is signed: "DSSEv1" SP LEN(type) SP type SP LEN(payload) SP payload, lengths in decimal.
Bytes pae(std::string_view payload_type, ByteSpan payload);

/// A cheap look at whether a JSON text is an object with "payloadType" among its own keys
/// (spelled without escapes). Says nothing about validity; what is not JSON may get either answer.
bool looks_like_envelope(std::string_view json);

/// Strict reader: at most limits::max_command_bytes of well-formed UTF-8; the three fields once
/// each and no other; 1 to limits::max_envelope_signatures signatures with distinct key ids; base64
/// with padding in the standard or the URL-safe alphabet. Errc::invalid_input names the path of
/// the field.
Result<Envelope> parse_envelope(std::string_view json);

/// One line of JSON without spaces, in the fields' order above.
std::string serialize(const Envelope& envelope);

/// An envelope with one signature.
Envelope sign_envelope(const PrivateKey& key, std::string_view payload_type, ByteSpan payload);
/// The envelope with the signature of `key` added, in place of an earlier one by the same key.
Envelope cosign_envelope(Envelope envelope, const PrivateKey& key);

/// True when the envelope holds a signature under the key's id and it verifies.
bool verify_envelope(const Envelope& envelope, const PublicKey& key);

}  // namespace minutebook::crypto
