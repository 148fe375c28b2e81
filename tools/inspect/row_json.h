#pragma once

#include <cstdint>
#include <string>

#include "projections/query/kind.h"
#include "tools/inspect/changes.h"

namespace minutebook::inspect {

/// What a column is called in JSON: amounts are in fen and say so, as in commands and events.
std::string json_name(const projections::Column& column);

/// A value as JSON: times in RFC 3339 in the zone, days, "2021Q2", true and false, fen and
/// hundredths as whole numbers, everything else as it is.
Json value_json(const projections::Column& column, const projections::Value& value,
                std::int16_t zone_offset_minutes);

/// A row of a list; what is absent is left out.
Json row_json(const projections::Table& table, const projections::Row& row,
              std::int16_t zone_offset_minutes);

}  // namespace minutebook::inspect
