#include "ledger/domain/partnership_events.h"

namespace minutebook::domain {
namespace {

using Body = schema::EventBody;

// One function per step: true when the event was one of its own.

bool evolve_study(Partnership& matter, Act& act, Body::Reader body) {
  switch (body.which()) {
    case Body::PARTNERSHIP_PROPOSED:
      events::proposed(matter, std::move(act), body.getPartnershipProposed(), {});
      return true;
    case Body::PROPOSAL_REVISED: {
      const auto revision = body.getProposalRevised();
      events::proposed(matter, std::move(act), revision.getProposal(),
                       text_of(revision.getReason()));
      return true;
    }
    case Body::PROPOSAL_WITHDRAWN:
      events::withdrawn(matter, std::move(act), body.getProposalWithdrawn());
      return true;
    case Body::STUDY_RECORDED:
      events::studied(matter, std::move(act), body.getStudyRecorded());
      return true;
    case Body::DUE_DILIGENCE_RECORDED:
      events::examined(matter, std::move(act), body.getDueDiligenceRecorded());
      return true;
    case Body::INTEREST_DECLARED:
      events::interest_declared(matter, std::move(act), body.getInterestDeclared());
      return true;
    default:
      return false;
  }
}

bool evolve_meeting(Partnership& matter, Act& act, Body::Reader body) {
  switch (body.which()) {
    case Body::MEETING_CONVENED:
      events::convened(matter, std::move(act), body.getMeetingConvened());
      return true;
    case Body::ATTENDANCE_RECORDED:
      events::attended(matter, act, body.getAttendanceRecorded());
      return true;
    case Body::MATERIALS_READ:
      events::materials_read(matter, std::move(act), body.getMaterialsRead());
      return true;
    case Body::RECUSAL_DECLARED:
      events::recused(matter, std::move(act), body.getRecusalDeclared());
      return true;
    case Body::STATEMENT_MADE:
      events::stated(matter, std::move(act), body.getStatementMade());
      return true;
    case Body::BALLOT_CAST:
      events::ballot_cast(matter, std::move(act), body.getBallotCast());
      return true;
    case Body::BALLOT_CHANGED:
      events::ballot_changed(matter, std::move(act), body.getBallotChanged());
      return true;
    case Body::WRITTEN_OPINION_FILED:
      events::opinion_filed(matter, std::move(act), body.getWrittenOpinionFiled());
      return true;
    case Body::VOTE_CLOSED:
      events::vote_closed(matter, std::move(act), body.getVoteClosed());
      return true;
    case Body::RESOLUTION_ADOPTED:
      events::resolved(matter, std::move(act), true, body.getResolutionAdopted());
      return true;
    case Body::RESOLUTION_REJECTED:
      events::resolved(matter, std::move(act), false, body.getResolutionRejected());
      return true;
    case Body::MINUTES_SIGNED:
      events::minutes_signed(matter, std::move(act), body.getMinutesSigned());
      return true;
    default:
      return false;
  }
}

bool evolve_approval(Partnership& matter, Act& act, Body::Reader body) {
  switch (body.which()) {
    case Body::APPROVAL_REQUESTED:
      events::approval_requested(matter, std::move(act), body.getApprovalRequested());
      return true;
    case Body::APPROVAL_GRANTED:
      events::approval_granted(matter, std::move(act), body.getApprovalGranted());
      return true;
    case Body::APPROVAL_RETURNED:
      events::approval_returned(matter, std::move(act), body.getApprovalReturned());
      return true;
    case Body::APPROVAL_REFUSED:
      events::approval_refused(matter, std::move(act), body.getApprovalRefused());
      return true;
    case Body::FILING_SUBMITTED:
      events::filed(matter, std::move(act), body.getFilingSubmitted());
      return true;
    case Body::FILING_ACKNOWLEDGED:
      events::acknowledged(matter, std::move(act), body.getFilingAcknowledged());
      return true;
    default:
      return false;
  }
}

bool evolve_selection(Partnership& matter, Act& act, Body::Reader body) {
  switch (body.which()) {
    case Body::SELECTION_ANNOUNCED:
      events::announced(matter, std::move(act), body.getSelectionAnnounced());
      return true;
    case Body::BID_RECEIVED:
      events::bid_received(matter, std::move(act), body.getBidReceived());
      return true;
    case Body::BIDS_OPENED:
      events::bids_opened(matter, act, body.getBidsOpened());
      return true;
    case Body::BID_SCORED:
      events::bid_scored(matter, std::move(act), body.getBidScored());
      return true;
    case Body::BID_DISQUALIFIED:
      events::bid_disqualified(matter, std::move(act), body.getBidDisqualified());
      return true;
    case Body::WINNERS_DETERMINED:
      events::winners_determined(matter, std::move(act), body.getWinnersDetermined());
      return true;
    case Body::RESULT_PUBLISHED:
      events::result_published(matter, std::move(act), body.getResultPublished());
      return true;
    case Body::OBJECTION_RAISED:
      events::objection_raised(matter, std::move(act), body.getObjectionRaised());
      return true;
    case Body::OBJECTION_RESOLVED:
      events::objection_resolved(matter, std::move(act), body.getObjectionResolved());
      return true;
    case Body::ASSETS_APPRAISED:
      events::appraised(matter, std::move(act), body.getAssetsAppraised());
      return true;
    default:
      return false;
  }
}

bool evolve_contract(Partnership& matter, Act& act, Body::Reader body) {
  switch (body.which()) {
    case Body::CONTRACT_DRAFTED:
      events::contract_drafted(matter, std::move(act), body.getContractDrafted());
      return true;
    case Body::CONTRACT_SIGNED:
      events::contract_signed(matter, std::move(act), body.getContractSigned());
      return true;
    case Body::CONTRACT_AMENDED:
      events::contract_amended(matter, std::move(act), body.getContractAmended());
      return true;
    case Body::CONTRACT_RENEWED:
      events::contract_renewed(matter, std::move(act), body.getContractRenewed());
      return true;
    case Body::CONTRACT_TERMINATED:
      events::contract_terminated(matter, std::move(act), body.getContractTerminated());
      return true;
    case Body::CONTRACT_EXPIRED:
      events::contract_expired(matter, std::move(act), body.getContractExpired());
      return true;
    case Body::ASSETS_SETTLED:
      events::assets_settled(matter, std::move(act), body.getAssetsSettled());
      return true;
    default:
      return false;
  }
}

bool evolve_evaluation(Partnership& matter, Act& act, Body::Reader body) {
  switch (body.which()) {
    case Body::EVALUATION_RECORDED:
      events::evaluated(matter, std::move(act), body.getEvaluationRecorded());
      return true;
    case Body::RECTIFICATION_ORDERED:
      events::rectification_ordered(matter, std::move(act), body.getRectificationOrdered());
      return true;
    case Body::RECTIFICATION_REPORTED:
      events::rectification_reported(matter, std::move(act), body.getRectificationReported());
      return true;
    case Body::RECTIFICATION_VERIFIED:
      events::rectification_verified(matter, std::move(act), body.getRectificationVerified());
      return true;
    default:
      return false;
  }
}

bool evolve_oversight(Partnership& matter, Act& act, Body::Reader body) {
  switch (body.which()) {
    case Body::OBSERVER_ASSIGNED:
      events::observer_assigned(matter, std::move(act), body.getObserverAssigned());
      return true;
    case Body::OBSERVATION_RECORDED:
      events::observed(matter, std::move(act), body.getObservationRecorded());
      return true;
    case Body::IRREGULARITY_REPORTED:
      events::irregularity_reported(matter, std::move(act), body.getIrregularityReported());
      return true;
    case Body::DOCUMENT_ATTACHED:
      matter.documents.push_back(attached_document_of(std::move(act), body.getDocumentAttached()));
      return true;
    case Body::CORRECTION_RECORDED:
      matter.corrections.push_back(correction_of(std::move(act), body.getCorrectionRecorded()));
      return true;
    case Body::COMMAND_REFUSED:
      matter.refusals.push_back(refused_command_of(std::move(act), body.getCommandRefused()));
      return true;
    case Body::LEGAL_HOLD_PLACED:
      events::hold_placed(matter, std::move(act), body.getLegalHoldPlaced());
      return true;
    case Body::LEGAL_HOLD_RELEASED:
      events::hold_released(matter, std::move(act), body.getLegalHoldReleased());
      return true;
    case Body::REDACTION_ORDERED:
      events::redaction_ordered(matter, std::move(act), body.getRedactionOrdered());
      return true;
    case Body::REDACTION_EXECUTED:
      events::redaction_executed(matter, std::move(act), body.getRedactionExecuted());
      return true;
    default:
      return false;
  }
}

void note_irregular_entry(Partnership& matter, const Act& act, const EventView& event) {
  if (!event.payload.hasIrregular()) return;
  const auto entry = event.payload.getIrregular();
  matter.irregular_entries.push_back({.act = act,
                                      .type = event.body().which(),
                                      .reason = text_of(entry.getReason()),
                                      .evidence = digests_of(entry.getEvidence())});
}

}  // namespace

void evolve_partnership(Partnership& partnership, const EventView& event) {
  partnership.positions.push_back(event.position());
  partnership.stamps.push_back({.position = event.position(),
                                .type = static_cast<Body::Which>(event.header.getEventType()),
                                .occurred_at = to_time(event.header.getOccurredAt()).instant,
                                .recorded_at = Instant{event.header.getRecordedAt().getNs()},
                                .irregular = event.header.getIrregular()});
  if (!event.has_body()) return;
  Act act = act_of(event);
  note_irregular_entry(partnership, act, event);
  const auto body = event.body();
  // The order is a matter of speed only: the frequent ones first.
  static_cast<void>(
      evolve_meeting(partnership, act, body) || evolve_selection(partnership, act, body) ||
      evolve_evaluation(partnership, act, body) || evolve_study(partnership, act, body) ||
      evolve_approval(partnership, act, body) || evolve_contract(partnership, act, body) ||
      evolve_oversight(partnership, act, body));
}

}  // namespace minutebook::domain
