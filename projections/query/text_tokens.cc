#include "projections/query/text_tokens.h"

#include <cstdint>
#include <vector>

namespace minutebook::projections {
namespace {

enum class Sort : std::uint8_t {
  separator,
  letter,     ///< of a word or a number
  ideograph,  ///< of a run that is cut into pairs
  nothing,    ///< accents of their own, variation selectors, zero-width spaces
};

struct Character {
  char32_t code = 0;
  std::size_t bytes = 1;
};

/// The first character; a broken byte is U+0000.
Character first_of(std::string_view text) {
  const auto byte = [&](std::size_t i) -> std::uint8_t {
    return i < text.size() ? static_cast<std::uint8_t>(text[i]) : 0;
  };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const char32_t first = byte(0);
  if (first < 0x80) return {first, 1};
  if (first >= 0xC2 && first < 0xE0 && follows(1))
    return {(first & 0x1F) << 6 | (byte(1) & 0x3FU), 2};
  if (first >= 0xE0 && first < 0xF0 && follows(1) && follows(2)) {
    return {(first & 0xF) << 12 | (byte(1) & 0x3FU) << 6 | (byte(2) & 0x3FU), 3};
  }
  if (first >= 0xF0 && first < 0xF5 && follows(1) && follows(2) && follows(3)) {
    return {
        (first & 7) << 18 | (byte(1) & 0x3FU) << 12 | (byte(2) & 0x3FU) << 6 | (byte(3) & 0x3FU),
        4};
  }
  return {};
}

void append(std::string& out, char32_t code) {
  const auto put = [&](char32_t bits) { out += static_cast<char>(bits); };
  if (code < 0x80) return put(code);
  if (code < 0x800) {
    put(0xC0 | code >> 6);
  } else {
    if (code < 0x10000) {
      put(0xE0 | code >> 12);
    } else {
      put(0xF0 | code >> 18);
      put(0x80 | (code >> 12 & 0x3F));
    }
    put(0x80 | (code >> 6 & 0x3F));
  }
  put(0x80 | (code & 0x3F));
}

bool within(char32_t code, char32_t first, char32_t last) { return code >= first && code <= last; }

/// Lower case of the alphabets in use here; full-width forms as ordinary ones.
char32_t folded(char32_t code) {
  if (within(code, 0xFF01, 0xFF5E)) code -= 0xFEE0;
  if (within(code, 'A', 'Z')) return code + 0x20;
  if (within(code, 0xC0, 0xDE) && code != 0xD7) return code + 0x20;
  if (within(code, 0x100, 0x137) || within(code, 0x14A, 0x177)) return code | 1;
  if (within(code, 0x139, 0x148) || within(code, 0x179, 0x17E)) return code + (code & 1);
  if (within(code, 0x391, 0x3A9) || within(code, 0x410, 0x42F)) return code + 0x20;
  if (within(code, 0x400, 0x40F)) return code + 0x50;
  return code;
}

Sort sort_of_latin(char32_t code) {
  if (code < 0x80) {
    const bool letter = within(code, 'a', 'z') || within(code, '0', '9');
    return letter ? Sort::letter : Sort::separator;
  }
  if (code < 0xC0) {
    return code == 0xAA || code == 0xB5 || code == 0xBA ? Sort::letter : Sort::separator;
  }
  if (code == 0xD7 || code == 0xF7) return Sort::separator;
  return within(code, 0x300, 0x36F) ? Sort::nothing : Sort::letter;
}

/// Of U+2000 – U+33FF: punctuation and symbols, among them what stands for words.
Sort sort_of_symbol(char32_t code) {
  if (within(code, 0x200B, 0x200D) || code == 0x2060) return Sort::nothing;
  if (within(code, 0x2150, 0x218F) || within(code, 0x2460, 0x24FF)) return Sort::ideograph;
  if (code < 0x2E80) return within(code, 0x2C00, 0x2DFF) ? Sort::letter : Sort::separator;
  if (code < 0x3000) return Sort::ideograph;
  if (code < 0x3040) {
    const bool writes = within(code, 0x3005, 0x3007) || within(code, 0x3021, 0x3029) ||
                        within(code, 0x3038, 0x303B);
    return writes ? Sort::ideograph : Sort::separator;
  }
  return code == 0x30A0 || code == 0x30FB ? Sort::separator : Sort::ideograph;
}

/// Of a folded character.
Sort sort_of(char32_t code) {
  if (code < 0x1000) return sort_of_latin(code);
  if (code < 0x2000) return Sort::letter;
  if (code < 0x3400) return sort_of_symbol(code);
  if (code < 0xA000) return Sort::ideograph;
  if (code < 0xAC00) return Sort::letter;
  if (code < 0xFB00) return Sort::ideograph;  // Hangul, private use, compatibility
  if (within(code, 0xFE00, 0xFE0F) || code == 0xFEFF) return Sort::nothing;
  if (within(code, 0xFF66, 0xFFDC)) return Sort::ideograph;
  if (within(code, 0xFE10, 0xFFFF)) return Sort::separator;
  if (within(code, 0x20000, 0x3FFFF)) return Sort::ideograph;
  if (within(code, 0xE0100, 0xE01EF)) return Sort::nothing;
  return within(code, 0x1F000, 0x1FAFF) ? Sort::separator : Sort::letter;
}

/// Characters of one sort: a word, or a run of ideographs.
struct Piece {
  bool ideographs = false;
  std::vector<std::string> characters;
};
/// Pieces with nothing between them.
using Stretch = std::vector<Piece>;

std::vector<Stretch> stretches_of(std::string_view text) {
  std::vector<Stretch> stretches;
  bool apart = true;
  while (!text.empty()) {
    const Character character = first_of(text);
    text.remove_prefix(character.bytes);
    const char32_t code = folded(character.code);
    const Sort sort = sort_of(code);
    if (sort == Sort::nothing) continue;
    if (sort == Sort::separator) {
      apart = true;
      continue;
    }
    if (apart) stretches.emplace_back();
    apart = false;
    Stretch& stretch = stretches.back();
    const bool ideograph = sort == Sort::ideograph;
    if (stretch.empty() || stretch.back().ideographs != ideograph) {
      stretch.push_back(Piece{ideograph, {}});
    }
    append(stretch.back().characters.emplace_back(), code);
  }
  return stretches;
}

void append_token(std::string& out, std::string_view token) {
  if (!out.empty()) out += ' ';
  out += token;
}

void append_tokens(std::string& out, const Piece& piece) {
  const auto& characters = piece.characters;
  if (!piece.ideographs) {
    std::string word;
    for (const std::string& character : characters) word += character;
    return append_token(out, word);
  }
  for (std::size_t i = 0; i < characters.size(); ++i) {
    append_token(out,
                 i + 1 < characters.size() ? characters[i] + characters[i + 1] : characters[i]);
  }
}

/// A phrase; what ends it may go on in the text.
std::string phrase_of(const Stretch& stretch) {
  std::string tokens;
  for (std::size_t i = 0; i + 1 < stretch.size(); ++i) append_tokens(tokens, stretch[i]);
  const Piece& last = stretch.back();
  if (last.ideographs && last.characters.size() > 1) {
    // The pairs hold every character; the last one alone would ask for the run to end there.
    for (std::size_t i = 0; i + 1 < last.characters.size(); ++i) {
      append_token(tokens, last.characters[i] + last.characters[i + 1]);
    }
    return '"' + tokens + '"';
  }
  append_tokens(tokens, last);
  return '"' + tokens + "\" *";
}

}  // namespace

std::string text_tokens(std::string_view text) {
  std::string out;
  for (const Stretch& stretch : stretches_of(text)) {
    for (const Piece& piece : stretch) append_tokens(out, piece);
  }
  return out;
}

std::string text_match(std::string_view words) {
  std::string out;
  for (const Stretch& stretch : stretches_of(words)) {
    if (!out.empty()) out += " AND ";
    out += phrase_of(stretch);
  }
  return out;
}

}  // namespace minutebook::projections
