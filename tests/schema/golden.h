#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "ledger/base/bytes.h"

/// Files of tests/golden: frozen when a type was new, never changed afterwards.
namespace minutebook::schema {

/// The whole file; a failed check when it cannot be read.
std::string read_golden(const std::filesystem::path& file);
std::string without_newline(std::string text);

/// Hexadecimal, 32 bytes a line.
std::string to_hex_lines(ByteSpan bytes);
Bytes from_hex_lines(std::string_view text);

/// One line for each struct, field, union member and enumerant: names, ordinals, types, places.
/// Old readers depend on every line.
std::vector<std::string> schema_lines();

}  // namespace minutebook::schema
