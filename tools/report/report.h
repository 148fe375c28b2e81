#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ledger/base/rfc3339.h"
#include "projections/table.h"

/// A report as tables of typed cells. Workbook, page and JSON are made from this and nothing else,
/// so they cannot say different things.
namespace minutebook::report {

enum class Format : std::uint8_t {
  text,
  number,   ///< whole
  money,    ///< fen in the cell, yuan for people
  percent,  ///< hundredths of a percent in the cell, percent for people
  day,      ///< days since 1970-01-01
  time,     ///< nanoseconds since 1970-01-01T00:00:00Z, shown in the report's zone
};

/// How a column of a read model is shown.
Format format_of(projections::ColumnType type);

/// Nothing, a text, a whole number, or a number (a percent that is a mean).
using Cell = std::variant<std::monostate, std::string, std::int64_t, double>;

/// What the last row says of a column.
enum class Total : std::uint8_t {
  none,
  sum,
  weighted_mean,  ///< by the column `weight`
};

struct Column {
  std::string name;   ///< for programs
  std::string title;  ///< for people
  Format format = Format::text;
  Total total = Total::none;
  std::size_t weight = 0;  ///< of a weighted mean: index of the column with the weights
};

struct Row {
  std::vector<Cell> cells;
  std::vector<Format> formats = {};  ///< of the cells, where they differ from their columns'
};

struct Sheet {
  std::string name;   ///< for programs
  std::string title;  ///< for people; at most 31 characters
  std::string note;   ///< what the rows are, in one sentence
  std::vector<Column> columns;
  std::vector<Row> rows;
  bool filtered = true;  ///< rows that a reader may want to choose from

  Format format(const Row& row, std::size_t column) const {
    return row.formats.empty() ? columns[column].format : row.formats[column];
  }
  bool has_totals() const;
  /// Of a column with a total, over all rows; nothing without a value in it.
  Cell total(std::size_t column) const;
};

struct Report {
  std::string title;
  std::string subtitle;
  Language language = Language::en;
  std::int16_t zone_offset_minutes = 0;
  Instant made_from;  ///< when the last event in it was recorded: the time that files carry
  std::string total_word;
  std::string nothing_word;  ///< of a table without rows
  std::vector<Sheet> sheets;
};

/// Takes control characters, and others that XML has no way to write, out of every text.
void clean(Report& report);

/// The cell in words: "1,234.50", "93.41%", "2021-03-01", "2021-03-01 09:30".
std::string text_of(const Cell& cell, Format format, std::int16_t zone_offset_minutes);
/// Columns that a text takes on paper: two for each character that is as wide as it is high.
std::size_t width_of(std::string_view text);

}  // namespace minutebook::report
