#pragma once

#include "projections/query/kind.h"
#include "tools/minutebook/session.h"

namespace minutebook::cli {

/// What lists there are and what may be asked of them; of one when it is given, else of all.
ExitStatus print_kinds(Session& session, const projections::Kind* only);

}  // namespace minutebook::cli
