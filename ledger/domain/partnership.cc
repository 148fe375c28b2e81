#include "ledger/domain/partnership.h"

#include <algorithm>

#include "ledger/domain/partnership_events.h"

namespace minutebook::domain {

using events::find_by_id;

bool Partnership::under_legal_hold() const {
  return std::ranges::any_of(legal_holds, &LegalHold::in_force);
}

bool Partnership::has_event(Position position) const {
  return std::ranges::binary_search(positions, position);
}

const Meeting* Partnership::meeting(std::string_view id) const { return find_by_id(meetings, id); }

const ApprovalRequest* Partnership::approval_request(std::string_view id) const {
  return find_by_id(approval_requests, id);
}

const Filing* Partnership::filing(std::string_view id) const { return find_by_id(filings, id); }

const Selection* Partnership::selection(std::string_view id) const {
  return find_by_id(selections, id);
}

const Bid* Partnership::bid(std::string_view id) const {
  for (const Selection& held : selections) {
    if (const Bid* found = held.bid(id)) return found;
  }
  return nullptr;
}

const Objection* Partnership::objection(std::string_view id) const {
  return find_by_id(objections, id);
}

const Contract* Partnership::contract(std::string_view id) const {
  return find_by_id(contracts, id);
}

const Evaluation* Partnership::evaluation(std::string_view id) const {
  return find_by_id(evaluations, id);
}

const Rectification* Partnership::rectification(std::string_view id) const {
  return find_by_id(rectifications, id);
}

const LegalHold* Partnership::legal_hold(std::string_view id) const {
  return find_by_id(legal_holds, id);
}

const RedactionOrder* Partnership::redaction_order(std::string_view id) const {
  return find_by_id(redaction_orders, id);
}

namespace {

bool is_contracted(const Partnership& matter, std::string_view bid_id) {
  return std::ranges::any_of(matter.contracts, [&](const Contract& contract) {
    return std::ranges::any_of(contract.drafts,
                               [&](const ContractDraft& draft) { return draft.bid == bid_id; });
  });
}

/// A winner for whom no contract has been drafted yet.
bool awaits_contract(const Partnership& matter) {
  return std::ranges::any_of(matter.selections, [&](const Selection& selection) {
    const Award* award = selection.award();
    return award != nullptr && !std::ranges::all_of(award->bids, [&](const std::string& bid_id) {
             return is_contracted(matter, bid_id);
           });
  });
}

/// The step that the contracts put the matter in; none while there is no concluded one.
std::optional<Step> step_of_contracts(const Partnership& matter) {
  bool concluded = false;
  bool drafted = false;
  for (const Contract& contract : matter.contracts) {
    const ContractState state = contract.state();
    if (state == ContractState::running) return Step::evaluation;
    if (state == ContractState::drafted) drafted = true;
    concluded = concluded || contract.concluded();
  }
  if (!concluded) return std::nullopt;
  return drafted || awaits_contract(matter) ? Step::signing : Step::closed;
}

bool is_approved_or_filed(const Partnership& matter) {
  return std::ranges::any_of(matter.filings, &Filing::acknowledged) ||
         std::ranges::any_of(matter.approval_requests, [](const ApprovalRequest& request) {
           return request.outcome() == ApprovalOutcome::granted;
         });
}

bool is_resolved(const Partnership& matter) {
  return std::ranges::any_of(matter.meetings, [](const Meeting& meeting) {
    return meeting.resolution() != nullptr && meeting.resolution()->adopted;
  });
}

}  // namespace

Step step_of(const Partnership& partnership) {
  if (partnership.withdrawn()) return Step::withdrawn;
  if (const auto step = step_of_contracts(partnership)) return *step;
  if (!partnership.contracts.empty() || !partnership.selections.empty() ||
      is_approved_or_filed(partnership)) {
    return Step::signing;
  }
  if (!partnership.approval_requests.empty() || !partnership.filings.empty() ||
      is_resolved(partnership)) {
    return Step::approval;
  }
  return partnership.meetings.empty() ? Step::study : Step::decision;
}

}  // namespace minutebook::domain
