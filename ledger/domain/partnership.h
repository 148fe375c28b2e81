#pragma once

#include <string_view>
#include <vector>

#include "ledger/domain/approval.h"
#include "ledger/domain/contract.h"
#include "ledger/domain/evaluation.h"
#include "ledger/domain/meeting.h"
#include "ledger/domain/oversight.h"
#include "ledger/domain/selection.h"
#include "ledger/domain/study.h"
#include "ledger/schema/event.capnp.h"

namespace minutebook::domain {

/// The five steps, and the two ends.
enum class Step { study, decision, approval, signing, evaluation, closed, withdrawn };

std::string_view name_of(Step step);

/// When and as what an event was recorded: what rules about recording look at.
struct EventStamp {
  Position position;
  schema::EventBody::Which type = schema::EventBody::Which::LEDGER_CREATED;
  Instant occurred_at;
  Instant recorded_at;
  bool irregular = false;
};

/// A matter that goes through the five steps: everything that its stream says, each fact with its
/// act. Lists are in the order recorded. Local ids are unique in the matter, per kind of thing.
struct Partnership {
  std::vector<Proposal> proposals;  ///< the first, then its revisions; the last one counts
  std::vector<Withdrawal> withdrawals;
  std::vector<Study> studies;
  std::vector<DueDiligence> due_diligence;
  std::vector<Interest> interests;
  std::vector<Meeting> meetings;
  std::vector<ApprovalRequest> approval_requests;
  std::vector<Filing> filings;
  std::vector<Selection> selections;
  std::vector<Objection> objections;
  std::vector<Appraisal> appraisals;
  std::vector<Contract> contracts;
  std::vector<Evaluation> evaluations;
  std::vector<Rectification> rectifications;
  std::vector<ObserverAssignment> observers;
  std::vector<Observation> observations;
  std::vector<IrregularityReport> irregularity_reports;
  std::vector<AttachedDocument> documents;
  std::vector<Correction> corrections;
  std::vector<LegalHold> legal_holds;
  std::vector<RedactionOrder> redaction_orders;
  std::vector<RefusedCommand> refusals;
  std::vector<IrregularEntry> irregular_entries;
  std::vector<Position> positions;  ///< of every event of the stream, ascending
  std::vector<EventStamp> stamps;   ///< of every event of the stream; not part of its description

  /// The proposal as it reads now; null before the matter is proposed.
  const Proposal* proposal() const { return proposals.empty() ? nullptr : &proposals.back(); }
  bool withdrawn() const { return !withdrawals.empty(); }
  bool under_legal_hold() const;
  /// Is there an event of this stream at `position`?
  bool has_event(Position position) const;

  // Null when there is none of that id.
  const Meeting* meeting(std::string_view id) const;
  const ApprovalRequest* approval_request(std::string_view id) const;
  const Filing* filing(std::string_view id) const;
  const Selection* selection(std::string_view id) const;
  const Bid* bid(std::string_view id) const;  ///< in any selection
  const Objection* objection(std::string_view id) const;
  const Contract* contract(std::string_view id) const;
  const Evaluation* evaluation(std::string_view id) const;
  const Rectification* rectification(std::string_view id) const;
  const LegalHold* legal_hold(std::string_view id) const;
  const RedactionOrder* redaction_order(std::string_view id) const;
};

/// Where the matter stands, from its facts alone. Closed: every contract that it led to has ended
/// and none is still to be signed. A closed matter still takes evaluations, settlements, oversight.
Step step_of(const Partnership& partnership);

/// Applies an event of the matter's own stream; of other types, only its position is noted.
void evolve_partnership(Partnership& partnership, const EventView& event);

}  // namespace minutebook::domain
