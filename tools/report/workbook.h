#pragma once

#include <filesystem>

#include "tools/report/report.h"

namespace minutebook::report {

/// Writes the report as an XLSX workbook, a sheet each: frozen headers, filters, totals as formulas
/// whose values are in the file as well. Equal reports give equal bytes. The file is there as a
/// whole or not at all; one that was there is replaced.
Result<void> write_workbook(const Report& report, const std::filesystem::path& file);

}  // namespace minutebook::report
