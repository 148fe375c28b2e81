#pragma once

#include "ledger/domain/directory.h"
#include "ledger/verify/command_group.h"

namespace minutebook::verify {

/// Did the actor of an accepted command hold its role, for any organization or in any body, on the
/// day of the act, as far as `directory` knew then? For what, the level replay tells.
void check_role(Run& run, const domain::Directory& directory, const CommandGroup& group);

}  // namespace minutebook::verify
