#pragma once

namespace minutebook::cli {

/// From now on SIGINT and SIGTERM only set a flag, so that a command ends between two writes; a
/// second one ends the process at once (the ledger recovers). SIGPIPE is ignored: writes report it.
void watch_signals();

/// Has SIGINT or SIGTERM come?
bool interrupted();

}  // namespace minutebook::cli
