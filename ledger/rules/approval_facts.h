#pragma once

#include <cstdint>
#include <optional>

#include "ledger/rules/question.h"

/// What the approval matrix asked when something was done, and of whom.
namespace minutebook::rules {

/// Something done that may need an approval or a filing. Borrows from the matter.
struct Occasion {
  const domain::Act& act;
  const domain::ContractTerms* terms = nullptr;  ///< of the contract agreed; null: none was
  Bilingual name;                                ///< such as `selection "s"`
};

/// The proposal as it read when `act` happened: the last one that had happened by then, or the
/// first one when none had.
const domain::Proposal& proposal_at(const domain::Partnership& matter, const domain::Act& act);

/// The smallest number of months after which a term that begins on `start` has reached `end`, its
/// first day outside; a month ends on its last day where the same day does not exist. 0 for an
/// empty term.
std::uint32_t months_of(Day start, Day end);

/// What the rulebook in force on the day of the occasion asked: of the owner's level, the mode,
/// value and term of the proposal as it read then, or the contract's own value and term where they
/// are larger. Nothing where the step is not required for the mode; none without a rulebook.
std::optional<ApprovalDemand> demand_at(const Question& question, const Occasion& occasion);

/// Who is meant. An organization without a parent is its own; none when no organization at or
/// above the venue's owner has the level.
std::optional<Subject> resolve(const Question& question, const Authority& authority);

/// Does an answer of `asked` count as one of `authority`? Its own does, and that of any above it.
bool answers_for(const Question& question, const Subject& asked, const Subject& authority);

/// The grant for `authority` that stood when `at` happened (null: that stands now): of some
/// request, the last answer before it. Null when there is none.
const domain::ApprovalAnswer* standing_grant(const Question& question, const Subject& authority,
                                             const domain::Act* at);

Verdict judge_approver(const Question& question);  // APPR-3

}  // namespace minutebook::rules
