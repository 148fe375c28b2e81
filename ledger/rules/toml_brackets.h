#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace minutebook::rules {

/// The line (from 1 on) of the first bracket in a TOML text that closes what was not opened, or
/// opens a table without a name; or nothing. toml++ takes it for granted that there are none and
/// asserts or worse: it must not see such a text. Of a text that is no TOML for other reasons, only
/// what stands before the first such place counts.
std::optional<std::uint32_t> line_of_wrong_bracket(std::string_view text);

}  // namespace minutebook::rules
