#pragma once

#include <string>
#include <vector>

#include "tools/inspect/history.h"

namespace minutebook::inspect {

/// Which event gave a field the value it has.
struct Blame {
  std::string path;
  Json value;
  Position position;
  ZonedTime occurred_at;
  Instant recorded_at;
  std::string actor;
  std::string event;  ///< its type, such as "BallotCast"
};

/// Every field of the state then, in its order, each with the event that last changed it.
Result<std::vector<Blame>> blame(const service::Ledger& ledger, const Subject& subject,
                                 const service::AsOf& as_of = {});

}  // namespace minutebook::inspect
