#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/result.h"
#include "ledger/crypto/key.h"
#include "ledger/merkle/compact_range.h"
#include "ledger/merkle/tile.h"
#include "ledger/service/ledger.h"
#include "ledger/store/checkpoints.h"
#include "ledger/tlog/signer.h"

namespace minutebook::service {

/// Signs the log's tree heads. Before it signs, it derives the leaves of every event since the last
/// checkpoint again from the stored bytes, and compares them with the stored tiles: what was
/// flipped in memory on the way to the disk is found here and never signed. A resource; one thread.
class Publisher {
 public:
  /// Reads the last signed checkpoint and holds the log against it. Errc::corruption when the log
  /// does not begin with what was signed (an old copy put back, say): such a ledger never signs
  /// again. `key` must be the one that the ledger names.
  static Result<Publisher> open(Ledger& ledger, crypto::PrivateKey key);

  /// Signs the log as far as it is on the disk, keeps the checkpoint for good, then publishes it in
  /// the ledger's folder. Gives the one that is there when nothing was added. After an error
  /// nothing may be written to the ledger any more.
  Result<store::KeptCheckpoint> publish();

  /// Size of the tree signed last; 0 before the first.
  std::uint64_t signed_size() const { return latest_ ? latest_->size : 0; }

 private:
  Publisher(Ledger& ledger, tlog::Signer signer);
  Result<void> hold_against_the_last();
  Result<void> take_in(std::uint64_t size);

  Ledger* ledger_;
  tlog::Signer signer_;
  std::vector<tlog::VerifierKey> known_;  // every key that the ledger ever signed with
  store::CheckpointStore checkpoints_;
  merkle::CompactRange range_;  // of re-derived leaves, up to the last checkpoint
  std::optional<store::KeptCheckpoint> latest_;
};

/// The ledger's own key, as ledger.pem has it. Errc::unauthorised without its passphrase.
Result<crypto::PrivateKey> read_ledger_key(const LedgerPaths& paths, std::string_view passphrase);

/// What the ledger's folder says was published last, or nothing. Not verified.
Result<std::optional<std::string>> read_published(const LedgerPaths& paths);

/// Reads nodes of the stored tree of `size` leaves.
merkle::TileNodes stored_nodes(const store::EventStore& store, std::uint64_t size);

}  // namespace minutebook::service
