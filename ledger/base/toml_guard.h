#pragma once

#include <cstddef>
#include <string_view>

namespace minutebook {

/// toml++ 3.3 takes some things for granted that broken TOML does not keep: that a table's header
/// has a name ("[=]"), that a list's next item is no brace ("[}"), that blanks are ASCII, that a
/// day and "T" are followed by a time. Then it ends the process, or does worse without assertions.
/// Gives the line, from 1, of the first such place, for the caller to refuse before it parses; 0
/// when there is none. Some TOML that no file of ours has is refused with it: a line of a longer
/// list that begins with "[" and no item, a comma before "}", times, days with
/// anything behind them in their line, numbers with exponents that have a sign.
std::size_t line_that_toml_cannot_take(std::string_view text);

}  // namespace minutebook
