#include "tools/minutebook/row_text.h"

#include <fmt/format.h>

#include "tools/inspect/row_json.h"
#include "tools/minutebook/display.h"
#include "tools/minutebook/words.h"

namespace minutebook::cli {

using projections::Column;
using projections::ColumnType;

std::string cell_text(const Render& render, const Column& column, const projections::Value& value) {
  if (std::holds_alternative<std::monostate>(value)) {
    return word("ui.value.none", render.language());
  }
  if (const auto* text = std::get_if<std::string>(&value)) {
    if (column.name == "subject" || column.name == "stream") return *text;
    if (column.type == ColumnType::word) {
      return projections::word_label(render.language(), column, *text);
    }
    // A text stays as it is, even one that reads like a time.
    if (column.type == ColumnType::text) return one_line(*text);
    return render.value(column.name, Json(*text));
  }
  if (const auto* real = std::get_if<double>(&value)) return fmt::format("{:.2f}", *real);
  const auto number = std::get<std::int64_t>(value);
  switch (column.type) {
    case ColumnType::position:
      return "#" + std::to_string(number);
    case ColumnType::share:
      // A share in percent, or points.
      return render.value(column.name == "meanPoints" ? "score" : "share", Json(number));
    case ColumnType::number:
      return std::to_string(number);
    case ColumnType::moment:
      return render.time(Instant{number});
    default:
      return render.value(inspect::json_name(column), inspect::value_json(column, value, 0));
  }
}

bool is_number(ColumnType type) {
  return type == ColumnType::number || type == ColumnType::money || type == ColumnType::share ||
         type == ColumnType::position;
}

}  // namespace minutebook::cli
