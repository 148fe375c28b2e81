#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/rules/parameters.h"

/// How much two texts have in common. Spaces, punctuation, letter case and full-width forms do not
/// count: they change when a text is copied.
namespace minutebook::rules {

/// The code points that count: full-width forms U+FF01–U+FF5E as their ASCII twins, ASCII letters
/// in lower case; without ASCII other than letters and digits, U+0080–U+00BF, U+2000–U+206F
/// (spaces, dashes, quotation marks), U+3000–U+303F (CJK punctuation), other full-width and small
/// punctuation, and U+FEFF. `text` is UTF-8; bytes that are none are skipped.
std::u32string counted_text(std::string_view text);

/// A number that is the same for texts with the same counted_text; for others, by chance only.
std::uint64_t fingerprint(std::string_view text);

/// The trigrams of a text, mixed into numbers in an order that no author can foresee from the
/// text's look: the whole set up to `max_kept`, else the smallest.
class Sketch {
 public:
  static constexpr std::size_t max_kept = 1'024;

  explicit Sketch(std::string_view text);

  /// Is the share of common trigrams (those in both, of those in either) at least `share`? Exactly
  /// `share` is. Exact for texts of fewer than max_kept different trigrams; of longer ones, the
  /// share among the max_kept smallest of those in either. A text of fewer than three counted
  /// characters is like another only if both count the same; one without any, only if both are
  /// equal.
  bool is_like(const Sketch& other, Share share) const;

 private:
  std::string raw_;                  // kept where nothing in it counts
  std::u32string counted_;           // kept where it is shorter than a trigram
  std::vector<std::uint64_t> kept_;  // ascending, each once
};

}  // namespace minutebook::rules
