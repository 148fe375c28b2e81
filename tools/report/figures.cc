#include "tools/report/figures.h"

namespace minutebook::report {
namespace {

using Json = nlohmann::ordered_json;

Json value_of(const Cell& cell, Format format, std::int16_t zone_offset_minutes) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  if (const auto* real = std::get_if<double>(&cell)) return *real;
  const std::int64_t whole = std::get<std::int64_t>(cell);
  if (format == Format::day) return format_day({static_cast<std::int32_t>(whole)});
  if (format == Format::time) return format_time({Instant{whole}, zone_offset_minutes});
  return whole;
}

bool is_absent(const Cell& cell) { return std::holds_alternative<std::monostate>(cell); }

}  // namespace

Json figures_of(const Report& report) {
  Json out = {{"title", report.title}, {"subtitle", report.subtitle}};
  for (const Sheet& sheet : report.sheets) {
    Json rows = Json::array();
    for (const Row& row : sheet.rows) {
      Json object = Json::object();
      for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
        if (is_absent(row.cells[i])) continue;
        object[sheet.columns[i].name] =
            value_of(row.cells[i], sheet.format(row, i), report.zone_offset_minutes);
      }
      rows.push_back(std::move(object));
    }
    Json totals = Json::object();
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
      const Cell total = sheet.total(i);
      if (is_absent(total)) continue;
      totals[sheet.columns[i].name] =
          value_of(total, sheet.columns[i].format, report.zone_offset_minutes);
    }
    out["sheets"].push_back({{"name", sheet.name},
                             {"title", sheet.title},
                             {"rows", std::move(rows)},
                             {"totals", std::move(totals)}});
  }
  return out;
}

}  // namespace minutebook::report
