#pragma once

#include <optional>
#include <string>

#include "ledger/service/lag.h"
#include "ledger/service/ledger.h"
#include "tools/minutebook/session.h"

namespace minutebook::cli {

/// Asks the witnesses of a policy file to cosign the newest checkpoint, keeps what they give, and
/// prints what each answered (`quietly`: on stderr, and only what is not well). A witness that saw
/// another history is a fault; one that is out of reach leaves the checkpoint not yet witnessed
/// (ExitStatus::unreachable). The ledger is open for writing, and nobody else signs meanwhile.
ExitStatus ask_witnesses(Session& session, service::Ledger& ledger, const std::string& policy_file,
                         bool quietly = false);

/// How far the checkpoints that meet a policy are behind: of `policy_file`, else of
/// LEDGER/witnesses.policy. Nothing when there is neither.
Result<std::optional<service::WitnessLag>> lag_of(const service::Ledger& ledger,
                                                  const std::string& policy_file);

}  // namespace minutebook::cli
