#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace minutebook {

/// The number of the first line (from 1) that is not of the part of TOML in which the files of a
/// ledger are written; nothing when all are:
///
///     # comment              key = 'text'         key = 480        key = true
///     [table]                key = [ 'text', 'text' ]              in one line or several
///
/// Keys are bare or quoted, texts stay in their line. Asked before such a file goes to the TOML
/// library, whose behaviour is undefined for some characters where no text may be.
std::optional<std::size_t> line_past_plain_toml(std::string_view text);

}  // namespace minutebook
