#include "ledger/tlog/key_encoding.h"

#include <algorithm>
#include <array>

#include "ledger/base/limits.h"
#include "ledger/tlog/lines.h"

namespace minutebook::tlog {
namespace {

using namespace std::string_view_literals;

constexpr What what{"note key", "签名密钥"};

struct Type {
  KeyType type;
  std::string_view bytes;
};

/// Stored outside, in key texts and key ids: never change.
constexpr std::array<Type, 4> types{{
    {{crypto::Algorithm::ed25519, KeyRole::log}, "\x01"sv},
    {{crypto::Algorithm::ed25519, KeyRole::cosigner}, "\x04"sv},
    {{crypto::Algorithm::sm2, KeyRole::log},
     "\xff"
     "minutebook.example/note-sm2/v1\n"sv},
    {{crypto::Algorithm::sm2, KeyRole::cosigner},
     "\xff"
     "minutebook.example/cosignature-sm2/v1\n"sv},
}};

/// The key of RFC 8032: the end of its DER SubjectPublicKeyInfo.
constexpr std::size_t ed25519_bytes = 32;

std::optional<std::uint8_t> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<std::uint8_t>(c - 'A' + 10);
  return std::nullopt;
}

std::optional<KeyId> parse_id(std::string_view text) {
  KeyId id{};
  if (text.size() != 2 * id.size()) return std::nullopt;
  for (std::size_t i = 0; i < id.size(); ++i) {
    const auto high = hex_digit(text[2 * i]);
    const auto low = hex_digit(text[2 * i + 1]);
    if (!high || !low) return std::nullopt;
    id[i] = static_cast<std::uint8_t>(*high << 4 | *low);
  }
  return id;
}

}  // namespace

std::string_view type_bytes(KeyType type) {
  const auto found = std::find_if(types.begin(), types.end(), [&](const Type& each) {
    return each.type.algorithm == type.algorithm && each.type.role == type.role;
  });
  return found->bytes;
}

std::optional<KeyType> type_of(ByteSpan encoding) {
  for (const Type& each : types) {
    if (as_text(encoding).starts_with(each.bytes)) return each.type;
  }
  return std::nullopt;
}

KeyId key_id(std::string_view name, ByteSpan encoding) {
  const auto digest =
      crypto::hash(crypto::Suite::standard, {as_bytes(name), as_bytes("\n"), encoding});
  KeyId id{};
  std::copy_n(digest.begin(), id.size(), id.begin());
  return id;
}

Bytes encode(KeyType type, const crypto::PublicKey& key) {
  ByteSpan bytes = key.der();
  if (type.algorithm == crypto::Algorithm::ed25519) bytes = bytes.last(ed25519_bytes);
  return joined(as_bytes(type_bytes(type)), bytes);
}

Result<KeyText> parse_key_text(std::string_view text) {
  constexpr std::size_t limit = limits::max_key_name_bytes + 2 * limits::max_public_key_bytes;
  MB_TRY_VOID(check_size(what, text, limit));
  const std::size_t first = text.find('+');
  const std::size_t second = first == text.npos ? text.npos : text.find('+', first + 1);
  if (second == text.npos) {
    return malformed(what, "not <name>+<id>+<base64>", "不是 <名称>+<编号>+<base64> 的形式");
  }
  const std::string_view name = text.substr(0, first);
  if (!is_key_name(name)) return malformed(what, "impossible name", "名称无效");
  const auto id = parse_id(text.substr(first + 1, second - first - 1));
  if (!id) return malformed(what, "the id is not 8 hexadecimal digits", "编号不是 8 位十六进制数");
  auto encoding = parse_base64(text.substr(second + 1));
  if (!encoding || encoding->empty()) return malformed(what, "not base64", "不是 base64");
  return KeyText{std::string(name), *id, std::move(*encoding)};
}

}  // namespace minutebook::tlog
