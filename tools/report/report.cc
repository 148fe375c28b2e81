#include "tools/report/report.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace minutebook::report {
namespace {

std::optional<double> number_of(const Cell& cell) {
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&cell)) return *real;
  return std::nullopt;
}

/// "1,234,567".
std::string grouped(std::int64_t value) {
  std::string digits = std::to_string(value < 0 ? -value : value);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return (value < 0 ? "-" : "") + digits;
}

/// Hundredths as "1,234.50".
std::string with_two_decimals(std::int64_t hundredths) {
  const std::int64_t size = std::abs(hundredths);
  const std::string cents = std::to_string(100 + size % 100).substr(1);
  return (hundredths < 0 ? "-" : "") + grouped(size / 100) + "." + cents;
}

std::string time_text(std::int64_t ns, std::int16_t zone_offset_minutes) {
  std::string text = format_time({Instant{ns}, zone_offset_minutes}).substr(0, 16);
  text[10] = ' ';
  return text;
}

/// Tabs and line ends become spaces as well: a cell is one line of text.
void clean_text(std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0x7F) text[i] = ' ';
    // U+FFFE and U+FFFF
    if (byte == 0xEF &&
        (text.compare(i, 3, "\xEF\xBF\xBE") == 0 || text.compare(i, 3, "\xEF\xBF\xBF") == 0)) {
      text.replace(i, 3, "?");
    }
  }
}

}  // namespace

Format format_of(projections::ColumnType type) {
  using projections::ColumnType;
  switch (type) {
    case ColumnType::number:
    case ColumnType::position:
      return Format::number;
    case ColumnType::money:
      return Format::money;
    case ColumnType::share:
      return Format::percent;
    case ColumnType::moment:
      return Format::time;
    case ColumnType::day:
      return Format::day;
    default:
      return Format::text;
  }
}

void clean(Report& report) {
  clean_text(report.title);
  clean_text(report.subtitle);
  for (Sheet& sheet : report.sheets) {
    for (Row& row : sheet.rows) {
      for (Cell& cell : row.cells) {
        if (auto* text = std::get_if<std::string>(&cell)) clean_text(*text);
      }
    }
  }
}

bool Sheet::has_totals() const {
  return !rows.empty() && std::ranges::any_of(columns, [](const Column& column) {
    return column.total != Total::none;
  });
}

Cell Sheet::total(std::size_t column) const {
  if (columns[column].total == Total::none) return {};
  std::int64_t sum = 0;
  double weighted = 0;
  double weights = 0;
  bool any = false;
  for (const Row& row : rows) {
    const Cell& cell = row.cells[column];
    const auto number = number_of(cell);
    if (!number) continue;
    any = true;
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) sum += *whole;
    const double weight = number_of(row.cells[columns[column].weight]).value_or(0);
    weighted += *number * weight;
    weights += weight;
  }
  if (!any) return {};
  if (columns[column].total == Total::sum) return sum;
  if (weights == 0) return {};
  return weighted / weights;
}

std::string text_of(const Cell& cell, Format format, std::int16_t zone_offset_minutes) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  const auto number = number_of(cell);
  if (!number) return "";
  const std::int64_t whole = std::llround(*number);
  switch (format) {
    case Format::money:
      return with_two_decimals(whole);
    case Format::percent:
      return with_two_decimals(whole) + "%";
    case Format::day:
      return format_day({static_cast<std::int32_t>(whole)});
    case Format::time:
      return time_text(whole, zone_offset_minutes);
    case Format::text:
    case Format::number:
      return grouped(whole);
  }
  return "";
}

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (const char byte : text) {
    const auto value = static_cast<unsigned char>(byte);
    if ((value & 0xC0) == 0x80) continue;  // goes on with a character
    width += value >= 0xE3 ? 2 : 1;        // from U+3000 on: Chinese, full-width signs
  }
  return width;
}

}  // namespace minutebook::report
