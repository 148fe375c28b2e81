#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "ledger/base/result.h"
#include "ledger/service/ledger.h"
#include "ledger/tlog/verifier_key.h"

namespace minutebook::verify {

/// A key that signed the ledger's checkpoints of some sizes, both ends included.
struct LedgerKey {
  tlog::VerifierKey key;
  std::uint64_t from_size = 0;
  std::uint64_t to_size = std::numeric_limits<std::uint64_t>::max();
};
using LedgerKeys = std::vector<LedgerKey>;

/// The keys that may have signed a checkpoint of `size`.
std::vector<tlog::VerifierKey> keys_at(const LedgerKeys& keys, std::uint64_t size);

/// The keys of a ledger over its life, from its own stream: each one handed over under the
/// signature of the one before. Believes nothing unchecked. Errc::corruption.
Result<LedgerKeys> ledger_keys(const service::Ledger& ledger);

/// An error when keys/ledger.pem is damaged or is not the key in force. One that is encrypted
/// or may not be read is left alone.
Result<void> check_key_file(const service::Ledger& ledger, const LedgerKeys& keys);

}  // namespace minutebook::verify
