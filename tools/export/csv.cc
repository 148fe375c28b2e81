#include "tools/export/csv.h"

#include <cstdlib>

#include "projections/query/quarter.h"

namespace minutebook::exporting {
namespace {

using projections::Column;
using projections::ColumnType;

std::string hundredths(std::int64_t value) {
  const std::int64_t size = std::abs(value);
  const std::string cents = std::to_string(100 + size % 100).substr(1);
  return (value < 0 ? "-" : "") + std::to_string(size / 100) + "." + cents;
}

bool is_text(ColumnType type) {
  return type == ColumnType::text || type == ColumnType::word || type == ColumnType::subject ||
         type == ColumnType::digest;
}

/// Spreadsheets take such a cell for a formula, and a formula may call programs.
bool looks_like_formula(std::string_view text) {
  if (text.empty()) return false;
  const char first = text.front();
  return first == '=' || first == '+' || first == '-' || first == '@' ||
         static_cast<unsigned char>(first) < 0x20;
}

std::string enclosed(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char byte : text) {
    if (byte == '"') out += '"';
    out += byte;
  }
  return out + '"';
}

}  // namespace

std::string plain_text(const Column& column, const projections::Value& value,
                       std::int16_t zone_offset_minutes) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  const auto* number = std::get_if<std::int64_t>(&value);
  if (number == nullptr) return "";
  switch (column.type) {
    case ColumnType::money:
    case ColumnType::share:
      return hundredths(*number);
    case ColumnType::flag:
      return *number == 0 ? "false" : "true";
    case ColumnType::moment:
      return format_time({Instant{*number}, zone_offset_minutes});
    case ColumnType::day:
      return format_day({static_cast<std::int32_t>(*number)});
    case ColumnType::quarter:
      return projections::format_quarter({*number});
    default:
      return std::to_string(*number);
  }
}

std::string csv_header(const projections::Table& table) {
  std::string line;
  for (const Column& column : table.columns) {
    line += (line.empty() ? "" : ",") + std::string(column.name);
  }
  return line + "\r\n";
}

std::string csv_line(const projections::Table& table, const projections::Row& row,
                     std::int16_t zone_offset_minutes) {
  std::string line;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Column& column = table.columns[i];
    std::string text = plain_text(column, row[i], zone_offset_minutes);
    if (is_text(column.type) && looks_like_formula(text)) text.insert(0, 1, '\'');
    line += (i == 0 ? "" : ",") + enclosed(text);
  }
  return line + "\r\n";
}

}  // namespace minutebook::exporting
