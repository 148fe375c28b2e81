#pragma once

#include <string>

#include "ledger/domain/aggregate.h"
#include "ledger/domain/directory.h"

namespace minutebook::domain {

/// The state as canonical JSON on one line: equal states give equal bytes on every machine, so
/// that a digest over it is a digest of the state. describe_visitor.h says how values look. Every
/// fact has its "act", whose "position" names the event that set it.
std::string describe(const Aggregate& aggregate);

/// As above for a subject of master data; one that is not registered has at most its refusals.
std::string describe(const Directory& directory, const Subject& subject);

}  // namespace minutebook::domain
