#include "ledger/domain/study.h"

#include "ledger/domain/partnership_events.h"

namespace minutebook::domain {

std::vector<PublicBenefit> benefits_of(capnp::List<schema::PublicBenefit>::Reader list) {
  std::vector<PublicBenefit> out;
  out.reserve(list.size());
  for (const auto benefit : list) {
    out.push_back({.item = text_of(benefit.getItem()),
                   .free_places = benefit.getFreePlaces(),
                   .discount_percent = benefit.getDiscountPercent(),
                   .description = text_of(benefit.getDescription())});
  }
  return out;
}

namespace events {
namespace {

Aspect aspect_of(schema::Aspect::Reader aspect) {
  return {.assessment = aspect.getAssessment(), .note = text_of(aspect.getNote())};
}

}  // namespace

void proposed(Partnership& matter, Act act, schema::Proposal::Reader proposal,
              std::string reason_of_revision) {
  matter.proposals.push_back({.act = std::move(act),
                              .venue = subject_of(proposal.getVenue()),
                              .mode = proposal.getMode(),
                              .title = text_of(proposal.getTitle()),
                              .purpose = text_of(proposal.getPurpose()),
                              .scope = text_of(proposal.getScope()),
                              .necessity = text_of(proposal.getNecessity()),
                              .feasibility = text_of(proposal.getFeasibility()),
                              .intended_term_months = proposal.getIntendedTermMonths(),
                              .estimated_value_fen = proposal.getEstimatedValueFen(),
                              .public_benefits = benefits_of(proposal.getPublicBenefits()),
                              .documents = documents_of(proposal.getDocuments()),
                              .candidate = optional_subject(proposal.getCandidate()),
                              .reason = std::move(reason_of_revision)});
}

void withdrawn(Partnership& matter, Act act, schema::Withdrawal::Reader withdrawal) {
  matter.withdrawals.push_back({.act = std::move(act), .reason = text_of(withdrawal.getReason())});
}

void studied(Partnership& matter, Act act, schema::Study::Reader study) {
  matter.studies.push_back(
      {.act = std::move(act),
       .necessity = text_of(study.getNecessity()),
       .feasibility = text_of(study.getFeasibility()),
       .methods = text_of(study.getMethods()),
       .conclusion = study.getConclusion(),
       .document = optional_document(study.hasDocument(), study.getDocument())});
}

void examined(Partnership& matter, Act act, schema::DueDiligence::Reader diligence) {
  matter.due_diligence.push_back({.act = std::move(act),
                                  .partner = subject_of(diligence.getPartner()),
                                  .qualification = aspect_of(diligence.getQualification()),
                                  .integrity_record = aspect_of(diligence.getIntegrityRecord()),
                                  .service_brand = aspect_of(diligence.getServiceBrand()),
                                  .overall_strength = aspect_of(diligence.getOverallStrength()),
                                  .documents = documents_of(diligence.getDocuments())});
}

void interest_declared(Partnership& matter, Act act, schema::InterestDeclaration::Reader interest) {
  matter.interests.push_back({.act = std::move(act),
                              .partner = optional_subject(interest.getPartner()),
                              .nature = text_of(interest.getNature())});
}

}  // namespace events
}  // namespace minutebook::domain
