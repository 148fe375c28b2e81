#include "ledger/domain/approval.h"

#include "ledger/domain/partnership_events.h"

namespace minutebook::domain::events {
namespace {

void answer(Partnership& matter, capnp::Text::Reader request, ApprovalAnswer given) {
  if (ApprovalRequest* asked = find_by_id(matter.approval_requests, view(request))) {
    asked->answers.push_back(std::move(given));
  }
}

}  // namespace

void approval_requested(Partnership& matter, Act act, schema::ApprovalRequest::Reader request) {
  matter.approval_requests.push_back({.act = std::move(act),
                                      .id = text_of(request.getRequest()),
                                      .authority = subject_of(request.getAuthority()),
                                      .meeting = text_of(request.getMeeting()),
                                      .summary = text_of(request.getSummary()),
                                      .documents = documents_of(request.getDocuments()),
                                      .answers = {}});
}

void approval_granted(Partnership& matter, Act act, schema::ApprovalGrant::Reader grant) {
  std::optional<crypto::Digest> contract_text;
  if (grant.hasContractText()) contract_text = digest_of(grant.getContractText());
  answer(matter, grant.getRequest(),
         {.act = std::move(act),
          .outcome = ApprovalOutcome::granted,
          .conditions = text_of(grant.getConditions()),
          .contract_text = contract_text,
          .document = optional_document(grant.hasDocument(), grant.getDocument()),
          .reason = {}});
}

void approval_returned(Partnership& matter, Act act, schema::ApprovalReturn::Reader returned) {
  answer(matter, returned.getRequest(),
         {.act = std::move(act),
          .outcome = ApprovalOutcome::returned,
          .conditions = {},
          .contract_text = {},
          .document = {},
          .reason = text_of(returned.getReason())});
}

void approval_refused(Partnership& matter, Act act, schema::ApprovalRefusal::Reader refusal) {
  answer(matter, refusal.getRequest(),
         {.act = std::move(act),
          .outcome = ApprovalOutcome::refused,
          .conditions = {},
          .contract_text = {},
          .document = {},
          .reason = text_of(refusal.getReason())});
}

void filed(Partnership& matter, Act act, schema::Filing::Reader filing) {
  matter.filings.push_back({.act = std::move(act),
                            .id = text_of(filing.getFiling()),
                            .authority = subject_of(filing.getAuthority()),
                            .summary = text_of(filing.getSummary()),
                            .documents = documents_of(filing.getDocuments()),
                            .acknowledgements = {}});
}

void acknowledged(Partnership& matter, Act act, schema::FilingAcknowledgement::Reader note) {
  if (Filing* filing = find_by_id(matter.filings, view(note.getFiling()))) {
    filing->acknowledgements.push_back({.act = std::move(act), .note = text_of(note.getNote())});
  }
}

}  // namespace minutebook::domain::events
