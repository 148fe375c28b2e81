#pragma once

#include <filesystem>

#include "ledger/base/random.h"
#include "ledger/base/result.h"
#include "ledger/crypto/key.h"
#include "ledger/service/ledger.h"
#include "ledger/store/event_store.h"

namespace minutebook::service {

/// There from the first step of creating a ledger until the last.
std::filesystem::path unfinished_mark(const LedgerPaths& paths);

/// What the first event says besides the options.
struct GenesisFacts {
  Instant now;
  const crypto::PublicKey& key;  ///< signs the ledger's checkpoints from the first on
};

/// Writes LedgerCreated at position 0 of an empty store. Its actor is the founder in the role
/// `ledger`; no command stands behind it.
Result<void> write_genesis(store::EventStore& store, const LedgerInfo& info,
                           const CreateOptions& options, const GenesisFacts& facts, Random& random);

}  // namespace minutebook::service
