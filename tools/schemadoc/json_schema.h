#pragma once

#include <string>

#include "tools/schemadoc/comments.h"

namespace minutebook::schemadoc {

/// docs/formats/command.schema.json: JSON Schema 2020-12 of a command.
std::string command_json_schema(const Comments& comments);

}  // namespace minutebook::schemadoc
