#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/rules/question.h"

/// The moments at which contracts were agreed: what the rules of signing look at.
namespace minutebook::rules {

/// One time at which the terms of a contract were agreed. Borrows from the matter.
struct Agreement {
  enum class Kind : std::uint8_t { signing, renewal, amendment };
  Kind kind;
  const domain::Contract& contract;  ///< of a renewal: the one that it makes
  const domain::Act& act;
  const domain::ContractTerms& terms;  ///< all of them, as they read from then on
  const domain::Document& text;
  std::string_view meeting;  ///< cited as deciding it; empty: none, as for every signing
};

/// How a contract came to be, then its amendments; empty for one that is only drafted.
std::vector<Agreement> agreements_of(const domain::Contract& contract);

/// The contract's first signing, by the time it happened; null when there is none.
const domain::ContractSignature* signing_of(const domain::Contract& contract);

/// `contract "k" as signed on 2021-04-01`.
Bilingual name_of(const Question& question, const Agreement& agreement);

/// One verdict from `judge` of every agreement of the matter. What is only drafted is pending, and
/// so is a matter without any contract.
Verdict judge_agreements(const Question& question,
                         Verdict (*judge)(const Question&, const Agreement&));

}  // namespace minutebook::rules
