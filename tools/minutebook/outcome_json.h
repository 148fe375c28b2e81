#pragma once

#include <cstdint>
#include <string>

#include "ledger/service/outcome.h"
#include "tools/minutebook/exit_status.h"

namespace minutebook::cli {

/// Where a command stood.
struct Place {
  std::string file;        ///< empty when there is only one input
  std::uint64_t line = 0;  ///< 1-based
};

/// One result line. An acceptance depends on nothing but what was recorded: sent again, the same
/// command gives the same line.
std::string to_json(const service::Outcome& outcome, const Place& place, bool dry_run);

/// What the exit status says of an outcome that is not an acceptance.
ExitStatus exit_status_of(const service::Outcome& outcome);

/// Why it was not accepted, in one sentence: rule or path of the field included.
Bilingual reason_of(const service::Outcome& outcome);

}  // namespace minutebook::cli
