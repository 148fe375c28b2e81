#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "ledger/base/result.h"
#include "ledger/tlog/checkpoint.h"
#include "ledger/tlog/cosignature.h"
#include "ledger/tlog/verifier_key.h"
#include "tools/witness/files.h"
#include "tools/witness/history.h"

namespace minutebook::witness {

/// The last checkpoint of a log that this witness cosigned.
struct Held {
  tlog::Checkpoint checkpoint;
  std::string note;  ///< signed by the log, cosigned by this witness
  tlog::NoteSignature cosignature;
  tlog::PosixSeconds time = 0;
};

/// What a witness keeps of one log, in two files named after the origin's digest: `.checkpoint`,
/// the last note it cosigned, and `.history`. Both are written before a cosignature is given out,
/// the history first. After a crash between the two, opening carries the checkpoint on to where the
/// history is: ahead of what was given out, never behind it. A resource; one thread at a time.
class LogRecord {
 public:
  /// Whose files, and the keys that must have signed what is in them.
  struct Identity {
    std::string origin;
    std::vector<tlog::VerifierKey> log_keys;
    tlog::VerifierKey witness_key;
  };
  /// Errc::corruption when the held checkpoint is not signed by the log and by this witness.
  static Result<LogRecord> open(const std::filesystem::path& folder, Identity identity,
                                FaultHook fault);

  const std::optional<Held>& held() const { return held_; }
  const Identity& identity() const { return identity_; }

  /// Keeps what is about to be given out. After an error nobody knows what the disk holds: this
  /// record then refuses everything with Errc::io until it is opened again.
  Result<void> keep(const HistoryEntry& cosigned);
  /// Keeps the evidence of a refusal, once for each checkpoint. Errors are as of keep().
  Result<void> keep_refusal(const HistoryEntry& refused);

 private:
  LogRecord(std::filesystem::path stem, Identity identity, FaultHook fault)
      : stem_(std::move(stem)), identity_(std::move(identity)), fault_(std::move(fault)) {}
  std::filesystem::path file(const char* extension) const { return stem_.string() + extension; }
  Result<Held> open_held(std::string_view note) const;
  Result<void> recover();
  Result<void> check_usable() const;
  Result<void> latched(Result<void> written);

  std::filesystem::path stem_;
  Identity identity_;
  FaultHook fault_;
  std::optional<Held> held_;
  std::vector<std::string> refused_;  // texts of checkpoints whose refusal is kept already
  bool broken_ = false;
};

/// The history file of that origin in a witness's folder of logs.
std::filesystem::path history_file(const std::filesystem::path& folder, std::string_view origin);

}  // namespace minutebook::witness
