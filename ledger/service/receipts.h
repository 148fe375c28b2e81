#pragma once

#include "ledger/base/result.h"
#include "ledger/service/outcome.h"
#include "ledger/store/event_store.h"

namespace minutebook::service {

/// The outcome that a recorded command had, read back from its events: the same receipt again.
Result<Outcome> recorded_outcome(const store::EventStore& store, const CommandId& id,
                                 const store::CommandRecord& record);

/// What a second command under a used id gets.
Invalid id_used_before(const CommandId& id, Position first);

}  // namespace minutebook::service
