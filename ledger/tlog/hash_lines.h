#pragma once

#include <string>

#include "ledger/merkle/proof.h"
#include "ledger/tlog/lines.h"

/// Merkle proofs as lines of base64, ended by an empty line. For this room's .cc files.
namespace minutebook::tlog {

/// Takes the hashes and the empty line; at most 63 hashes.
Result<merkle::Proof> read_hash_lines(What what, LineReader& lines);

std::string hash_lines(const merkle::Proof& proof);

}  // namespace minutebook::tlog
