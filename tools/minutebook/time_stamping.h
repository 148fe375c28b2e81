#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "ledger/crypto/time_stamp.h"
#include "ledger/service/ledger.h"
#include "tools/minutebook/session.h"

/// RFC 3161 time stamps for checkpoints: asked for, judged, kept.
namespace minutebook::cli {

/// The certificates (PEM) by which time stamps are judged: those in `file`, else those that the
/// ledger's settings name. Nothing when none are named; an error when they cannot be read.
std::optional<Result<std::string>> time_stamp_anchors(const service::LedgerPaths& paths,
                                                      const std::string& file);

struct StampRequest {
  std::vector<std::string> urls;  ///< of authorities, asked all at once
  std::chrono::seconds wait{10};  ///< for each answer
  std::string anchors;            ///< PEM; empty: what comes is kept without being judged
  /// Also when it has a token of that authority, and as many tokens as there are authorities.
  bool again = false;
};

/// What became of asking one authority.
struct StampAnswer {
  std::string url;
  std::optional<crypto::TimeStamp> stamp;  ///< what was kept
  std::optional<Error> error;              ///< why nothing was
};

struct Stamped {
  std::uint64_t size = 0;  ///< of the checkpoint
  std::vector<StampAnswer> answers;
};

/// Asks about the newest checkpoint and keeps each token that is over it and, with anchors, holds.
/// An authority that fails is in the answers; errors are the ledger's own. The ledger is open for
/// writing. Blocks for about `wait` at most.
Result<Stamped> gather_time_stamps(service::Ledger& ledger, const StampRequest& request);

/// `checkpoint --time-stamp`: asks and prints. The exit status is that of the first that failed.
ExitStatus ask_authorities(Session& session, service::Ledger& ledger,
                           const std::vector<std::string>& urls, const std::string& anchors_file);

/// What a writing command does at its end: asks the witnesses of LEDGER/witnesses.policy and the
/// authorities of LEDGER/settings.toml about the newest checkpoint. Nothing that goes wrong here is
/// a failure of what was recorded: it is said on stderr, and the next checkpoint is another chance.
void ask_outsiders(Session& session, service::Ledger& ledger);

}  // namespace minutebook::cli
