#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "ledger/merkle/proof.h"
#include "ledger/store/raw_scan.h"
#include "ledger/verify/run.h"

namespace minutebook::verify {

/// A kept checkpoint as far as it can be checked without the tree.
struct ReadCheckpoint {
  std::uint64_t size = 0;  ///< under which it is kept
  std::string note;
  /// What it claims; nothing when it cannot be read.
  std::optional<crypto::Digest> root;
};

/// Checks one note: form, size, the ledger's signature, cosignatures by the policy's witnesses.
ReadCheckpoint check_note(Run& run, std::uint64_t size, std::string note);

/// Walks the kept checkpoints of some sizes, checking each note and its time stamps.
class CheckpointScan {
 public:
  /// Those of size `first` to `last`.
  CheckpointScan(Run& run, std::uint64_t first, std::uint64_t last);
  /// The next one; nothing at the end.
  std::optional<ReadCheckpoint> next();

 private:
  void take_time_stamp(std::uint64_t size, std::uint8_t number, ByteSpan token);
  void take_note(std::uint64_t size, const std::string& note);

  Run& run_;
  store::RawScan scan_;
  std::optional<std::uint64_t> last_size_;
  std::optional<crypto::Digest> stamped_;  // what its time stamps are over; none: no note
  unsigned time_stamps_ = 0;
};

}  // namespace minutebook::verify
