#pragma once

#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "ledger/base/result.h"
#include "tools/bench/report.h"

namespace minutebook::bench {

struct AppendOptions {
  std::vector<std::size_t> batches = {1, 16, 128, 1'024};
  std::uint64_t events = 200'000;  ///< for the largest batch; small ones get fewer
  unsigned rounds = 3;
  std::filesystem::path base;  ///< where trial ledgers are made, on the disk to be measured
};

/// Says how far it is, such as "round 2 of 3, batch 128".
using Progress = std::function<void(std::string_view)>;

/// Goal P1: the whole way from a read command to its durable receipt, in process, unsigned, beside
/// bare RocksDB writing exactly the same keys and values in the same batch sizes with the same
/// options. Reading the JSON is before the clock starts: it runs on the callers' threads. Rounds
/// are interleaved, because machines are noisy.
Result<AppendReport> run_append(const AppendOptions& options, const Progress& progress);

}  // namespace minutebook::bench
