#pragma once

#include <cstdint>
#include <functional>

#include "ledger/crypto/digest.h"
#include "tools/inspect/history.h"

/// One digest of all states, equal on every machine and compiler: docs/formats/replay-digest.md.
namespace minutebook::inspect {

/// Over the states of one subject, after each of its events.
class SubjectDigest {
 public:
  explicit SubjectDigest(const Subject& subject);
  void add(Position position, const std::string& description);
  crypto::Digest finish() { return hasher_.finish(); }

 private:
  crypto::Hasher hasher_;
};

struct LedgerDigest {
  crypto::Digest digest{};
  std::uint64_t subjects = 0;
  std::uint64_t events = 0;  ///< that the states take in
};

/// Over the last state of every subject of the ledger then. Memory is bounded by master data and
/// the largest subject. `progress` gets the number of events taken in so far; false stops with
/// Errc::cancelled.
Result<LedgerDigest> digest_of_ledger(const service::Ledger& ledger, const service::AsOf& as_of,
                                      const std::function<bool(std::uint64_t)>& progress);

}  // namespace minutebook::inspect
