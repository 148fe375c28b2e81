#include "tools/export/ocds/stage.h"

namespace minutebook::ocds {

using Event = schema::EventBody;

Stage stage_of(Event::Which event) {
  switch (event) {
    case Event::PARTNERSHIP_PROPOSED:
    case Event::STUDY_RECORDED:
    case Event::PROPOSAL_REVISED:
    case Event::MEETING_CONVENED:
    case Event::ATTENDANCE_RECORDED:
    case Event::RECUSAL_DECLARED:
    case Event::BALLOT_CAST:
    case Event::BALLOT_CHANGED:
    case Event::VOTE_CLOSED:
    case Event::RESOLUTION_ADOPTED:
    case Event::RESOLUTION_REJECTED:
    case Event::MINUTES_SIGNED:
    case Event::APPROVAL_REQUESTED:
    case Event::APPROVAL_GRANTED:
    case Event::APPROVAL_RETURNED:
    case Event::APPROVAL_REFUSED:
    case Event::FILING_SUBMITTED:
    case Event::FILING_ACKNOWLEDGED:
    case Event::ASSETS_APPRAISED:
      return Stage::planning;
    case Event::SELECTION_ANNOUNCED:
    case Event::BID_RECEIVED:
    case Event::BIDS_OPENED:
    case Event::BID_SCORED:
    case Event::BID_DISQUALIFIED:
      return Stage::tender;
    case Event::PROPOSAL_WITHDRAWN:
      return Stage::cancellation;
    case Event::WINNERS_DETERMINED:
    case Event::RESULT_PUBLISHED:
    case Event::OBJECTION_RAISED:
    case Event::OBJECTION_RESOLVED:
      return Stage::award;
    case Event::CONTRACT_DRAFTED:
    case Event::CONTRACT_SIGNED:
    case Event::CONTRACT_RENEWED:
      return Stage::contract;
    case Event::CONTRACT_AMENDED:
      return Stage::amendment;
    case Event::EVALUATION_RECORDED:
    case Event::RECTIFICATION_ORDERED:
    case Event::RECTIFICATION_REPORTED:
    case Event::RECTIFICATION_VERIFIED:
    case Event::ASSETS_SETTLED:
      return Stage::implementation;
    case Event::CONTRACT_TERMINATED:
    case Event::CONTRACT_EXPIRED:
      return Stage::termination;
    default:
      return Stage::none;
  }
}

const char* tag_of(Stage stage, const std::set<Stage>& seen) {
  const bool again = seen.contains(stage);
  switch (stage) {
    case Stage::none:
    case Stage::planning:
      return again ? "planningUpdate" : "planning";
    case Stage::tender:
      return again ? "tenderUpdate" : "tender";
    case Stage::cancellation:
      return "tenderCancellation";
    case Stage::award:
      return again ? "awardUpdate" : "award";
    case Stage::contract:
      return again ? "contractUpdate" : "contract";
    case Stage::amendment:
      return "contractAmendment";
    case Stage::implementation:
      return again ? "implementationUpdate" : "implementation";
    case Stage::termination:
      return "contractTermination";
  }
  return "planningUpdate";
}

}  // namespace minutebook::ocds
