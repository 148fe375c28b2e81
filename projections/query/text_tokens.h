#pragma once

#include <string>
#include <string_view>

/// What a full-text index holds of a text, so that Chinese can be searched: SQLite's own tokenizers
/// cut at spaces, and its trigrams cannot find a word of two characters, as most Chinese words are.
///
/// A run of Chinese, Japanese or Korean characters becomes its overlapping pairs and its last
/// character alone: 文化宫 is 文化 化宫 宫, each character beginning one token. Other words and
/// numbers are tokens as they are, in lower case, full-width ones as ordinary ones. All else only
/// separates.
namespace minutebook::projections {

/// The FTS5 tokenizer for text_tokens(): it cuts at spaces and leaves the rest alone.
inline constexpr std::string_view text_tokenizer = "ascii";

/// The tokens of `text`, with a space between each two; what goes into the index.
std::string text_tokens(std::string_view text);

/// The MATCH expression that finds the texts holding `words`: each stretch without separators as it
/// stands, all of them, in any order. A stretch may end within a word and begin anywhere in a
/// Chinese run, but only at the beginning of another word. Empty when there is nothing in `words`
/// to search for.
std::string text_match(std::string_view words);

}  // namespace minutebook::projections
