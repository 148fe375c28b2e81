#pragma once

#include <span>
#include <string>
#include <vector>

#include "projections/runner.h"
#include "tools/minutebook/session.h"
#include "tools/minutebook/view.h"

/// The read models of a ledger, for subcommands that ask them.
namespace minutebook::cli {

/// LEDGER/views, or the folder of --views.
std::filesystem::path views_directory(const Session& session, const service::Ledger& ledger);
/// Where the read models are.
projections::Runner runner_of(const Session& session, View& view);

/// Brings a view to the head of the log, with a progress bar; builds anew what has to be, and tells
/// people why. Errc::cancelled when it was interrupted.
Result<projections::Followed> bring_up_to_date(Session& session, projections::Runner& runner,
                                               const projections::View& view);

}  // namespace minutebook::cli
