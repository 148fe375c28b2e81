#pragma once

#include <filesystem>
#include <string>

#include "tools/report/report.h"

namespace minutebook::report {

/// The report as one HTML page that needs nothing else: no script, no other file. Prints on A4.
std::string page_of(const Report& report);

/// Writes the page. The file is there as a whole or not at all; one that was there is replaced.
Result<void> write_page(const Report& report, const std::filesystem::path& file);

}  // namespace minutebook::report
