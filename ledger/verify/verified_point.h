#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "ledger/base/result.h"
#include "ledger/service/ledger.h"
#include "ledger/verify/report.h"

/// What an earlier run has shown, kept in LEDGER/reports/verified:
///
///   minutebook verified v1
///   <level>
///   <empty line>
///   <the signed note of the checkpoint up to which everything held>
///
/// The file is believed in nothing but the level: its checkpoint must be one that is kept and of
/// the tree today.
namespace minutebook::verify {

struct VerifiedPoint {
  Level level = Level::structure;
  std::uint64_t size = 0;
  std::string note;
};

std::filesystem::path verified_file(const service::LedgerPaths& paths);
std::string format_verified(Level level, std::string_view note);
/// Errc::invalid_input for anything else than the grammar above.
Result<VerifiedPoint> parse_verified(std::string_view text);
/// Nothing when there is no such file.
Result<std::optional<VerifiedPoint>> read_verified(const service::LedgerPaths& paths);

}  // namespace minutebook::verify
