#pragma once

#include <optional>
#include <string>

#include "ledger/verify/run.h"

/// What stands beside the events: the ledger's identity, the ends of the log, the newest
/// checkpoint.
namespace minutebook::verify {

/// ledger.toml and the store's identity against the first event.
void check_identity(Run& run);

/// What the writer's recovery looks at: the write-ahead log, and that the log ends where the last
/// write noted that it ends. Sets run.head, short of positions that cannot be events.
void find_head(Run& run);

/// The newest kept checkpoint as far as it can be read.
struct NewestCheckpoint {
  std::uint64_t size = 0;
  crypto::Digest root{};
  std::string note;
};
/// The note of the last signed one, the published file as read before the run began, checkpoints
/// past the head, the policy. Nothing when none is kept.
std::optional<NewestCheckpoint> check_newest(Run& run,
                                             const Result<std::optional<std::string>>& published);

/// Do tiles and a kept, validly signed checkpoint of `size` agree on the tree of that size? In
/// O(log size).
bool tree_agrees_at(Run& run, std::uint64_t size, const std::string& note);

}  // namespace minutebook::verify
