#pragma once

#include <cstdint>
#include <filesystem>

#include "ledger/base/result.h"
#include "tools/bench/append.h"
#include "tools/bench/report.h"

namespace minutebook::bench {

struct VerifyOptions {
  std::uint64_t events = 500'000;
  unsigned rounds = 3;
  unsigned threads = 0;  ///< 0: one for each processor
  std::filesystem::path base;
};

/// Goal P4: `verify --level tree` over a whole trial ledger, beside a bare scan of the same bytes
/// that hashes them, on the same number of threads. Rounds are interleaved.
Result<VerifyReport> run_verify(const VerifyOptions& options, const Progress& progress);

}  // namespace minutebook::bench
