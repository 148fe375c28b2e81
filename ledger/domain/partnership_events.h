#pragma once

#include "ledger/domain/partnership.h"

/// How each event of a matter changes its state; called by evolve_partnership. Total: an event that
/// names something unknown changes nothing, so that a forged log can be read to its end and shown
/// to be wrong by deciding it again.
namespace minutebook::domain::events {

/// The element of that id in a list of things that have one; null when there is none. Ids are
/// unique; the search starts at the end because facts are mostly about what was made last.
template <typename List>
auto find_by_id(List& list, std::string_view id) -> decltype(list.data()) {
  for (auto item = list.rbegin(); item != list.rend(); ++item) {
    if (item->id == id) return &*item;
  }
  return nullptr;
}

inline std::string_view view(capnp::Text::Reader text) { return {text.begin(), text.size()}; }

// Step 1.
void proposed(Partnership& matter, Act act, schema::Proposal::Reader proposal,
              std::string reason_of_revision);
void withdrawn(Partnership& matter, Act act, schema::Withdrawal::Reader withdrawal);
void studied(Partnership& matter, Act act, schema::Study::Reader study);
void examined(Partnership& matter, Act act, schema::DueDiligence::Reader diligence);
void interest_declared(Partnership& matter, Act act, schema::InterestDeclaration::Reader interest);

// Step 2.
void convened(Partnership& matter, Act act, schema::Meeting::Reader meeting);
void attended(Partnership& matter, const Act& act, schema::Attendance::Reader attendance);
void materials_read(Partnership& matter, Act act, schema::MaterialsReading::Reader reading);
void recused(Partnership& matter, Act act, schema::Recusal::Reader recusal);
void stated(Partnership& matter, Act act, schema::Statement::Reader statement);
void ballot_cast(Partnership& matter, Act act, schema::Ballot::Reader ballot);
void ballot_changed(Partnership& matter, Act act, schema::BallotChange::Reader change);
void opinion_filed(Partnership& matter, Act act, schema::WrittenOpinion::Reader opinion);
void vote_closed(Partnership& matter, Act act, schema::VoteClosing::Reader closing);
void resolved(Partnership& matter, Act act, bool adopted, schema::Resolution::Reader resolution);
void minutes_signed(Partnership& matter, Act act, schema::MinutesSignature::Reader signature);

// Step 3.
void approval_requested(Partnership& matter, Act act, schema::ApprovalRequest::Reader request);
void approval_granted(Partnership& matter, Act act, schema::ApprovalGrant::Reader grant);
void approval_returned(Partnership& matter, Act act, schema::ApprovalReturn::Reader answer);
void approval_refused(Partnership& matter, Act act, schema::ApprovalRefusal::Reader refusal);
void filed(Partnership& matter, Act act, schema::Filing::Reader filing);
void acknowledged(Partnership& matter, Act act, schema::FilingAcknowledgement::Reader answer);

// Step 4: selection.
void announced(Partnership& matter, Act act, schema::Selection::Reader selection);
void bid_received(Partnership& matter, Act act, schema::Bid::Reader bid);
void bids_opened(Partnership& matter, const Act& act, schema::BidOpening::Reader opening);
void bid_scored(Partnership& matter, Act act, schema::BidScore::Reader score);
void bid_disqualified(Partnership& matter, Act act, schema::BidDisqualification::Reader reader);
void winners_determined(Partnership& matter, Act act, schema::Winners::Reader winners);
void result_published(Partnership& matter, Act act, schema::ResultPublication::Reader result);
void objection_raised(Partnership& matter, Act act, schema::Objection::Reader objection);
void objection_resolved(Partnership& matter, Act act, schema::ObjectionResolution::Reader ruling);
void appraised(Partnership& matter, Act act, schema::Appraisal::Reader appraisal);

// Step 4: contracts.
void contract_drafted(Partnership& matter, Act act, schema::ContractDraft::Reader draft);
void contract_signed(Partnership& matter, Act act, schema::ContractSignature::Reader signature);
void contract_amended(Partnership& matter, Act act, schema::ContractAmendment::Reader amendment);
void contract_renewed(Partnership& matter, Act act, schema::ContractRenewal::Reader renewal);
void contract_terminated(Partnership& matter, Act act, schema::ContractTermination::Reader end);
void contract_expired(Partnership& matter, Act act, schema::ContractExpiry::Reader expiry);
void assets_settled(Partnership& matter, Act act, schema::AssetSettlement::Reader settlement);

// Step 5.
void evaluated(Partnership& matter, Act act, schema::Evaluation::Reader evaluation);
void rectification_ordered(Partnership& matter, Act act, schema::RectificationOrder::Reader order);
void rectification_reported(Partnership& matter, Act act,
                            schema::RectificationReport::Reader report);
void rectification_verified(Partnership& matter, Act act,
                            schema::RectificationVerification::Reader verification);

// At any time.
void observer_assigned(Partnership& matter, Act act, schema::ObserverAssignment::Reader observer);
void observed(Partnership& matter, Act act, schema::Observation::Reader observation);
void irregularity_reported(Partnership& matter, Act act, schema::IrregularityReport::Reader report);
void hold_placed(Partnership& matter, Act act, schema::LegalHold::Reader hold);
void hold_released(Partnership& matter, Act act, schema::LegalHoldRelease::Reader release);
void redaction_ordered(Partnership& matter, Act act, schema::RedactionOrder::Reader order);
void redaction_executed(Partnership& matter, Act act, schema::RedactionExecution::Reader execution);

}  // namespace minutebook::domain::events
