#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/base/bytes.h"
#include "ledger/base/result.h"
#include "ledger/merkle/proof.h"
#include "ledger/tlog/policy.h"

/// Offline proofs that an entry is in a ledger (C2SP tlog-proof), the substance of a receipt. Pure.
///
///   c2sp.org/tlog-proof@v1
///   extra <base64>                   optional, not authenticated
///   index <0-based index, decimal>
///   <base64 of a hash>               one line each, from the leaf's sibling up; 0 to 63 of them
///   <empty line>
///   <signed checkpoint, verbatim>
namespace minutebook::tlog {

/// A proof as it was read: nothing in it is verified.
struct TlogProof {
  std::optional<Bytes> extra;  ///< never to be trusted
  std::uint64_t index = 0;
  merkle::Proof hashes;
  std::string checkpoint;  ///< the signed note's bytes
  bool operator==(const TlogProof&) const = default;
};

/// Errc::invalid_input unless serialize() would give back the same bytes. More than 63 hashes or
/// limits::max_tlog_proof_bytes are refused before they are read.
Result<TlogProof> parse_proof(std::string_view bytes);
/// The file's bytes. Errc::invalid_input when they would not be read back.
Result<std::string> serialize(const TlogProof& proof);

/// Verifies everything: the checkpoint against the policy, then that `leaf_hash` is at the proof's
/// index in that tree. A proof of a ledger that the policy does not list is Errc::unauthorised.
Result<TrustedCheckpoint> verify_proof(merkle::Suite suite, const TlogProof& proof,
                                       const merkle::Digest& leaf_hash, const Policy& policy);

}  // namespace minutebook::tlog
