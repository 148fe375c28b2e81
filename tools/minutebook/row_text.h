#pragma once

#include <string>

#include "projections/query/kind.h"
#include "tools/minutebook/render.h"

namespace minutebook::cli {

/// A value of a list for people: enumerations, subjects and amounts in words. The subject that a
/// row is about stays an id, to ask further with.
std::string cell_text(const Render& render, const projections::Column& column,
                      const projections::Value& value);

/// True when such values stand to the right.
bool is_number(projections::ColumnType type);

}  // namespace minutebook::cli
