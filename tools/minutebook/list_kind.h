#pragma once

#include "tools/minutebook/commands.h"

namespace minutebook::cli {

/// `list KIND` and `list --kinds`, on the subcommand `list`.
void add_kind_lists(Commands& commands, CLI::App* list);

}  // namespace minutebook::cli
