#pragma once

#include <cstdint>
#include <functional>

#include "ledger/service/reader.h"
#include "tools/export/ocel_database.h"

namespace minutebook::exporting {

/// Told how many events were taken in; an error ends the export.
using OcelProgress = std::function<Result<void>(std::uint64_t events)>;

/// Takes the filter's events into `out`, then what the log says of the master data that they name,
/// up to the filter's last position, and the steps of the matters. Holds one event, or one matter,
/// at a time.
Result<void> fill_ocel(OcelDatabase& out, const service::Ledger& ledger,
                       const service::EventFilter& filter, const OcelProgress& progress);

}  // namespace minutebook::exporting
