#include "ledger/domain/inspection.h"

namespace minutebook::domain {
namespace {

using Body = schema::EventBody;

void open(Inspection& inspection, Act act, schema::InspectionOpening::Reader data) {
  inspection.openings.push_back({std::move(act), text_of(data.getTitle()),
                                 text_of(data.getAuthority()), subject_of(data.getOrganization()),
                                 subjects_of(data.getInspectors()), subjects_of(data.getScope())});
}

void export_evidence(Inspection& inspection, Act act, schema::EvidenceExport::Reader data) {
  inspection.exports.push_back({std::move(act), digest_of(data.getDigest()),
                                subjects_of(data.getScope()), subject_of(data.getConfirmedBy()),
                                text_of(data.getRecipient())});
}

void decide_finding(Inspection& inspection, Act act, bool confirmed,
                    schema::FindingDecision::Reader data) {
  inspection.findings.push_back({std::move(act), confirmed, text_of(data.getRule()),
                                 subject_of(data.getConcerns()), positions_of(data.getAbout()),
                                 text_of(data.getReason())});
}

}  // namespace

void evolve_inspection(Inspection& inspection, const EventView& event) {
  inspection.positions.push_back(event.position());
  if (!event.has_body()) return;
  const auto body = event.body();
  Act act = act_of(event);
  switch (body.which()) {
    case Body::INSPECTION_OPENED:
      return open(inspection, std::move(act), body.getInspectionOpened());
    case Body::EVIDENCE_EXPORTED:
      return export_evidence(inspection, std::move(act), body.getEvidenceExported());
    case Body::FINDING_CONFIRMED:
      return decide_finding(inspection, std::move(act), true, body.getFindingConfirmed());
    case Body::FINDING_DISMISSED:
      return decide_finding(inspection, std::move(act), false, body.getFindingDismissed());
    case Body::DOCUMENT_ATTACHED:
      inspection.documents.push_back(
          attached_document_of(std::move(act), body.getDocumentAttached()));
      return;
    case Body::COMMAND_REFUSED:
      inspection.refusals.push_back(refused_command_of(std::move(act), body.getCommandRefused()));
      return;
    default:
      return;
  }
}

}  // namespace minutebook::domain
