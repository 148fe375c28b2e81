#pragma once

#include <optional>

#include "ledger/domain/partnership.h"

namespace minutebook::projections {

/// Who has to act in a matter: the authority that was asked and has not answered; else the venue's
/// owner, `organization`. Nobody once it is closed or withdrawn.
std::optional<Subject> owner_of(const domain::Partnership& matter,
                                const std::optional<Subject>& organization);

}  // namespace minutebook::projections
