#include "ledger/domain/tally.h"
#include "ledger/rules/approval_facts.h"

namespace minutebook::rules {
namespace {

using domain::ApprovalAnswer;
using domain::ApprovalRequest;

/// Where `person` proposed, studied or voted: the positions of those acts.
std::vector<Position> took_part(const domain::Partnership& matter, const Subject& person) {
  std::vector<Position> positions;
  for (const domain::Proposal& proposal : matter.proposals) {
    if (proposal.act.by() == person) positions.push_back(proposal.act.position);
  }
  for (const domain::Study& study : matter.studies) {
    if (study.act.by() == person) positions.push_back(study.act.position);
  }
  for (const domain::Meeting& meeting : matter.meetings) {
    const domain::Ballot* ballot = domain::counted_ballot(meeting, person);
    if (ballot != nullptr) positions.push_back(ballot->act.position);
  }
  return positions;
}

}  // namespace

/// APPR-3. Judged for each answer to a request for approval: granted, returned or refused. Passes
/// when the person who gave it neither proposed the matter, revised or studied the proposal, nor
/// has a ballot that counts in any of its meetings, before or after; else a breach. A request
/// without an answer is pending. Not applicable when no approval was requested. Needs no rulebook,
/// so it can always decide.
Verdict judge_approver(const Question& q) {
  Parts parts("no approval was requested", "没有报批");
  for (const ApprovalRequest& request : q.matter.approval_requests) {
    if (request.answers.empty()) {
      parts.add(pending("request \"" + request.id + "\" is not answered yet",
                        "报批件“" + request.id + "”尚无批复", {request.act.position}));
    }
    for (const ApprovalAnswer& answer : request.answers) {
      const std::string& person = answer.act.by().text();
      auto positions = took_part(q.matter, answer.act.by());
      const bool alone = positions.empty();
      positions.push_back(answer.act.position);
      parts.add(
          alone ? pass(person + " answered request \"" + request.id +
                           "\" and neither proposed nor voted",
                       person + " 批复报批件“" + request.id + "”，未参与提出或表决",
                       std::move(positions))
                : breach(person + " answered request \"" + request.id +
                             "\" and had proposed or voted in the same matter",
                         person + " 批复报批件“" + request.id + "”，又参与了同一事项的提出或表决",
                         std::move(positions)));
    }
  }
  return std::move(parts).verdict();
}

}  // namespace minutebook::rules
