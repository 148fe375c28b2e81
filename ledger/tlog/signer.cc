#include "ledger/tlog/signer.h"

#include <utility>

#include "ledger/base/check.h"
#include "ledger/crypto/base64.h"
#include "ledger/tlog/key_encoding.h"
#include "ledger/tlog/lines.h"

namespace minutebook::tlog {
namespace {

constexpr What what{"signer key", "签名私钥"};
constexpr std::string_view prefix = "PRIVATE+KEY+";
constexpr std::size_t seed_bytes = 32;

}  // namespace

Result<Signer> Signer::make(std::string name, KeyRole role, crypto::PrivateKey key) {
  MB_TRY(verifier, VerifierKey::make(std::move(name), role, key.public_key()));
  return Signer(std::move(verifier), std::move(key));
}

Result<Signer> Signer::parse(std::string_view text) {
  if (!text.starts_with(prefix)) return malformed(what, "no PRIVATE+KEY+", "缺少 PRIVATE+KEY+");
  MB_TRY(parts, parse_key_text(text.substr(prefix.size())));
  const auto type = type_of(parts.encoding);
  if (!type || type->algorithm != crypto::Algorithm::ed25519) {
    return fail(Errc::unsupported, "signer key of an unknown signature type",
                "不支持该私钥的签名类型");
  }
  const ByteSpan seed = ByteSpan(parts.encoding).subspan(type_bytes(*type).size());
  if (seed.size() != seed_bytes) return malformed(what, "wrong length", "长度有误");
  MB_TRY(signer, make(std::move(parts.name), type->role,
                      crypto::PrivateKey::ed25519_from_seed(seed.first<seed_bytes>())));
  if (signer.verifier().id() != parts.id) {
    return malformed(what, "the id is not that of the key", "编号与密钥不符");
  }
  return signer;
}

NoteSignature Signer::signature(Bytes bytes) const {
  return {verifier_.name(), verifier_.id(), std::move(bytes)};
}

Result<NoteSignature> Signer::sign(std::string_view text) const {
  MB_CHECK(verifier_.role() == KeyRole::log);
  if (!is_note_text(text)) return malformed({"note", "签名文本"}, "not a note text", "文本无效");
  return signature(key_.sign(as_bytes(text)));
}

Result<NoteSignature> Signer::sign(const Checkpoint& checkpoint) const {
  MB_CHECK_EQ(checkpoint.origin, verifier_.name());
  MB_TRY(text, serialize(checkpoint));
  return sign(text);
}

Result<NoteSignature> Signer::cosign(const Checkpoint& checkpoint, PosixSeconds time) const {
  MB_CHECK(verifier_.role() == KeyRole::cosigner);
  MB_TRY(text, serialize(checkpoint));
  const std::string message = cosigned_message(time, text);
  return signature(serialize(Cosignature{time, key_.sign(as_bytes(message))}));
}

Result<std::string> signer_text(std::string_view name, KeyRole role,
                                std::span<const std::uint8_t, 32> ed25519_seed) {
  const auto key = crypto::PrivateKey::ed25519_from_seed(ed25519_seed);
  MB_TRY(verifier, VerifierKey::make(std::string(name), role, key.public_key()));
  const ByteSpan type = as_bytes(type_bytes({crypto::Algorithm::ed25519, role}));
  return std::string(prefix) + describe(name, verifier.id()) + "+" +
         crypto::to_base64(joined(type, ed25519_seed));
}

}  // namespace minutebook::tlog
