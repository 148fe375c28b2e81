#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "ledger/base/result.h"
#include "tools/bench/append.h"
#include "tools/bench/report.h"

namespace minutebook::bench {

struct ProofOptions {
  std::vector<std::uint64_t> events = {50'000, 500'000};  ///< sizes of ledgers, compared in turn
  std::uint64_t new_events = 10'000;                      ///< after the last verification
  unsigned rounds = 3;
  std::filesystem::path base;
};

/// Goal P5: what one inclusion proof, one consistency proof and the verification of a fixed number
/// of new events (`verify --since-verified --level tree`) cost in ledgers of several sizes. Rounds
/// go over all sizes; each proof that is timed is verified as well.
Result<ProofReport> run_proof(const ProofOptions& options, const Progress& progress);

}  // namespace minutebook::bench
