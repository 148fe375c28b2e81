#pragma once

#include <string>

#include "ledger/service/first_rulebook.h"
#include "tools/minutebook/session.h"

namespace minutebook::cli {

/// The rulebook file for a ledger that is to be made; its subject is named after the file. Tells
/// all that is wrong with it, and gives the exit status then.
tl::expected<service::FirstRulebook, ExitStatus> read_rulebook(Session& session,
                                                               const std::string& file);

}  // namespace minutebook::cli
