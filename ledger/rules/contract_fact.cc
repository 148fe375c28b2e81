#include "ledger/rules/contract_fact.h"

#include <algorithm>
#include <ranges>

#include "ledger/rules/calendar.h"
#include "ledger/rules/likeness.h"

namespace minutebook::rules {
namespace {

const domain::Proposal& proposal_before(const domain::Partnership& state, Position position) {
  for (const domain::Proposal& proposal : std::views::reverse(state.proposals)) {
    if (proposal.act.position < position) return proposal;
  }
  return state.proposals.front();
}

TermsFact terms_fact(const domain::Act& act, const domain::ContractTerms& terms,
                     const domain::Directory& directory) {
  return {.position = act.position,
          .day = directory.day_of(act.occurred_at.instant),
          .start = terms.start,
          .end = terms.end,
          .value_fen = terms.value_fen,
          .long_term_reason = !terms.long_term_reason.empty()};
}

std::vector<TermsFact> terms_of(const domain::Contract& contract,
                                const domain::Directory& directory) {
  std::vector<TermsFact> out;
  if (contract.origin) {
    out.push_back(terms_fact(contract.origin->act, contract.origin->terms, directory));
  }
  for (const auto& signature : contract.signatures) {
    out.push_back(terms_fact(signature.act, signature.terms, directory));
  }
  for (const auto& amendment : contract.amendments) {
    // What was amended before it was concluded (irregular entries) is superseded by that.
    if (amendment.act.position < contract.concluded_at()) continue;
    out.push_back(terms_fact(amendment.act, amendment.terms, directory));
  }
  std::ranges::sort(out, {}, &TermsFact::position);
  std::erase_if(out, [&](const auto& terms) { return terms.position < contract.concluded_at(); });
  return out;
}

ContractFact fact_of(const Subject& matter, const domain::Partnership& state,
                     const domain::Contract& contract, const domain::Directory& directory) {
  const domain::Proposal& proposal = proposal_before(state, contract.concluded_at());
  const domain::Act& act =
      contract.signatures.empty() ? contract.origin->act : contract.signatures.front().act;
  ContractFact fact{.matter = matter,
                    .venue = proposal.venue,
                    .organization = directory.venue(proposal.venue)->organization,
                    .partner = contract.signatures.empty() ? contract.partner
                                                           : contract.signatures.front().partner,
                    .id = contract.id,
                    .predecessor = contract.origin ? contract.origin->predecessor : "",
                    .scope = fingerprint(proposal.scope),
                    .mode = proposal.mode,
                    .intended_months = proposal.intended_term_months,
                    .concluded_at = act.position,
                    .moment = act.occurred_at.instant,
                    .terms = terms_of(contract, directory)};
  if (!contract.terminations.empty()) {
    const domain::Act& end = contract.terminations.front().act;
    fact.ended_at = end.position;
    fact.ended_on = directory.day_of(end.occurred_at.instant);
  }
  return fact;
}

}  // namespace

const TermsFact& ContractFact::terms_before(Position position) const {
  const auto later =
      std::ranges::find_if(terms, [&](const TermsFact& one) { return one.position >= position; });
  return later == terms.begin() ? terms.front() : *std::prev(later);
}

std::uint32_t ContractFact::months_of(const TermsFact& which) const {
  return which.start && which.end ? months_covering(*which.start, *which.end) : intended_months;
}

std::vector<ContractFact> contract_facts(const Subject& matter, const domain::Partnership& state,
                                         const domain::Directory& directory) {
  std::vector<ContractFact> out;
  for (const domain::Contract& contract : state.contracts) {
    if (contract.concluded()) out.push_back(fact_of(matter, state, contract, directory));
  }
  std::ranges::sort(out, {}, &ContractFact::concluded_at);
  return out;
}

std::vector<FailureFact> failure_facts(const Subject& matter, const domain::Partnership& state,
                                       const domain::Directory& directory) {
  std::vector<FailureFact> out;
  for (const domain::Evaluation& evaluation : state.evaluations) {
    if (evaluation.kind != schema::EvaluationKind::FINAL ||
        evaluation.verdict != schema::Verdict::FAILED) {
      continue;
    }
    const domain::Contract* contract = state.contract(evaluation.contract);
    if (contract == nullptr || !contract->concluded()) continue;
    const Subject& venue = proposal_before(state, contract->concluded_at()).venue;
    out.push_back({.matter = matter,
                   .organization = directory.venue(venue)->organization,
                   .partner = contract->signatures.empty() ? contract->partner
                                                           : contract->signatures.front().partner,
                   .contract = contract->id,
                   .position = evaluation.act.position,
                   .moment = evaluation.act.occurred_at.instant});
  }
  return out;
}

}  // namespace minutebook::rules
