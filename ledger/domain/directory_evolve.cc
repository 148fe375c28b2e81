#include <algorithm>

#include "ledger/domain/decide.h"
#include "ledger/domain/directory_evolver.h"

namespace minutebook::domain {
namespace {

using Body = schema::EventBody;

/// An absent text in a change leaves what was there.
void change_text(std::string& value, capnp::Text::Reader text) {
  if (text.size() != 0) value = text_of(text);
}

DayInterval days_between(schema::Date::Reader from, bool has_until, schema::Date::Reader until) {
  return {to_day(from), optional_day(has_until, until)};
}

}  // namespace

void evolve(Directory& directory, const EventView& event) {
  const Subject subject = subject_of(event.header.getStream());
  if (!is_master_data(subject.kind())) return;
  DirectoryEvolver(directory).apply(subject, event);
}

void DirectoryEvolver::apply(const Subject& subject, const EventView& event) {
  StreamRecord& stream = directory_.streams_[subject];
  stream.positions.push_back(event.position());
  if (!event.has_body()) return;
  const auto body = event.body();
  switch (body.which()) {
    case Body::LEDGER_CREATED:
    case Body::LEDGER_KEY_ROTATED:
    case Body::INTEGRITY_VERIFIED:
      return apply_ledger(subject, event);
    case Body::RULEBOOK_ADOPTED:
      return adopt_rulebook(subject, event);
    case Body::CORRECTION_RECORDED:
      stream.corrections.push_back(correction_of(act_of(event), body.getCorrectionRecorded()));
      return;
    case Body::COMMAND_REFUSED:
      stream.refusals.push_back(refused_command_of(act_of(event), body.getCommandRefused()));
      return;
    default:
      break;
  }
  switch (subject.kind()) {
    case SubjectKind::organization:
      return apply_organization(subject, event);
    case SubjectKind::venue:
      return apply_venue(subject, event);
    case SubjectKind::body:
      return apply_body(subject, event);
    case SubjectKind::person:
    case SubjectKind::service:
      return apply_principal(subject, event);
    case SubjectKind::partner:
      return apply_partner(subject, event);
    default:
      return;
  }
}

void DirectoryEvolver::apply_organization(const Subject& subject, const EventView& event) {
  const auto body = event.body();
  if (body.which() == Body::ORGANIZATION_REGISTERED) return register_organization(subject, event);
  const auto found = directory_.organizations_.find(subject);
  if (found == directory_.organizations_.end()) return;
  OrganizationRecord& record = found->second;
  switch (body.which()) {
    case Body::ORGANIZATION_CHANGED:
      change_text(record.name, body.getOrganizationChanged().getName());
      change_text(record.region, body.getOrganizationChanged().getRegion());
      return;
    case Body::ORGANIZATION_MOVED:
      record.parent = subject_of(body.getOrganizationMoved().getParent());
      return;
    case Body::REPORT_FILED:
      return file_report(record, event);
    case Body::TARGET_LETTER_SIGNED:
      return sign_target_letter(record, event);
    case Body::TARGET_ASSESSED:
      return assess_target(record, event);
    default:
      return;
  }
}

void DirectoryEvolver::register_organization(const Subject& subject, const EventView& event) {
  const auto data = event.body().getOrganizationRegistered();
  OrganizationRecord record{text_of(data.getName()),
                            data.getLevel(),
                            optional_subject(data.getParent()),
                            text_of(data.getRegion()),
                            event.position(),
                            {},
                            {}};
  if (!record.parent) directory_.root_ = subject;
  directory_.organizations_.insert_or_assign(subject, std::move(record));
}

void DirectoryEvolver::file_report(OrganizationRecord& record, const EventView& event) {
  const auto data = event.body().getReportFiled();
  record.reports.push_back(
      {act_of(event), text_of(data.getReport()), data.getKind(), data.getYear(), data.getQuarter(),
       optional_subject(data.getRecipient()), document_of(data.getDocument())});
}

void DirectoryEvolver::sign_target_letter(OrganizationRecord& record, const EventView& event) {
  const auto data = event.body().getTargetLetterSigned();
  TargetLetter letter{act_of(event),
                      text_of(data.getLetter()),
                      data.getYear(),
                      subject_of(data.getResponsible()),
                      {},
                      optional_document(data.hasDocument(), data.getDocument()),
                      {}};
  for (const auto target : data.getTargets()) {
    letter.targets.push_back({text_of(target.getName()), text_of(target.getGoal())});
  }
  record.target_letters.push_back(std::move(letter));
}

void DirectoryEvolver::assess_target(OrganizationRecord& record, const EventView& event) {
  const auto data = event.body().getTargetAssessed();
  const std::string id = text_of(data.getLetter());
  const auto letter = std::find_if(record.target_letters.begin(), record.target_letters.end(),
                                   [&](const TargetLetter& one) { return one.id == id; });
  if (letter == record.target_letters.end()) return;
  TargetAssessment assessment{act_of(event), {}};
  for (const auto outcome : data.getOutcomes()) {
    assessment.outcomes.push_back(
        {text_of(outcome.getName()), outcome.getMet(), text_of(outcome.getNote())});
  }
  letter->assessments.push_back(std::move(assessment));
}

void DirectoryEvolver::apply_venue(const Subject& subject, const EventView& event) {
  const auto body = event.body();
  if (body.which() == Body::VENUE_REGISTERED) {
    const auto data = body.getVenueRegistered();
    directory_.venues_.insert_or_assign(subject, VenueRecord{text_of(data.getName()),
                                                             data.getKind(),
                                                             subject_of(data.getOrganization()),
                                                             texts_of(data.getPrimaryDuties()),
                                                             text_of(data.getAddress()),
                                                             {},
                                                             event.position(),
                                                             {}});
    return;
  }
  const auto found = directory_.venues_.find(subject);
  if (found == directory_.venues_.end()) return;
  VenueRecord& record = found->second;
  if (body.which() == Body::VENUE_CHANGED) {
    const auto data = body.getVenueChanged();
    change_text(record.name, data.getName());
    change_text(record.address, data.getAddress());
    if (data.getPrimaryDuties().size() != 0) {
      record.primary_duties = texts_of(data.getPrimaryDuties());
    }
  } else if (body.which() == Body::OPERATION_DELEGATED) {
    const auto data = body.getOperationDelegated();
    record.delegations.push_back(
        {subject_of(data.getTo()), days_between(data.getFrom(), data.hasUntil(), data.getUntil()),
         optional_subject(data.getDecidedIn()), text_of(data.getTerms()), event.position()});
  } else if (body.which() == Body::SERVICE_TERMS_PUBLISHED) {
    publish_service_terms(record, event);
  }
}

void DirectoryEvolver::publish_service_terms(VenueRecord& record, const EventView& event) {
  const auto data = event.body().getServiceTermsPublished();
  ServiceTerms terms{act_of(event), to_day(data.getFrom()), {}, texts_of(data.getChannels())};
  for (const auto item : data.getItems()) {
    terms.items.push_back({text_of(item.getName()), text_of(item.getHours()),
                           text_of(item.getProcedure()), text_of(item.getPrice()),
                           text_of(item.getMemberDiscount())});
  }
  record.service_terms.push_back(std::move(terms));
}

void DirectoryEvolver::apply_body(const Subject& subject, const EventView& event) {
  const auto body = event.body();
  if (body.which() == Body::BODY_ESTABLISHED) {
    const auto data = body.getBodyEstablished();
    directory_.bodies_of_[subject_of(data.getOrganization())].push_back(subject);
    directory_.bodies_.insert_or_assign(subject, BodyRecord{text_of(data.getName()),
                                                            data.getKind(),
                                                            subject_of(data.getOrganization()),
                                                            {},
                                                            event.position()});
    return;
  }
  const auto found = directory_.bodies_.find(subject);
  if (found == directory_.bodies_.end()) return;
  if (body.which() == Body::BODY_MEMBER_SEATED) {
    const auto data = body.getBodyMemberSeated();
    found->second.seats.push_back({subject_of(data.getPerson()),
                                   data.getSeat(),
                                   {to_day(data.getFrom()), std::nullopt},
                                   event.position()});
  } else if (body.which() == Body::BODY_MEMBER_DEPARTED) {
    const auto data = body.getBodyMemberDeparted();
    const Subject person = subject_of(data.getPerson());
    for (SeatRecord& seat : found->second.seats) {
      if (seat.person == person && !seat.days.until) seat.days.until = to_day(data.getUntil());
    }
  }
}

void DirectoryEvolver::apply_partner(const Subject& subject, const EventView& event) {
  const auto body = event.body();
  if (body.which() == Body::PARTNER_REGISTERED) {
    const auto data = body.getPartnerRegistered();
    directory_.partners_.insert_or_assign(
        subject, PartnerRecord{text_of(data.getName()), data.getKind(),
                               text_of(data.getLegalRepresentative()), text_of(data.getAddress()),
                               event.position()});
    return;
  }
  const auto found = directory_.partners_.find(subject);
  if (found == directory_.partners_.end() || body.which() != Body::PARTNER_CHANGED) return;
  const auto data = body.getPartnerChanged();
  change_text(found->second.name, data.getName());
  change_text(found->second.legal_representative, data.getLegalRepresentative());
  change_text(found->second.address, data.getAddress());
}

void DirectoryEvolver::adopt_rulebook(const Subject& subject, const EventView& event) {
  const auto data = event.body().getRulebookAdopted();
  RulebookRecord& record = directory_.rulebooks_[subject];
  record.title = text_of(data.getTitle());
  record.version = data.getVersion();
  record.organization = optional_subject(data.getOrganization());
  record.effective_from = to_day(data.getEffectiveFrom());
  record.adopted_at = event.position();
  record.editions.push_back({record.version, record.organization, record.effective_from,
                             record.adopted_at, text_of(data.getText())});
}

}  // namespace minutebook::domain
