#pragma once

#include <filesystem>
#include <string_view>

#include "ledger/base/result.h"
#include "ledger/crypto/key.h"

namespace minutebook::crypto {

/// Reads a PKCS#8 PEM private key. A file that group or others may read is refused with the
/// command that mends it. An encrypted key without its passphrase is Errc::unauthorised.
Result<PrivateKey> read_private_key(const std::filesystem::path& file, std::string_view passphrase);

/// True when the key in `file` needs a passphrase.
Result<bool> is_encrypted_key(const std::filesystem::path& file);

/// Writes the key to a new file that only its owner may read (0600) and syncs file and folder. An
/// existing file is never replaced (Errc::conflict). A crash here leaves either nothing, or a
/// partial file that the next write refuses to replace: the key in it was not used yet.
Result<void> write_private_key(const std::filesystem::path& file, const PrivateKey& key,
                               std::string_view passphrase);

/// Reads and writes a PEM public key (0644; an existing file is never replaced).
Result<PublicKey> read_public_key(const std::filesystem::path& file);
Result<void> write_public_key(const std::filesystem::path& file, const PublicKey& key);

}  // namespace minutebook::crypto
