#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace minutebook::cli {

/// Columns that `text` takes on a terminal: two for East Asian wide characters (Unicode Standard
/// Annex 11), none for combining ones. Ambiguous ones count one. The text is valid UTF-8.
std::size_t display_width(std::string_view text);

/// `text` with spaces after it up to `columns`.
std::string padded(std::string_view text, std::size_t columns);

/// `text` cut to `columns` with "…" as its last, if it is longer.
std::string fitted(std::string_view text, std::size_t columns);

/// Where to break `text` (in bytes) so that what is before takes at most `columns`: at a space when
/// there is one in the last third, else between two characters. At least one character is before.
std::size_t break_before(std::string_view text, std::size_t columns);

/// `text` safe for a terminal: each control character becomes a space, so that nobody's text moves
/// the cursor or breaks a table; invalid UTF-8 becomes U+FFFD.
std::string one_line(std::string_view text);

/// Width of the terminal on `fd` in columns, or 0 when it is not a terminal.
std::size_t terminal_columns(int fd);

}  // namespace minutebook::cli
