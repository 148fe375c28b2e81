#pragma once

#include "tools/export/ocel_database.h"
#include "tools/export/output_file.h"

namespace minutebook::exporting {

/// Writes a finished log as OCEL 2.0 JSON: types, then events in the order of positions, then
/// objects by id. All values are texts, as the specification's JSON schema wants them. Holds one
/// event or object at a time.
Result<void> write_ocel_json(const OcelDatabase& log, DraftWriter& out);

}  // namespace minutebook::exporting
