#include "projections/query/quarterly.h"

#include <array>

namespace minutebook::projections {

std::span<const QuarterlyTable> quarterly_tables() {
  static const std::array all{quarterly_matters,     quarterly_worklist,       quarterly_findings,
                              quarterly_decisions,   quarterly_votes,          quarterly_approvals,
                              quarterly_filings,     quarterly_selections,     quarterly_contracts,
                              quarterly_evaluations, quarterly_rectifications, quarterly_venues,
                              quarterly_items,       quarterly_reports,        quarterly_letters};
  return all;
}

}  // namespace minutebook::projections
