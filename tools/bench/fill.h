#pragma once

#include <cstdint>

#include "tools/bench/workload.h"

namespace minutebook::bench {

/// Records generated histories of so many partnerships, some with breaches; the same each time.
Result<void> fill_with_histories(TrialLedger& trial, std::uint64_t partnerships);

}  // namespace minutebook::bench
