#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/base/clock.h"
#include "ledger/base/ids.h"
#include "ledger/base/result.h"
#include "ledger/merkle/proof.h"

/// What a backup says of one generation: generations/N/manifest.toml. Written last, so that a
/// generation with a manifest is whole.
namespace minutebook::service {

struct BackupManifest {
  std::uint32_t generation = 0;
  LedgerId ledger;
  std::string name;
  Instant made_at;
  std::uint64_t events = 0;                    ///< in its database
  std::optional<merkle::TreeHead> checkpoint;  ///< the last one that its database keeps
  std::optional<merkle::TreeHead> published;   ///< what was published when it was made
  bool with_keys = false;
  /// SHA-256, hexadecimal, of the files beside the manifest, by their relative paths.
  std::map<std::string, std::string> files;
  bool operator==(const BackupManifest&) const = default;
};

std::string format_manifest(const BackupManifest& manifest);
/// Errc::invalid_input names `file` and the entry that is wrong.
Result<BackupManifest> parse_manifest(std::string_view text, const std::filesystem::path& file);

/// The tree head in a signed note; no signature is verified.
Result<merkle::TreeHead> head_of_note(std::string_view note);

/// Why nobody need be told any more, with every command, that a ledger was restored.
struct Settlement {
  Instant at;
  /// Witnesses cosigned a checkpoint past the restored one; else an operator acknowledged it.
  bool by_witnesses = false;
  bool operator==(const Settlement&) const = default;
};

/// What restoring leaves in the ledger's folder, the file `restored`: this ledger is a copy of an
/// earlier moment. It stays, for whoever asks later.
struct RestoredMark {
  Instant restored_at;
  Instant made_at;  ///< of the generation
  std::uint32_t generation = 0;
  std::uint64_t events = 0;
  std::optional<merkle::TreeHead> checkpoint;  ///< the last one that the database keeps
  std::optional<merkle::TreeHead> published;   ///< the newest one that the backup knows
  std::optional<Settlement> settled = {};
  /// True when more was signed than the log holds: this ledger must not sign.
  bool is_behind() const {
    return published && published->size > (checkpoint ? checkpoint->size : 0);
  }
  bool operator==(const RestoredMark&) const = default;
};

std::string format_mark(const RestoredMark& mark);
/// Errc::invalid_input names `file` and the entry that is wrong.
Result<RestoredMark> parse_mark(std::string_view text, const std::filesystem::path& file);
/// Nothing when the ledger in `root` was never restored.
Result<std::optional<RestoredMark>> read_restored_mark(const std::filesystem::path& root);

/// Notes in the mark of the ledger in `root` that it is settled. False without a mark, or when it
/// is settled already. Errc::conflict when the ledger is behind what was published: that stays so.
Result<bool> settle_restored_mark(const std::filesystem::path& root, const Settlement& settlement);

}  // namespace minutebook::service
