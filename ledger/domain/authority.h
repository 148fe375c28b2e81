#pragma once

#include <optional>

#include "ledger/domain/decide.h"

/// What holds for every command before its own step is looked at. None of these refusals is
/// procedural: an irregular entry, too, is made by someone known, in a role that they hold.
///
/// Irregular entries are for partnerships only and are made by a supervisor, an inspector or an
/// observer, whatever the command's `actors` are. References to partnerships and programmes from
/// other streams are not looked up: a decision sees one matter only.
namespace minutebook::domain {

/// In order: the subject's kind (REF-4), that it exists or, for the command that makes it, does
/// not (REF-1, REF-2, STEP-1), all references into master data (REF-1), the actor, and that the
/// role is one that may send the command and is held (REC-4, ROLE-2; VOTE-8 for the ballot of
/// someone without a seat; REF-3 where the role hangs on an unknown meeting, request or filing).
/// The role `ledger` is held by the ledger alone: the actor is its own subject.
std::optional<Refusal> check_authority(const DecisionContext& context,
                                       schema::Command::Reader command);

}  // namespace minutebook::domain
