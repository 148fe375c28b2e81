#pragma once

#include <nlohmann/json.hpp>

#include "tools/report/report.h"

namespace minutebook::report {

/// The report for programs: every sheet with its rows by column name, and its totals. Money is in
/// fen, shares in hundredths of a percent, days and times as text; what is absent is left out.
nlohmann::ordered_json figures_of(const Report& report);

}  // namespace minutebook::report
