#pragma once

#include <string>
#include <string_view>

namespace minutebook {

/// One sentence for people, in both languages of the product. UTF-8.
struct Bilingual {
  std::string en;
  std::string zh;
  bool operator==(const Bilingual&) const = default;
};

enum class Language { en, zh_cn };

/// The sentence in `language`.
const std::string& in_language(const Bilingual& text, Language language);

/// True when `bytes` is well-formed UTF-8 (no overlong forms, no surrogates, at most U+10FFFF).
bool is_valid_utf8(std::string_view bytes);

/// True when `text` holds a control character (U+0000–U+001F or U+007F) other than tab or newline.
bool has_control_characters(std::string_view text);

/// Lower-case hexadecimal of `bytes`.
std::string to_hex(std::string_view bytes);

/// `text` made safe for a terminal and for an error message: what a terminal would obey and broken
/// bytes are escaped; cut to `max_bytes` at a character boundary, an ellipsis then marks the cut.
std::string printable(std::string_view text, std::size_t max_bytes = 120);

}  // namespace minutebook
