#include <algorithm>

#include "ledger/domain/partnership_case.h"

namespace minutebook::domain {
namespace {

using Command = schema::Command;

const ObserverAssignment* assignment_of(const Partnership& matter, const Subject& observer) {
  const auto found = std::ranges::find(matter.observers, observer, &ObserverAssignment::observer);
  return found == matter.observers.end() ? nullptr : &*found;
}

Check check_assignment(const Case& c, schema::ObserverAssignment::Reader data) {
  const ObserverAssignment* known = assignment_of(c.matter, subject_of(data.getObserver()));
  if (!c.regular || known == nullptr) return std::nullopt;
  return refuse_procedure("STEP-2", known->observer.text() + " already observes this matter",
                          known->observer.text() + " 已是本事项的监督员", {known->act.position});
}

Check check_observation(const Case& c, schema::Observation::Reader data) {
  if (auto refusal = check_positions(c, data.getAbout())) return refusal;
  if (!c.regular || assignment_of(c.matter, c.by) != nullptr) return std::nullopt;
  return refuse_procedure("REC-4", c.by.text() + " is not assigned as observer of this matter",
                          c.by.text() + " 未被指派为本事项的监督员");
}

Check check_correction(const Case& c, schema::Correction::Reader data) {
  const Position corrected{data.getCorrects()};
  if (c.matter.has_event(corrected)) return std::nullopt;
  return unknown_position(corrected);
}

Check check_hold(const Case& c, schema::LegalHold::Reader data) {
  const LegalHold* known = c.matter.legal_hold(id_of(data.getHold()));
  if (known == nullptr) return std::nullopt;
  return used_id("legal hold", "保全", known->id, known->act.position);
}

Check check_release(const Case& c, schema::LegalHoldRelease::Reader data) {
  const LegalHold* hold = c.matter.legal_hold(id_of(data.getHold()));
  if (hold == nullptr) return unknown_id("legal hold", "保全", id_of(data.getHold()));
  if (!c.regular || hold->in_force()) return std::nullopt;
  return refuse_procedure("STEP-2", "this legal hold was already released", "该保全已经解除",
                          {hold->releases.front().act.position});
}

Check check_redaction_order(const Case& c, schema::RedactionOrder::Reader data) {
  if (const RedactionOrder* known = c.matter.redaction_order(id_of(data.getOrder()))) {
    return used_id("redaction order", "遮蔽决定", known->id, known->act.position);
  }
  return check_positions(c, data.getPositions());
}

/// No irregular entry gets around these: what is removed cannot be looked at again.
Check check_redaction(const Case& c, schema::RedactionExecution::Reader data) {
  const RedactionOrder* order = c.matter.redaction_order(id_of(data.getOrder()));
  if (order == nullptr) return unknown_id("redaction order", "遮蔽决定", id_of(data.getOrder()));
  if (order->executed()) {
    return refuse("STEP-2", "this order was already executed", "该遮蔽决定已经执行",
                  {order->executions.front().act.position});
  }
  if (order->act.actor == c.actor || order->act.by() == c.by) {
    return refuse("STEP-2", "the person who ordered a redaction does not execute it",
                  "作出遮蔽决定的人不得自行执行", {order->act.position});
  }
  const auto hold = std::ranges::find_if(c.matter.legal_holds, &LegalHold::in_force);
  if (hold == c.matter.legal_holds.end()) return std::nullopt;
  return refuse("STEP-2", "the matter is under legal hold \"" + hold->id + "\"",
                "本事项处于保全“" + hold->id + "”之下", {hold->act.position});
}

}  // namespace

Check check_oversight(const Case& c) {
  switch (c.command.which()) {
    case Command::ASSIGN_OBSERVER:
      return check_assignment(c, c.command.getAssignObserver());
    case Command::RECORD_OBSERVATION:
      return check_observation(c, c.command.getRecordObservation());
    case Command::REPORT_IRREGULARITY:
      return check_positions(c, c.command.getReportIrregularity().getAbout());
    case Command::RECORD_CORRECTION:
      return check_correction(c, c.command.getRecordCorrection());
    case Command::PLACE_LEGAL_HOLD:
      return check_hold(c, c.command.getPlaceLegalHold());
    case Command::RELEASE_LEGAL_HOLD:
      return check_release(c, c.command.getReleaseLegalHold());
    case Command::ORDER_REDACTION:
      return check_redaction_order(c, c.command.getOrderRedaction());
    case Command::EXECUTE_REDACTION:
      return check_redaction(c, c.command.getExecuteRedaction());
    default:
      return std::nullopt;
  }
}

}  // namespace minutebook::domain
