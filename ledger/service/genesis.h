#pragma once

#include <filesystem>

#include "ledger/base/random.h"
#include "ledger/base/result.h"
#include "ledger/service/ledger.h"
#include "ledger/store/event_store.h"

namespace minutebook::service {

/// There from the first step of creating a ledger until the last.
std::filesystem::path unfinished_mark(const LedgerPaths& paths);

/// Writes LedgerCreated at position 0 of an empty store. Its actor is the founder in the role
/// `ledger`; no command stands behind it.
Result<void> write_genesis(store::EventStore& store, const LedgerInfo& info,
                           const CreateOptions& options, Instant now, Random& random);

}  // namespace minutebook::service
