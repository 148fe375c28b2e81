#pragma once

#include <cstdint>
#include <string>

#include "projections/table.h"

/// CSV as RFC 4180 has it: commas, CRLF, quotation marks doubled, UTF-8.
namespace minutebook::exporting {

/// The line of the columns' names, as filters have them.
std::string csv_header(const projections::Table& table);

/// A row: amounts in yuan, shares in percent, times in RFC 3339 in the zone, true and false. A text
/// that a spreadsheet would take for a formula (it begins with = + - @ or a control character) gets
/// an apostrophe before it.
std::string csv_line(const projections::Table& table, const projections::Row& row,
                     std::int16_t zone_offset_minutes);

/// The value of a column as such text, without quotation marks; empty when there is none.
std::string plain_text(const projections::Column& column, const projections::Value& value,
                       std::int16_t zone_offset_minutes);

}  // namespace minutebook::exporting
