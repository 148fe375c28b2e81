#pragma once

#include "ledger/base/result.h"
#include "ledger/store/event_store.h"

namespace minutebook::service {

/// The look at the end of the log when it is opened for writing: the last batch is there whole, its
/// positions, stream versions, categories and commands agree, and its commitments hold. Costs one
/// batch, whatever the size of the log. The store's own recovery has run before; what is wrong here
/// is damage: Errc::corruption.
Result<void> check_tail(const store::EventStore& store);

/// The checks of one event against the indexes and against itself.
Result<void> check_event(const store::EventStore& store, const store::StoredEvent& event);
/// Does the header's commitment fit salt and payload? True for a redacted event: nothing to check.
bool commitment_holds(crypto::Suite suite, const store::StoredEvent& event);

}  // namespace minutebook::service
