#pragma once

#include <capnp/compat/json.h>

#include "ledger/schema/json_fault.h"
#include "ledger/schema/shape.h"

namespace minutebook::schema {

/// What is wrong with one value (an item, where the field is a list) of any form but structure.
MaybeFault check_value(capnp::JsonValue::Reader value, const FieldShape& field);

}  // namespace minutebook::schema
