#include <algorithm>

#include "ledger/domain/partnership_case.h"

namespace minutebook::domain {
namespace {

using Command = schema::Command;

Check check_terms(const Case& c, schema::ContractTerms::Reader terms) {
  if (!c.regular || !terms.hasStart() || !terms.hasEnd() ||
      to_day(terms.getStart()) < to_day(terms.getEnd())) {
    return std::nullopt;
  }
  return refuse_procedure("STEP-2", "the term would end before it begins",
                          "合同期限止日不晚于起日");
}

Check check_cited_meeting(const Case& c, capnp::Text::Reader id) {
  if (id.size() == 0 || c.matter.meeting(id_of(id)) != nullptr) return std::nullopt;
  return unknown_id("meeting", "会议", id_of(id));
}

/// The selection that a draft cites, by itself or through the bid; null when it cites none.
const Selection* cited_selection(const Case& c, schema::ContractDraft::Reader data) {
  const auto id = id_of(data.getSelection());
  if (!id.empty()) return c.matter.selection(id);
  const auto bid = id_of(data.getBid());
  for (const Selection& selection : c.matter.selections) {
    if (!bid.empty() && selection.bid(bid) != nullptr) return &selection;
  }
  return nullptr;
}

Check check_is_winner(const Case& c, const Selection& selection,
                      schema::ContractDraft::Reader data) {
  if (!c.regular) return std::nullopt;
  const Award* award = selection.award();
  if (award == nullptr) {
    return refuse_procedure("STEP-2", "the selection cited has no winners yet",
                            "所引遴选尚未确定中选方", {selection.act.position});
  }
  const Subject partner = subject_of(data.getPartner());
  const auto cited = id_of(data.getBid());
  const bool won = std::ranges::any_of(award->bids, [&](const std::string& id) {
    const Bid* bid = selection.bid(id);
    return (cited.empty() || cited == id) && bid != nullptr && bid->partner() != nullptr &&
           *bid->partner() == partner;
  });
  if (won) return std::nullopt;
  return refuse_procedure("STEP-2", partner.text() + " has not won with that bid",
                          partner.text() + " 没有以该投标中选", {award->act.position});
}

Check check_not_concluded(const Case& c, const Contract* contract) {
  if (!c.regular || contract == nullptr || !contract->concluded()) return std::nullopt;
  return refuse_procedure("STEP-2", "contract \"" + contract->id + "\" is already signed",
                          "合同“" + contract->id + "”已经签订", {contract->concluded_at()});
}

Check check_draft(const Case& c, schema::ContractDraft::Reader data) {
  const auto selection_id = id_of(data.getSelection());
  const auto bid_id = id_of(data.getBid());
  const Selection* selection = cited_selection(c, data);
  if (!selection_id.empty() && selection == nullptr) {
    return unknown_id("selection", "遴选", selection_id);
  }
  if (!bid_id.empty() && (selection == nullptr || selection->bid(bid_id) == nullptr)) {
    return unknown_id("bid", "投标", bid_id);
  }
  if (auto refusal = check_not_concluded(c, c.matter.contract(id_of(data.getContract())))) {
    return refusal;
  }
  if (selection != nullptr) {
    if (auto refusal = check_is_winner(c, *selection, data)) return refusal;
  }
  return check_terms(c, data.getTerms());
}

/// Without a draft there must be a partner known from the start, whom the proposal names.
Check check_undrafted(const Case& c, const Subject& partner) {
  const Proposal& proposal = *c.matter.proposal();
  if (!c.regular || proposal.candidate == partner) return std::nullopt;
  return refuse_procedure("STEP-2",
                          "the contract was not drafted, and the proposal does not name " +
                              partner.text() + " as its partner",
                          "该合同没有草案，且方案未将 " + partner.text() + " 列为合作方",
                          {proposal.act.position});
}

Check check_signing(const Case& c, schema::ContractSignature::Reader data) {
  const Subject partner = subject_of(data.getPartner());
  const Contract* contract = c.matter.contract(id_of(data.getContract()));
  if (contract == nullptr) {
    if (auto refusal = check_undrafted(c, partner)) return refusal;
    return check_terms(c, data.getTerms());
  }
  if (auto refusal = check_not_concluded(c, contract)) return refusal;
  if (c.regular && contract->partner != partner) {
    return refuse_procedure("STEP-2", "the contract was drafted with " + contract->partner.text(),
                            "该合同草案的合作方是 " + contract->partner.text(),
                            {contract->made_at()});
  }
  return check_terms(c, data.getTerms());
}

/// Checks of a command about a known contract.
template <typename Reader, typename Further>
Check at_contract(const Case& c, Reader data, Further further) {
  const Contract* contract = c.matter.contract(id_of(data.getContract()));
  if (contract == nullptr) return unknown_id("contract", "合同", id_of(data.getContract()));
  return further(*contract);
}

Check check_running(const Case& c, const Contract& contract) {
  if (!c.regular || contract.state() == ContractState::running) return std::nullopt;
  if (!contract.concluded()) {
    return refuse_procedure("STEP-2", "contract \"" + contract.id + "\" is not signed",
                            "合同“" + contract.id + "”尚未签订", {contract.made_at()});
  }
  return refuse_procedure("STEP-2", "contract \"" + contract.id + "\" has ended",
                          "合同“" + contract.id + "”已经终结", {contract.ended_at()});
}

Check check_amendment(const Case& c, const Contract& contract,
                      schema::ContractAmendment::Reader data) {
  if (auto refusal = check_cited_meeting(c, data.getMeeting())) return refusal;
  if (auto refusal = check_running(c, contract)) return refusal;
  return check_terms(c, data.getTerms());
}

Check check_renewal(const Case& c, const Contract& contract, schema::ContractRenewal::Reader data) {
  if (const Contract* known = c.matter.contract(id_of(data.getSuccessor()))) {
    return used_id("contract", "合同", known->id, known->made_at());
  }
  if (auto refusal = check_cited_meeting(c, data.getMeeting())) return refusal;
  if (auto refusal = check_running(c, contract)) return refusal;
  return check_terms(c, data.getTerms());
}

Check check_expiry(const Case& c, const Contract& contract) {
  if (auto refusal = check_running(c, contract)) return refusal;
  if (!c.regular) return std::nullopt;
  const std::optional<Day> end = contract.terms()->end;
  if (end && *end <= c.day) return std::nullopt;
  return refuse_procedure(
      "STEP-2",
      end ? "the contract holds until " + format_day(*end)
          : "the contract has no end day; it can only be terminated",
      end ? "合同有效至 " + format_day(*end) + " 前" : std::string("合同没有止日，只能终止"),
      {contract.concluded_at()});
}

Check check_settlement(const Case& c, const Contract& contract) {
  if (!c.regular || contract.ended()) return std::nullopt;
  return refuse_procedure("STEP-2", "assets are settled when the contract has ended",
                          "合同终结后方可清算资产", {contract.made_at()});
}

}  // namespace

Check check_contract(const Case& c) {
  switch (c.command.which()) {
    case Command::DRAFT_CONTRACT:
      return check_draft(c, c.command.getDraftContract());
    case Command::SIGN_CONTRACT:
      return check_signing(c, c.command.getSignContract());
    case Command::AMEND_CONTRACT: {
      const auto data = c.command.getAmendContract();
      return at_contract(c, data, [&](const Contract& k) { return check_amendment(c, k, data); });
    }
    case Command::RENEW_CONTRACT: {
      const auto data = c.command.getRenewContract();
      return at_contract(c, data, [&](const Contract& k) { return check_renewal(c, k, data); });
    }
    case Command::TERMINATE_CONTRACT:
      return at_contract(c, c.command.getTerminateContract(),
                         [&](const Contract& k) { return check_running(c, k); });
    case Command::EXPIRE_CONTRACT:
      return at_contract(c, c.command.getExpireContract(),
                         [&](const Contract& k) { return check_expiry(c, k); });
    case Command::SETTLE_ASSETS:
      return at_contract(c, c.command.getSettleAssets(),
                         [&](const Contract& k) { return check_settlement(c, k); });
    default:
      return std::nullopt;
  }
}

}  // namespace minutebook::domain
