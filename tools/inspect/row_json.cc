#include "tools/inspect/row_json.h"

#include "ledger/base/rfc3339.h"

namespace minutebook::inspect {

using projections::Column;
using projections::ColumnType;
using projections::Value;

std::string json_name(const Column& column) {
  const std::string name(column.name);
  return column.type == ColumnType::money ? name + "Fen" : name;
}

Json value_json(const Column& column, const Value& value, std::int16_t zone_offset_minutes) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* real = std::get_if<double>(&value)) return *real;
  const auto* const number = std::get_if<std::int64_t>(&value);
  if (number == nullptr) return nullptr;
  switch (column.type) {
    case ColumnType::flag:
      return *number != 0;
    case ColumnType::moment:
      return format_time({Instant{*number}, zone_offset_minutes});
    case ColumnType::day:
      return format_day(Day{static_cast<std::int32_t>(*number)});
    case ColumnType::quarter:
      return std::to_string(*number / 4) + "Q" + std::to_string(*number % 4 + 1);
    default:
      return *number;
  }
}

Json row_json(const projections::Table& table, const projections::Row& row,
              std::int16_t zone_offset_minutes) {
  Json json = Json::object();
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Column& column = table.columns[i];
    if (std::holds_alternative<std::monostate>(row[i])) continue;
    json[json_name(column)] = value_json(column, row[i], zone_offset_minutes);
  }
  return json;
}

}  // namespace minutebook::inspect
