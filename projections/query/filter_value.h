#pragma once

#include <cstdint>
#include <string_view>

#include "ledger/base/result.h"
#include "projections/query/filter.h"
#include "projections/table.h"

namespace minutebook::projections {

/// True when values of the column have an order that `<` and `A..B` may ask for.
bool is_ordered(ColumnType type);

/// What `text` says as a value of the column. The message says how such values are written.
Result<FilterValue> read_filter_value(const Column& column, std::string_view text,
                                      std::int16_t zone_offset_minutes);

/// From the first of `first` to the last of `last`, both included.
Result<FilterValue> range_of(const FilterValue& first, const FilterValue& last);

}  // namespace minutebook::projections
