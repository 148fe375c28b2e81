#pragma once

#include <string>

#include "tools/schemadoc/comments.h"

namespace minutebook::schemadoc {

/// docs/formats/commands.md
std::string commands_page(const Comments& comments);

/// docs/formats/events.md
std::string events_page(const Comments& comments);

}  // namespace minutebook::schemadoc
