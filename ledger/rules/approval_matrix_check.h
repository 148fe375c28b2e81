#pragma once

#include <span>
#include <vector>

#include "ledger/base/text.h"
#include "ledger/rules/rulebook.h"

namespace minutebook::rules {

/// Something wrong with a matrix as a whole.
struct MatrixFault {
  std::size_t row = 0;  ///< index of the row that shows it; of a gap: the number of rows
  Bilingual what;
};

/// Rows that fit the same matter and ask for different things, unless the earlier one is an
/// exception wholly inside the later one or the stricter of two that cross; and matters for which
/// there is no row. A matrix without rows asks for nothing and has no faults.
std::vector<MatrixFault> check_matrix(std::span<const ApprovalRow> rows);

}  // namespace minutebook::rules
