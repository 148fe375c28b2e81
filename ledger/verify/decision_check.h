#pragma once

#include "ledger/verify/run.h"

namespace minutebook::verify {

/// The levels signatures and replay: goes through the commands in order, with the state that the
/// events before each add up to. Reading and signatures are spread over the threads; deciding is
/// done in order on the calling one. After the events were checked: see Run::unsound_from.
void check_commands(Run& run);

}  // namespace minutebook::verify
