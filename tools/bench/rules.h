#pragma once

#include <cstdint>
#include <filesystem>

#include "ledger/base/result.h"
#include "tools/bench/append.h"
#include "tools/bench/report.h"

namespace minutebook::bench {

struct RulesOptions {
  std::uint64_t partnerships = 1'000;
  unsigned rounds = 3;
  std::filesystem::path base;
};

/// What the rules cost: a generated ledger with planted breaches, replayed with every rule asked
/// after every event of a matter, beside the same replay without rules. Also holds what came event
/// by event against a judgment from scratch.
Result<RulesReport> run_rules(const RulesOptions& options, const Progress& progress);

}  // namespace minutebook::bench
