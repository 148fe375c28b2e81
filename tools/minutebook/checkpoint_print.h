#pragma once

#include <optional>
#include <string>

#include "ledger/service/lag.h"
#include "ledger/store/checkpoints.h"
#include "tools/minutebook/session.h"

/// Kept checkpoints as people and programs see them. Nothing is verified here but time stamps, and
/// those only by certificates that are given: `verify` is for the rest.
namespace minutebook::cli {

struct CheckpointView {
  std::string anchors;  ///< PEM by which time stamps are judged; empty: shown as they claim
  std::optional<service::WitnessLag> lag = {};  ///< shown beside the newest checkpoint
  std::int16_t zone_offset_minutes = 0;         ///< for people
};

/// The note verbatim on standard output, what bounds its time on stderr; with --json an object.
Result<void> print_checkpoint(Session& session, const store::KeptCheckpoint& kept,
                              const CheckpointView& view);
/// All of them: a table, or with --json an object each.
Result<void> print_checkpoints(Session& session, const store::CheckpointStore& checkpoints,
                               const CheckpointView& view);

}  // namespace minutebook::cli
