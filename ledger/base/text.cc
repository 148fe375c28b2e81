#include "ledger/base/text.h"

#include <algorithm>
#include <cstdint>

namespace minutebook {
namespace {

/// Length of the well-formed sequence at the start of `bytes`, or 0. Table 3-7 of the Unicode
/// standard: the second byte's range depends on the first.
std::size_t sequence_length(std::string_view bytes) {
  const auto at = [&](std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); };
  const auto in = [&](std::size_t i, int low, int high) {
    return i < bytes.size() && at(i) >= low && at(i) <= high;
  };
  const std::uint8_t first = at(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return in(1, 0x80, 0xBF) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const int low = first == 0xE0 ? 0xA0 : 0x80;
    const int high = first == 0xED ? 0x9F : 0xBF;
    return in(1, low, high) && in(2, 0x80, 0xBF) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const int low = first == 0xF0 ? 0x90 : 0x80;
    const int high = first == 0xF4 ? 0x8F : 0xBF;
    return in(1, low, high) && in(2, 0x80, 0xBF) && in(3, 0x80, 0xBF) ? 4 : 0;
  }
  return 0;
}

/// A broken byte, a control character (C0, DEL, C1), a line separator, or one that turns the
/// direction of the text after it (U+200E, U+200F, U+2028–U+202E, U+2066–U+2069).
bool obeyed_by_terminals(std::string_view character) {
  const auto at = [&](std::size_t i) { return static_cast<std::uint8_t>(character[i]); };
  if (character.size() == 1) return at(0) < 0x20 || at(0) >= 0x7F;
  if (character.size() == 2) return at(0) == 0xC2 && at(1) < 0xA0;
  if (character.size() != 3 || at(0) != 0xE2) return false;
  if (at(1) == 0x80) return at(2) == 0x8E || at(2) == 0x8F || (at(2) >= 0xA8 && at(2) <= 0xAE);
  return at(1) == 0x81 && at(2) >= 0xA6 && at(2) <= 0xA9;
}

std::string escaped(std::string_view character) {
  std::string out;
  for (const char byte : character) out += "\\x" + to_hex({&byte, 1});
  return out;
}

}  // namespace

const std::string& in_language(const Bilingual& text, Language language) {
  return language == Language::zh_cn ? text.zh : text.en;
}

bool is_valid_utf8(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t length = sequence_length(bytes);
    if (length == 0) return false;
    bytes.remove_prefix(length);
  }
  return true;
}

bool has_control_characters(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<std::uint8_t>(c);
    if ((byte < 0x20 && c != '\t' && c != '\n') || byte == 0x7F) return true;
  }
  return false;
}

std::string to_hex(std::string_view bytes) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<std::uint8_t>(c);
    hex.push_back(digits[byte >> 4]);
    hex.push_back(digits[byte & 15]);
  }
  return hex;
}

std::string printable(std::string_view text, std::size_t max_bytes) {
  std::string out;
  while (!text.empty()) {
    const std::size_t length = std::max<std::size_t>(sequence_length(text), 1);
    const std::string_view character = text.substr(0, length);
    const std::string shown =
        obeyed_by_terminals(character) ? escaped(character) : std::string(character);
    if (out.size() + shown.size() > max_bytes) return out + "…";
    out += shown;
    text.remove_prefix(length);
  }
  return out;
}

}  // namespace minutebook
