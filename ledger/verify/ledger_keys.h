#pragma once

#include <cstdint>
#include <vector>

#include "ledger/base/result.h"
#include "ledger/service/ledger.h"
#include "ledger/service/ledger_keys.h"
#include "ledger/tlog/verifier_key.h"

namespace minutebook::verify {

/// From the ledger's own stream: service::ledger_keys().
using LedgerKeys = std::vector<service::LedgerKey>;

/// The keys that may have signed a checkpoint of `size`.
std::vector<tlog::VerifierKey> keys_at(const LedgerKeys& keys, std::uint64_t size);

/// An error when keys/ledger.pem is damaged or is not the key in force. One that is encrypted
/// or may not be read is left alone.
Result<void> check_key_file(const service::Ledger& ledger, const LedgerKeys& keys);

}  // namespace minutebook::verify
