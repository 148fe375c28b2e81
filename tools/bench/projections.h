#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "ledger/base/result.h"
#include "tools/bench/append.h"
#include "tools/bench/report.h"

namespace minutebook::bench {

struct ProjectionsOptions {
  std::vector<std::uint64_t> partnerships{1'270, 12'700};  ///< about 79 events each
  unsigned samples = 40;  ///< questions of each field, moment and reader
  std::filesystem::path base;
};

/// What the read models cost and give: the rebuild of every view beside the bare replay of the same
/// log, then the state of matters at random moments, and pages of 50 rows of every list by every
/// field that it can be asked by — now, as of another moment, and for the reader of one city.
Result<ProjectionsReport> run_projections(const ProjectionsOptions& options,
                                          const Progress& progress);

}  // namespace minutebook::bench
