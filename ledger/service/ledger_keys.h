#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "ledger/base/result.h"
#include "ledger/service/ledger.h"
#include "ledger/tlog/verifier_key.h"

namespace minutebook::service {

/// A key with which the ledger signs checkpoints, as its own stream says.
struct LedgerKey {
  tlog::VerifierKey key;
  std::uint64_t above = 0;             ///< it signs trees larger than this
  std::optional<std::uint64_t> up_to;  ///< and, once replaced, not larger than this

  bool signs(std::uint64_t tree_size) const {
    return tree_size > above && (!up_to || tree_size <= *up_to);
  }
};

/// All of them, the one in force last. Reads the ledger's own stream only. Errc::corruption when
/// there is none.
Result<std::vector<LedgerKey>> ledger_keys(const Ledger& ledger);

/// The keys alone: what opens a checkpoint of any age.
std::vector<tlog::VerifierKey> verifiers(const std::vector<LedgerKey>& keys);

}  // namespace minutebook::service
