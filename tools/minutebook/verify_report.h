#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "ledger/verify/report.h"

namespace minutebook::cli {

/// docs/formats/verification-report.md describes both.
nlohmann::ordered_json fault_json(const verify::Fault& fault);
/// `with_faults`: the list too, and not only their number.
nlohmann::ordered_json report_json(const verify::Report& report, bool with_faults);
/// A page in both languages that needs nothing else, to be read on a screen or printed.
std::string report_html(const verify::Report& report);
/// `FAULT <level> <position or range> <what> <expected> <found>`; a part with spaces is quoted.
std::string fault_line(const verify::Fault& fault);

}  // namespace minutebook::cli
