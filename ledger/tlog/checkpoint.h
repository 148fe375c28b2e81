#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/result.h"
#include "ledger/merkle/proof.h"
#include "ledger/tlog/note.h"

/// Signed tree heads (C2SP tlog-checkpoint): the text of a note. Pure.
///
///   <origin>
///   <tree size, decimal>
///   <root hash, base64>
///   <extension lines, none of them empty>
namespace minutebook::tlog {

struct Checkpoint {
  std::string origin;  ///< the ledger's name: 1 to 255 bytes, one line
  merkle::TreeHead head;
  std::vector<std::string> extensions;
  bool operator==(const Checkpoint&) const = default;
};

/// Reads a note's text. Errc::invalid_input unless serialize() would give back the same bytes.
Result<Checkpoint> parse_checkpoint(std::string_view note_text);
/// The note's text. Errc::invalid_input when it would not be read back.
Result<std::string> serialize(const Checkpoint& checkpoint);

/// What an RFC 3161 time stamp of a checkpoint is over: SHA-256 of the note's text, without its
/// signatures, in every suite.
crypto::Digest time_stamped_digest(std::string_view note_text);

/// A checkpoint with the verified signatures on it.
struct OpenedCheckpoint {
  Checkpoint checkpoint;
  OpenedNote note;
};

/// Opens the signed checkpoint of one ledger: it must be signed by a log key of `known` whose name
/// is the checkpoint's origin (Errc::unauthorised otherwise). Cosignatures by other known keys are
/// verified too. A checkpoint of another ledger is never opened.
Result<OpenedCheckpoint> open_checkpoint(std::string_view signed_note,
                                         std::span<const VerifierKey> known);

}  // namespace minutebook::tlog
