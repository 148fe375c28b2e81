#include "ledger/domain/partnership_case.h"

namespace minutebook::domain {
namespace {

using Command = schema::Command;

Check check_request(const Case& c, schema::ApprovalRequest::Reader data) {
  if (const ApprovalRequest* known = c.matter.approval_request(id_of(data.getRequest()))) {
    return used_id("approval request", "报批件", known->id, known->act.position);
  }
  const auto id = id_of(data.getMeeting());
  if (id.empty()) return std::nullopt;
  const Meeting* meeting = c.matter.meeting(id);
  if (meeting == nullptr) return unknown_id("meeting", "会议", id);
  const Resolution* resolution = meeting->resolution();
  if (!c.regular || (resolution != nullptr && resolution->adopted)) return std::nullopt;
  return refuse_procedure(
      "STEP-2", "the meeting put forward has adopted no resolution", "所报会议没有通过的决议",
      {resolution == nullptr ? meeting->act.position : resolution->act.position});
}

template <typename Reader>
Check check_answer(const Case& c, Reader data) {
  const ApprovalRequest* request = c.matter.approval_request(id_of(data.getRequest()));
  if (request == nullptr) return unknown_id("approval request", "报批件", id_of(data.getRequest()));
  if (!c.regular || request->outcome() == ApprovalOutcome::pending) return std::nullopt;
  return refuse_procedure("STEP-2", "this request was already answered; a new one needs a new id",
                          "该报批件已有批复；再次报批须用新编号",
                          {request->answers.back().act.position});
}

Check check_filing(const Case& c, schema::Filing::Reader data) {
  const Filing* known = c.matter.filing(id_of(data.getFiling()));
  if (known == nullptr) return std::nullopt;
  return used_id("filing", "备案件", known->id, known->act.position);
}

Check check_acknowledgement(const Case& c, schema::FilingAcknowledgement::Reader data) {
  const Filing* filing = c.matter.filing(id_of(data.getFiling()));
  if (filing == nullptr) return unknown_id("filing", "备案件", id_of(data.getFiling()));
  if (!c.regular || !filing->acknowledged()) return std::nullopt;
  return refuse_procedure("STEP-2", "this filing was already acknowledged", "该备案件已经签收",
                          {filing->acknowledgements.back().act.position});
}

}  // namespace

Check check_approval(const Case& c) {
  switch (c.command.which()) {
    case Command::REQUEST_APPROVAL:
      return check_request(c, c.command.getRequestApproval());
    case Command::GRANT_APPROVAL:
      return check_answer(c, c.command.getGrantApproval());
    case Command::RETURN_APPROVAL:
      return check_answer(c, c.command.getReturnApproval());
    case Command::REFUSE_APPROVAL:
      return check_answer(c, c.command.getRefuseApproval());
    case Command::SUBMIT_FILING:
      return check_filing(c, c.command.getSubmitFiling());
    case Command::ACKNOWLEDGE_FILING:
      return check_acknowledgement(c, c.command.getAcknowledgeFiling());
    default:
      return std::nullopt;
  }
}

}  // namespace minutebook::domain
