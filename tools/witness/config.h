#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/result.h"
#include "ledger/crypto/key.h"
#include "ledger/tlog/verifier_key.h"

namespace minutebook::witness {

/// Where a witness keeps what it keeps.
struct WitnessPaths {
  explicit WitnessPaths(std::filesystem::path folder) : root(std::move(folder)) {}
  std::filesystem::path root;
  std::filesystem::path config() const { return root / "witness.toml"; }
  std::filesystem::path key() const { return root / "witness.pem"; }  ///< PKCS#8, 0600
  std::filesystem::path logs() const { return root / "logs"; }
};

/// What a witness is told: who it is and whose checkpoints it cosigns.
struct WitnessConfig {
  std::string name;
  std::vector<tlog::VerifierKey> logs;  ///< several of one name: the log's keys over time
};

/// The text of witness.toml.
std::string format_config(const WitnessConfig& config);
/// The inverse; `file` is for the messages. Errc::invalid_input names the line or the key.
Result<WitnessConfig> parse_config(std::string_view text, const std::filesystem::path& file);
Result<WitnessConfig> read_config(const WitnessPaths& paths);

/// Makes a witness's folder: its key, encrypted unless the passphrase is empty, and witness.toml,
/// last, so that a crash leaves no folder that looks whole. Errc::conflict when there is anything
/// in it. Gives the key that policies name it by.
Result<tlog::VerifierKey> make_witness(const WitnessPaths& paths, const WitnessConfig& config,
                                       const crypto::PrivateKey& key, std::string_view passphrase);

/// Adds a log, or a further key of one. Errc::conflict when it is known already, Errc::locked while
/// the witness runs.
Result<void> add_log(const WitnessPaths& paths, const tlog::VerifierKey& log);

}  // namespace minutebook::witness
