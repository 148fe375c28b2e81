#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "projections/query/statistics.h"

/// The tables of a quarterly report: what was done in the quarter, and what was open at its end.
namespace minutebook::projections {

/// What stands below a column of such a table.
enum class Total : std::uint8_t {
  none,
  sum,
  mean_by_respondents,  ///< weighted by the table's column "respondents"
};

struct QuarterlyColumn {
  std::string_view name;  ///< the label is report.column.NAME
  ColumnType type = ColumnType::text;
  std::string_view enumeration = {};  ///< of a word
  Total total = Total::none;
};

struct QuarterlyTable {
  std::string_view name;  ///< the labels are report.sheet.NAME and report.about_sheet.NAME
  std::string_view view;  ///< the file that its rows are in
  std::span<const QuarterlyColumn> columns;
  std::string_view sql;  ///< as for ask(); its columns are these columns
};

/// In the order in which a reader wants them.
std::span<const QuarterlyTable> quarterly_tables();

// Parts of the above.
extern const QuarterlyTable quarterly_matters;
extern const QuarterlyTable quarterly_decisions;
extern const QuarterlyTable quarterly_votes;
extern const QuarterlyTable quarterly_approvals;
extern const QuarterlyTable quarterly_filings;
extern const QuarterlyTable quarterly_selections;
extern const QuarterlyTable quarterly_contracts;
extern const QuarterlyTable quarterly_venues;
extern const QuarterlyTable quarterly_evaluations;
extern const QuarterlyTable quarterly_rectifications;
extern const QuarterlyTable quarterly_items;
extern const QuarterlyTable quarterly_reports;
extern const QuarterlyTable quarterly_letters;
extern const QuarterlyTable quarterly_findings;
extern const QuarterlyTable quarterly_worklist;

}  // namespace minutebook::projections
