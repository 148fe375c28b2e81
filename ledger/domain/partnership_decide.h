#pragma once

#include <optional>

#include "ledger/domain/decide.h"

namespace minutebook::domain {

/// The structural checks of one command about a matter; the generic ones (references, actor, role
/// or seat held) have passed.
std::optional<Refusal> check_partnership(const DecisionContext& context,
                                         const Partnership& partnership,
                                         schema::Command::Reader command);

/// The events of a command that has passed all checks.
Decision draft_partnership(const DecisionContext& context, const Partnership& partnership,
                           schema::Command::Reader command);

/// Both, one after the other.
Decision decide_partnership(const DecisionContext& context, const Partnership& partnership,
                            schema::Command::Reader command);

}  // namespace minutebook::domain
