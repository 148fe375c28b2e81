#include "ledger/rules/contract_start.h"

#include "ledger/base/check.h"

namespace minutebook::rules {

const domain::Act& conclusion_of(const domain::Contract& contract) {
  MB_CHECK(contract.concluded());
  return contract.signatures.empty() ? contract.origin->act : contract.signatures.front().act;
}

const domain::ContractTerms& first_terms_of(const domain::Contract& contract) {
  if (!contract.signatures.empty()) return contract.signatures.front().terms;
  if (contract.origin) return contract.origin->terms;
  MB_CHECK(!contract.drafts.empty());
  return contract.drafts.back().terms;
}

Day first_day_of(const Question& question, const domain::Contract& contract) {
  const auto& stated = first_terms_of(contract).start;
  return stated ? *stated : question.scene.day_of(conclusion_of(contract).occurred_at);
}

}  // namespace minutebook::rules
