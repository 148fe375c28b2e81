#pragma once

#include <vector>

#include "projections/query/statistics.h"
#include "projections/query/subject_names.h"
#include "tools/report/quarterly.h"

/// Sheets of the quarterly report that add up.
namespace minutebook::report {

/// All that is counted; read once.
struct KeyFigures {
  projections::OrganizationTree tree;
  std::vector<projections::StatisticRow> year;  ///< this year's quarters, and the one before this
  std::vector<projections::StockRow> stock;
  std::vector<projections::RunningRow> running;
  std::vector<projections::StockRow> stock_before;  ///< at the end of the quarter before
  std::vector<projections::RunningRow> running_before;
};
Result<KeyFigures> key_figures(const projections::Database& database,
                               const projections::QuarterQuestion& question);

/// This quarter, the one before, the year so far; what there is at the end.
Sheet summary_sheet(const KeyFigures& figures, const projections::QuarterQuestion& question);
/// The organization's own level and each branch right below it with everything under it: together
/// the whole.
Sheet branch_sheet(const KeyFigures& figures, const projections::QuarterQuestion& question);
/// Each organization by itself.
Sheet organization_sheet(const KeyFigures& figures, const projections::QuarterQuestion& question);
/// Matters by step and mode.
Sheet step_sheet(const KeyFigures& figures, const projections::QuarterQuestion& question);
/// Organization × mode × milestone.
Sheet statistics_sheet(const KeyFigures& figures, const projections::QuarterQuestion& question);
/// Ledger, organization, position, checkpoint, and how to verify.
Sheet about_sheet(const KeyFigures& figures, const projections::QuarterQuestion& question,
                  const Provenance& provenance);

}  // namespace minutebook::report
