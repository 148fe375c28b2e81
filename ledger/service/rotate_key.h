#pragma once

#include <string>

#include "ledger/base/clock.h"
#include "ledger/base/random.h"
#include "ledger/base/result.h"
#include "ledger/crypto/key.h"
#include "ledger/service/ledger.h"

namespace minutebook::service {

struct RotateOptions {
  std::string reason;
  std::string old_passphrase = {};
  std::string new_passphrase = {};  ///< encrypts the new key; empty: not encrypted
};

struct RotatedKey {
  crypto::PublicKey key;           ///< in force now
  Position position;               ///< of LedgerKeyRotated
  std::filesystem::path replaced;  ///< where the old private key went: to be destroyed
};

/// Gives the ledger a new signing key: a last checkpoint by the old one, the new key recorded under
/// the old one's signature, the files exchanged, a first checkpoint by the new one. A crash in
/// between is finished by the next call, with the same passphrases. The ledger is open for writing,
/// without a writer.
Result<RotatedKey> rotate_ledger_key(Ledger& ledger, const RotateOptions& options, Clock& clock,
                                     Random& random);

}  // namespace minutebook::service
