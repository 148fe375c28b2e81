#pragma once

#include "ledger/schema/json_fault.h"

namespace minutebook::schema {

/// What must hold of any text before Cap'n Proto's parser sees it: its size, strict RFC 8259 syntax
/// in UTF-8, a bounded depth, no field twice. Time and memory are linear in the text.
MaybeFault guard_json(std::string_view text);

/// `text` without \u escapes, which Cap'n Proto 0.9 decodes wrongly. The text must have passed
/// guard_json.
std::string without_unicode_escapes(std::string_view text);

}  // namespace minutebook::schema
