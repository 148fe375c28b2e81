#include "ledger/rules/agreements.h"

#include "ledger/rules/facts.h"

namespace minutebook::rules {

using domain::Contract;
using Kind = Agreement::Kind;

std::vector<Agreement> agreements_of(const Contract& contract) {
  std::vector<Agreement> agreements;
  agreements.reserve(1 + contract.signatures.size() + contract.amendments.size());
  if (contract.origin) {
    const domain::ContractRenewal& made = *contract.origin;
    agreements.push_back({Kind::renewal, contract, made.act, made.terms, made.text, made.meeting});
  }
  for (const domain::ContractSignature& made : contract.signatures) {
    agreements.push_back({Kind::signing, contract, made.act, made.terms, made.text, {}});
  }
  for (const domain::ContractAmendment& made : contract.amendments) {
    agreements.push_back(
        {Kind::amendment, contract, made.act, made.terms, made.text, made.meeting});
  }
  return agreements;
}

const domain::ContractSignature* signing_of(const Contract& contract) {
  const domain::ContractSignature* first = nullptr;
  for (const domain::ContractSignature& signature : contract.signatures) {
    if (first == nullptr || happened_before(signature.act, first->act)) first = &signature;
  }
  return first;
}

Bilingual name_of(const Question& question, const Agreement& agreement) {
  const std::string day = format_day(question.scene.day_of(agreement.act.occurred_at));
  const char* en = "signed";
  const char* zh = "签订";
  if (agreement.kind == Kind::renewal) {
    en = "renewed";
    zh = "续签";
  } else if (agreement.kind == Kind::amendment) {
    en = "amended";
    zh = "变更";
  }
  const std::string& id = agreement.contract.id;
  return {"contract \"" + id + "\" as " + en + " on " + day, day + " " + zh + "的合同“" + id + "”"};
}

Verdict judge_agreements(const Question& question,
                         Verdict (*judge)(const Question&, const Agreement&)) {
  const auto& contracts = question.matter.contracts;
  if (contracts.empty()) {
    return pending("no contract is signed yet", "尚未签订合同", {question.proposal().act.position});
  }
  Parts parts("no contract is signed", "没有签订合同");
  for (const Contract& contract : contracts) {
    for (const Agreement& agreement : agreements_of(contract)) {
      parts.add(judge(question, agreement));
    }
    if (contract.concluded() || contract.drafts.empty()) continue;
    parts.add(pending("contract \"" + contract.id + "\" is drafted and not signed yet",
                      "合同“" + contract.id + "”已起草，尚未签订",
                      {contract.drafts.back().act.position}));
  }
  return std::move(parts).verdict();
}

}  // namespace minutebook::rules
