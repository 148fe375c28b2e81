#pragma once

#include "ledger/rules/question.h"

/// When a contract came into force and from which day on it holds.
namespace minutebook::rules {

/// The act that concluded a concluded contract: its first signature, or the renewal that made it.
const domain::Act& conclusion_of(const domain::Contract& contract);

/// The terms as they were concluded, of a mere draft as last drafted. What was amended afterwards
/// is left out: it changes nothing about how the contract began.
const domain::ContractTerms& first_terms_of(const domain::Contract& contract);

/// The first day of a concluded contract: as those terms state it; the day of the conclusion where
/// they state none.
Day first_day_of(const Question& question, const domain::Contract& contract);

}  // namespace minutebook::rules
