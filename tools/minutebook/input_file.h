#pragma once

#include <cstddef>
#include <string>

#include "ledger/base/result.h"
#include "ledger/tlog/policy.h"

namespace minutebook::cli {

/// The whole file, or of standard input for "-". Errc::not_found; Errc::invalid_input past
/// `max_bytes`.
Result<std::string> read_input(const std::string& file, std::size_t max_bytes);

/// Reads a policy file; an error names the file and the line.
Result<tlog::Policy> read_policy(const std::string& file);

}  // namespace minutebook::cli
