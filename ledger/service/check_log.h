#pragma once

#include <string>
#include <vector>

#include "ledger/base/ids.h"
#include "ledger/base/result.h"
#include "ledger/service/ledger.h"

namespace minutebook::service {

/// One thing that is not as it must be.
struct Fault {
  std::string what;  ///< a word such as "position", "stream-version", "commitment"
  std::string where;
  std::string expected;
  std::string found;
};

/// Checks the whole log against its invariants: positions and stream versions gapless, indexes
/// agree both ways, recording times never decrease, commitments hold, command ids name exactly
/// their events, every event evolves. All faults, not only the first; empty when it holds.
Result<std::vector<Fault>> check_log(const Ledger& ledger);

}  // namespace minutebook::service
