#include "ledger/domain/oversight.h"

#include "ledger/domain/partnership_events.h"

namespace minutebook::domain {

Correction correction_of(Act act, schema::Correction::Reader correction) {
  std::vector<FieldCorrection> fields;
  fields.reserve(correction.getFields().size());
  for (const auto field : correction.getFields()) {
    fields.push_back({.field = text_of(field.getField()),
                      .recorded = text_of(field.getRecorded()),
                      .correct = text_of(field.getCorrect())});
  }
  return {.act = std::move(act),
          .corrects = Position{correction.getCorrects()},
          .fields = std::move(fields),
          .reason = text_of(correction.getReason()),
          .documents = documents_of(correction.getDocuments())};
}

AttachedDocument attached_document_of(Act act, schema::DocumentAttachment::Reader attachment) {
  return {.act = std::move(act),
          .document = document_of(attachment.getDocument()),
          .note = text_of(attachment.getNote())};
}

RefusedCommand refused_command_of(Act act, schema::Refusal::Reader refusal) {
  return {.act = std::move(act),
          .command = text_of(refusal.getCommand()),
          .rule = text_of(refusal.getRule()),
          .detail = {text_of(refusal.getDetailEn()), text_of(refusal.getDetailZh())},
          .rests_on = positions_of(refusal.getRestsOn())};
}

namespace events {

void observer_assigned(Partnership& matter, Act act, schema::ObserverAssignment::Reader observer) {
  matter.observers.push_back({.act = std::move(act),
                              .observer = subject_of(observer.getObserver()),
                              .mandate = text_of(observer.getMandate())});
}

void observed(Partnership& matter, Act act, schema::Observation::Reader observation) {
  matter.observations.push_back({.act = std::move(act),
                                 .stage = observation.getStage(),
                                 .present = observation.getPresent(),
                                 .text = text_of(observation.getText()),
                                 .about = positions_of(observation.getAbout())});
}

void irregularity_reported(Partnership& matter, Act act,
                           schema::IrregularityReport::Reader report) {
  matter.irregularity_reports.push_back({.act = std::move(act),
                                         .rule = text_of(report.getRule()),
                                         .text = text_of(report.getText()),
                                         .about = positions_of(report.getAbout()),
                                         .documents = documents_of(report.getDocuments())});
}

void hold_placed(Partnership& matter, Act act, schema::LegalHold::Reader hold) {
  matter.legal_holds.push_back({.act = std::move(act),
                                .id = text_of(hold.getHold()),
                                .authority = text_of(hold.getAuthority()),
                                .reason = text_of(hold.getReason()),
                                .releases = {}});
}

void hold_released(Partnership& matter, Act act, schema::LegalHoldRelease::Reader release) {
  if (LegalHold* hold = find_by_id(matter.legal_holds, view(release.getHold()))) {
    hold->releases.push_back({.act = std::move(act), .reason = text_of(release.getReason())});
  }
}

void redaction_ordered(Partnership& matter, Act act, schema::RedactionOrder::Reader order) {
  matter.redaction_orders.push_back({.act = std::move(act),
                                     .id = text_of(order.getOrder()),
                                     .positions = positions_of(order.getPositions()),
                                     .authority = text_of(order.getAuthority()),
                                     .reason = text_of(order.getReason()),
                                     .executions = {}});
}

void redaction_executed(Partnership& matter, Act act,
                        schema::RedactionExecution::Reader execution) {
  if (RedactionOrder* order = find_by_id(matter.redaction_orders, view(execution.getOrder()))) {
    order->executions.push_back({.act = std::move(act)});
  }
}

}  // namespace events
}  // namespace minutebook::domain
