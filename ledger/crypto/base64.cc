#include "ledger/crypto/base64.h"

#include <array>
#include <cstdint>

namespace minutebook::crypto {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::uint8_t not_a_digit = 0xFF;

constexpr std::array<std::uint8_t, 256> digit_values() {
  std::array<std::uint8_t, 256> values{};
  values.fill(not_a_digit);
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    values[static_cast<std::uint8_t>(alphabet[i])] = static_cast<std::uint8_t>(i);
  }
  values['-'] = 62;
  values['_'] = 63;
  return values;
}

constexpr std::array<std::uint8_t, 256> values = digit_values();

tl::unexpected<Error> not_base64() {
  return fail(Errc::invalid_input, "not base64 with padding (RFC 4648)",
              "不是带填充的 base64（RFC 4648）");
}

constexpr std::uint32_t not_a_group = 0xFF00'0000;  // four digits are 24 bits at most

/// The number that up to four digits spell, or `not_a_group`.
std::uint32_t group_of(std::string_view digits) {
  std::uint32_t group = 0;
  for (const char c : digits) {
    const std::uint8_t value = values[static_cast<std::uint8_t>(c)];
    if (value == not_a_digit) return not_a_group;
    group = group << 6 | value;
  }
  return group;
}

bool mixes_alphabets(std::string_view text) {
  return text.find_first_of("+/") != std::string_view::npos &&
         text.find_first_of("-_") != std::string_view::npos;
}

}  // namespace

std::string to_base64(ByteSpan bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::size_t left = bytes.size() - at;
    std::uint32_t group = static_cast<std::uint32_t>(bytes[at]) << 16;
    if (left > 1) group |= static_cast<std::uint32_t>(bytes[at + 1]) << 8;
    if (left > 2) group |= bytes[at + 2];
    text.push_back(alphabet[group >> 18]);
    text.push_back(alphabet[group >> 12 & 63]);
    text.push_back(left > 1 ? alphabet[group >> 6 & 63] : '=');
    text.push_back(left > 2 ? alphabet[group & 63] : '=');
  }
  return text;
}

Result<Bytes> from_base64(std::string_view text) {
  if (text.size() % 4 != 0 || mixes_alphabets(text)) return not_base64();
  std::size_t padding = 0;
  while (padding < 2 && text.ends_with('=')) {
    text.remove_suffix(1);
    ++padding;
  }
  Bytes bytes((text.size() * 3) / 4);
  std::uint8_t* out = bytes.data();
  std::size_t at = 0;
  for (; at + 4 <= text.size(); at += 4) {
    const std::uint32_t group = group_of(text.substr(at, 4));
    if (group == not_a_group) return not_base64();
    *out++ = static_cast<std::uint8_t>(group >> 16);
    *out++ = static_cast<std::uint8_t>(group >> 8);
    *out++ = static_cast<std::uint8_t>(group);
  }
  const std::size_t left = text.size() - at;  // 0, 2 or 3 digits, for as many bytes less one
  const std::uint32_t last = group_of(text.substr(at));
  if (last == not_a_group) return not_base64();
  const std::uint32_t group = last << (left == 2 ? 12 : 6);
  if (left >= 2) *out++ = static_cast<std::uint8_t>(group >> 16);
  if (left == 3) *out++ = static_cast<std::uint8_t>(group >> 8);
  const std::uint32_t unused = left == 2 ? 0xFFFF : left == 3 ? 0xFF : 0;
  if ((group & unused) != 0) return not_base64();
  return bytes;
}

}  // namespace minutebook::crypto
