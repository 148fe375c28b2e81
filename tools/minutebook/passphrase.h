#pragma once

#include <filesystem>
#include <string>

#include "ledger/crypto/key.h"
#include "ledger/service/ledger.h"
#include "tools/minutebook/session.h"

namespace minutebook::cli {

/// The passphrase in the first line of `file`; without a file, of MINUTEBOOK_PASSPHRASE; else
/// asked for on the terminal without echo (twice when it is a new one). Empty when there is none
/// of these.
Result<std::string> passphrase(const Session& session, const std::string& file, bool is_new);

/// Reads a private key, with its passphrase where it needs one.
Result<crypto::PrivateKey> load_private_key(const Session& session,
                                            const std::filesystem::path& key,
                                            const std::string& passphrase_file);

/// The passphrase of the ledger's own key; empty when it is not encrypted.
Result<std::string> ledger_passphrase(const Session& session, const service::LedgerPaths& paths,
                                      const std::string& passphrase_file);

}  // namespace minutebook::cli
