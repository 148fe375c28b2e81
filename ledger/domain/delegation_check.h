#pragma once

#include <optional>

#include "ledger/domain/decide.h"

namespace minutebook::domain {

/// Organizations delegate only downwards, so that delegations form no cycle. Authorisations could:
/// a matter that authorises a delegation, proposed or decided by the very union that runs a venue
/// by delegation. Such a matter is the owner's own (ORG-1): it is proposed by somebody of the
/// owner, and the bodies that meet on it are the owner's or of a union above it.
std::optional<Refusal> check_authorising_matter(const DecisionContext& context,
                                                const Partnership& matter,
                                                schema::Command::Reader command);

}  // namespace minutebook::domain
