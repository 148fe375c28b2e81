#pragma once

#include <optional>

#include "tools/minutebook/session.h"
#include "tools/mirror/mirror.h"

namespace minutebook::cli {

/// One round, with its outcome printed; nothing when it may be tried again later.
std::optional<ExitStatus> run_round(Session& session, mirror::Mirror& copy, bool follow);

}  // namespace minutebook::cli
