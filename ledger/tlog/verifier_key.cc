#include "ledger/tlog/verifier_key.h"

#include <array>
#include <utility>

#include "ledger/base/limits.h"
#include "ledger/crypto/base64.h"
#include "ledger/tlog/cosignature.h"
#include "ledger/tlog/key_encoding.h"
#include "ledger/tlog/lines.h"

namespace minutebook::tlog {
namespace {

constexpr What what{"verifier key", "验证密钥"};

/// The UTF-8 forms of the white space beyond ASCII: U+0085, U+00A0, U+1680, U+2000–U+200A, U+2028,
/// U+2029, U+202F, U+205F, U+3000.
constexpr std::array<std::string_view, 19> wide_spaces{
    "\u0085", "\u00A0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003",
    "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200A",
    "\u2028", "\u2029", "\u202F", "\u205F", "\u3000"};

/// DER SubjectPublicKeyInfo of an Ed25519 key (RFC 8410) up to the 32 bytes of the key itself.
constexpr std::array<std::uint8_t, 12> ed25519_spki{0x30, 0x2a, 0x30, 0x05, 0x06, 0x03,
                                                    0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};

Result<crypto::PublicKey> key_of(crypto::Algorithm algorithm, ByteSpan bytes) {
  const bool is_raw = algorithm == crypto::Algorithm::ed25519;
  const ByteSpan start = is_raw ? ByteSpan(ed25519_spki) : ByteSpan();
  MB_TRY(key, crypto::PublicKey::from_der(joined(start, bytes)));
  if (key.algorithm() != algorithm) {
    return malformed(what, "the key is of another algorithm", "密钥算法不符");
  }
  return key;
}

}  // namespace

bool is_key_name(std::string_view name) {
  if (name.empty() || name.size() > limits::max_key_name_bytes || !is_valid_utf8(name)) {
    return false;
  }
  for (const char c : name) {
    if (static_cast<unsigned char>(c) <= ' ' || c == '+') return false;
  }
  for (const std::string_view space : wide_spaces) {
    if (name.find(space) != name.npos) return false;
  }
  return true;
}

VerifierKey::VerifierKey(std::string name, KeyRole role, crypto::PublicKey key)
    : name_(std::move(name)),
      role_(role),
      key_(std::move(key)),
      id_(key_id(name_, encode({key_.algorithm(), role_}, key_))) {}

Result<VerifierKey> VerifierKey::make(std::string name, KeyRole role, crypto::PublicKey key) {
  if (!is_key_name(name)) return malformed(what, "impossible name", "名称无效");
  return VerifierKey(std::move(name), role, std::move(key));
}

Result<VerifierKey> VerifierKey::parse(std::string_view text) {
  MB_TRY(parts, parse_key_text(text));
  if (key_id(parts.name, parts.encoding) != parts.id) {
    return malformed(what, "the id is not that of the key", "编号与密钥不符");
  }
  const auto type = type_of(parts.encoding);
  if (!type) {
    return fail(Errc::unsupported, "verifier key of an unknown signature type",
                "不支持该验证密钥的签名类型");
  }
  const ByteSpan bytes = ByteSpan(parts.encoding).subspan(type_bytes(*type).size());
  MB_TRY(key, key_of(type->algorithm, bytes));
  return VerifierKey(std::move(parts.name), type->role, std::move(key));
}

std::string VerifierKey::text() const {
  return describe(name_, id_) + "+" + crypto::to_base64(encode({key_.algorithm(), role_}, key_));
}

bool VerifierKey::verify(std::string_view note_text, ByteSpan signature) const {
  if (role_ == KeyRole::log) return key_.verify(as_bytes(note_text), signature);
  const auto cosignature = parse_cosignature(signature);
  return cosignature && key_.verify(as_bytes(cosigned_message(cosignature->time, note_text)),
                                    cosignature->signature);
}

std::string describe(std::string_view name, const KeyId& id) {
  return std::string(name) + "+" + to_hex(as_text(id));
}

}  // namespace minutebook::tlog
