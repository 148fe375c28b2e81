#pragma once

#include <filesystem>

#include "tools/export/list_database.h"
#include "tools/report/report.h"

namespace minutebook::exporting {

/// The list as a workbook in a language: a sheet of its rows with the totals of its amounts, and
/// one that says what it was read from. Errc::invalid_input when there are more rows than a sheet
/// holds.
Result<report::Report> list_book(const projections::ViewsReader& views,
                                 const projections::ListQuestion& question, const Facts& facts,
                                 Language language);

}  // namespace minutebook::exporting
