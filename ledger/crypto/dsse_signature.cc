#include <algorithm>

#include "ledger/crypto/dsse.h"

namespace minutebook::crypto {

Bytes pae(std::string_view payload_type, ByteSpan payload) {
  std::string head = "DSSEv1 " + std::to_string(payload_type.size()) + " ";
  head += payload_type;
  head += " " + std::to_string(payload.size()) + " ";
  Bytes bytes;
  bytes.reserve(head.size() + payload.size());
  bytes.insert(bytes.end(), head.begin(), head.end());
  bytes.insert(bytes.end(), payload.begin(), payload.end());
  return bytes;
}

Envelope sign_envelope(const PrivateKey& key, std::string_view payload_type, ByteSpan payload) {
  return cosign_envelope({std::string(payload_type), Bytes(payload.begin(), payload.end()), {}},
                         key);
}

Envelope cosign_envelope(Envelope envelope, const PrivateKey& key) {
  const std::string& key_id = key.public_key().key_id();
  std::erase_if(envelope.signatures, [&](const Signature& s) { return s.key_id == key_id; });
  envelope.signatures.push_back({key_id, key.sign(pae(envelope.payload_type, envelope.payload))});
  return envelope;
}

bool verify_envelope(const Envelope& envelope, const PublicKey& key) {
  const auto& all = envelope.signatures;
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const Signature& s) { return s.key_id == key.key_id(); });
  return found != all.end() &&
         key.verify(pae(envelope.payload_type, envelope.payload), found->bytes);
}

}  // namespace minutebook::crypto
