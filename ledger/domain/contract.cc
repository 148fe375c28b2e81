#include "ledger/domain/contract.h"

#include "ledger/domain/partnership_events.h"

namespace minutebook::domain {

ContractState Contract::state() const {
  if (!terminations.empty()) return ContractState::terminated;
  if (!expiries.empty()) return ContractState::expired;
  if (!renewals.empty()) return ContractState::renewed;
  return concluded() ? ContractState::running : ContractState::drafted;
}

Position Contract::ended_at() const {
  if (!terminations.empty()) return terminations.front().act.position;
  return expiries.empty() ? renewals.front().act.position : expiries.front().act.position;
}

const ContractTerms* Contract::terms() const {
  if (!amendments.empty()) return &amendments.back().terms;
  if (!signatures.empty()) return &signatures.back().terms;
  if (origin) return &origin->terms;
  return drafts.empty() ? nullptr : &drafts.back().terms;
}

namespace events {
namespace {

ContractTerms terms_of(schema::ContractTerms::Reader terms) {
  return {.content = text_of(terms.getContent()),
          .requirements = text_of(terms.getRequirements()),
          .performance_standards = text_of(terms.getPerformanceStandards()),
          .constraints = text_of(terms.getConstraints()),
          .exit = text_of(terms.getExit()),
          .start = optional_day(terms.hasStart(), terms.getStart()),
          .end = optional_day(terms.hasEnd(), terms.getEnd()),
          .long_term_reason = text_of(terms.getLongTermReason()),
          .partner_invests = terms.getPartnerInvests(),
          .asset_disposal = text_of(terms.getAssetDisposal()),
          .revenue_terms = text_of(terms.getRevenueTerms()),
          .value_fen = terms.getValueFen(),
          .brand_unchanged = terms.getBrandUnchanged(),
          .function_unchanged = terms.getFunctionUnchanged(),
          .primary_business_unchanged = terms.getPrimaryBusinessUnchanged(),
          .title_unchanged = terms.getTitleUnchanged(),
          .public_benefits = benefits_of(terms.getPublicBenefits())};
}

Contract* find_contract(Partnership& matter, capnp::Text::Reader id) {
  return find_by_id(matter.contracts, view(id));
}

/// The contract of that id, made empty when it is new. A pointer until the next one is made.
Contract& contract_with(Partnership& matter, capnp::Text::Reader id, const Subject& partner) {
  if (Contract* known = find_contract(matter, id)) return *known;
  matter.contracts.push_back({.id = text_of(id),
                              .partner = partner,
                              .drafts = {},
                              .signatures = {},
                              .origin = {},
                              .amendments = {},
                              .renewals = {},
                              .terminations = {},
                              .expiries = {},
                              .settlements = {}});
  return matter.contracts.back();
}

}  // namespace

void contract_drafted(Partnership& matter, Act act, schema::ContractDraft::Reader draft) {
  ContractDraft made{.act = std::move(act),
                     .partner = subject_of(draft.getPartner()),
                     .selection = text_of(draft.getSelection()),
                     .bid = text_of(draft.getBid()),
                     .terms = terms_of(draft.getTerms()),
                     .text = document_of(draft.getText())};
  Contract& contract = contract_with(matter, draft.getContract(), made.partner);
  if (!contract.concluded()) contract.partner = made.partner;
  contract.drafts.push_back(std::move(made));
}

void contract_signed(Partnership& matter, Act act, schema::ContractSignature::Reader signature) {
  ContractSignature made{.act = std::move(act),
                         .partner = subject_of(signature.getPartner()),
                         .terms = terms_of(signature.getTerms()),
                         .text = document_of(signature.getText()),
                         .partner_signatory = text_of(signature.getPartnerSignatory())};
  Contract& contract = contract_with(matter, signature.getContract(), made.partner);
  contract.partner = made.partner;
  contract.signatures.push_back(std::move(made));
}

void contract_amended(Partnership& matter, Act act, schema::ContractAmendment::Reader amendment) {
  if (Contract* contract = find_contract(matter, amendment.getContract())) {
    contract->amendments.push_back({.act = std::move(act),
                                    .terms = terms_of(amendment.getTerms()),
                                    .text = document_of(amendment.getText()),
                                    .meeting = text_of(amendment.getMeeting()),
                                    .reason = text_of(amendment.getReason())});
  }
}

void contract_renewed(Partnership& matter, Act act, schema::ContractRenewal::Reader renewal) {
  Contract* contract = find_contract(matter, renewal.getContract());
  if (contract == nullptr) return;
  const ContractRenewal made{.act = std::move(act),
                             .predecessor = text_of(renewal.getContract()),
                             .successor = text_of(renewal.getSuccessor()),
                             .terms = terms_of(renewal.getTerms()),
                             .text = document_of(renewal.getText()),
                             .meeting = text_of(renewal.getMeeting()),
                             .reason = text_of(renewal.getReason())};
  contract->renewals.push_back(made);
  const Subject partner = contract->partner;
  contract_with(matter, renewal.getSuccessor(), partner).origin = made;
}

void contract_terminated(Partnership& matter, Act act, schema::ContractTermination::Reader end) {
  if (Contract* contract = find_contract(matter, end.getContract())) {
    contract->terminations.push_back(
        {.act = std::move(act),
         .cause = end.getCause(),
         .reason = text_of(end.getReason()),
         .document = optional_document(end.hasDocument(), end.getDocument())});
  }
}

void contract_expired(Partnership& matter, Act act, schema::ContractExpiry::Reader expiry) {
  if (Contract* contract = find_contract(matter, expiry.getContract())) {
    contract->expiries.push_back({.act = std::move(act)});
  }
}

void assets_settled(Partnership& matter, Act act, schema::AssetSettlement::Reader settlement) {
  if (Contract* contract = find_contract(matter, settlement.getContract())) {
    contract->settlements.push_back(
        {.act = std::move(act),
         .description = text_of(settlement.getDescription()),
         .value_fen = settlement.getValueFen(),
         .document = optional_document(settlement.hasDocument(), settlement.getDocument())});
  }
}

}  // namespace events
}  // namespace minutebook::domain
