#pragma once

#include <filesystem>
#include <string>

#include "ledger/base/result.h"
#include "ledger/service/ledger.h"

namespace minutebook::service {

/// The text of ledger.toml.
std::string format_config(const LedgerInfo& info);
/// The inverse; `file` is for the messages. A newer format is Errc::unsupported, unknown keys and
/// anything malformed are Errc::invalid_input with the line.
Result<LedgerInfo> parse_config(std::string_view text, const std::filesystem::path& file);
Result<LedgerInfo> read_config(const std::filesystem::path& file);

}  // namespace minutebook::service
