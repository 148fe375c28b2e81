#pragma once

#include <filesystem>

#include "ledger/base/result.h"
#include "tools/bench/append.h"
#include "tools/bench/report.h"

namespace minutebook::bench {

struct ScanOptions {
  std::uint64_t events = 500'000;
  unsigned rounds = 3;
  std::filesystem::path base;
};

/// Goal P6, one core: every event of a trial ledger read, decoded and evolved, beside a bare
/// iteration over the same database.
Result<ScanReport> run_scan(const ScanOptions& options, const Progress& progress);

}  // namespace minutebook::bench
