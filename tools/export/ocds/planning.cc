#include "tools/export/ocds/process.h"

namespace minutebook::ocds {

Json planning_of(const Source& source) {
  const domain::Proposal& proposal = *source.matter.proposal();
  Json out = Json::object();
  put(out, "rationale", proposal.purpose);
  if (proposal.estimated_value_fen != 0) {
    out["budget"] = Json{{"amount", money(proposal.estimated_value_fen)}};
  }
  Json documents = Json::array();
  for (const domain::Document& document : proposal.documents) {
    const ZonedTime date = source.matter.proposals.front().act.occurred_at;
    add_document(documents, document_of(document, "procurementPlan", date));
  }
  for (const domain::Study& study : source.matter.studies) {
    if (!study.document) continue;
    add_document(documents,
                 document_of(*study.document, "feasibilityStudy", study.act.occurred_at));
  }
  put_list(out, "documents", std::move(documents));
  return out;
}

}  // namespace minutebook::ocds
