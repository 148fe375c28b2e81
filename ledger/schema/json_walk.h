#pragma once

#include <capnp/compat/json.h>

#include "ledger/schema/json_fault.h"
#include "ledger/schema/shape.h"

namespace minutebook::schema {

/// The first thing in `object` that is not as `shape` says. Cap'n Proto's codec reports the same
/// faults without naming the field; this walk names it, and checks what only annotations say.
/// What passes, the codec decodes.
MaybeFault walk_json(capnp::JsonValue::Reader object, const StructShape& shape);

}  // namespace minutebook::schema
