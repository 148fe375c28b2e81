#include "ledger/domain/partnership_case.h"

namespace minutebook::domain {
namespace {

using Command = schema::Command;

Check check_concluded(const Case& c, const Contract& contract) {
  if (!c.regular || contract.concluded()) return std::nullopt;
  return refuse_procedure("STEP-2", "contract \"" + contract.id + "\" is not signed",
                          "合同“" + contract.id + "”尚未签订", {contract.made_at()});
}

Check check_recording(const Case& c, schema::Evaluation::Reader data) {
  if (const Evaluation* known = c.matter.evaluation(id_of(data.getEvaluation()))) {
    return used_id("evaluation", "考核", known->id, known->act.position);
  }
  const Contract* contract = c.matter.contract(id_of(data.getContract()));
  if (contract == nullptr) return unknown_id("contract", "合同", id_of(data.getContract()));
  if (auto refusal = check_concluded(c, *contract)) return refusal;
  if (!c.regular || !data.hasFrom() || !data.hasUntil() ||
      to_day(data.getFrom()) <= to_day(data.getUntil())) {
    return std::nullopt;
  }
  return refuse_procedure("STEP-2", "the period evaluated ends before it begins",
                          "考核期间止日早于起日");
}

/// An evaluation that an order cites must be one of the same contract.
Check check_cited_evaluation(const Case& c, schema::RectificationOrder::Reader data) {
  const auto id = id_of(data.getEvaluation());
  if (id.empty()) return std::nullopt;
  const Evaluation* evaluation = c.matter.evaluation(id);
  if (evaluation == nullptr) return unknown_id("evaluation", "考核", id);
  if (evaluation->contract == id_of(data.getContract())) return std::nullopt;
  return refuse("REF-3", "evaluation \"" + evaluation->id + "\" is of another contract",
                "考核“" + evaluation->id + "”属于另一合同", {evaluation->act.position});
}

Check check_order(const Case& c, schema::RectificationOrder::Reader data) {
  if (const Rectification* known = c.matter.rectification(id_of(data.getRectification()))) {
    return used_id("rectification", "整改", known->id, known->act.position);
  }
  const Contract* contract = c.matter.contract(id_of(data.getContract()));
  if (contract == nullptr) return unknown_id("contract", "合同", id_of(data.getContract()));
  if (auto refusal = check_cited_evaluation(c, data)) return refusal;
  if (auto refusal = check_concluded(c, *contract)) return refusal;
  if (!c.regular) return std::nullopt;
  if (contract->ended()) {
    return refuse_procedure("STEP-2", "contract \"" + contract->id + "\" has ended",
                            "合同“" + contract->id + "”已经终结", {contract->ended_at()});
  }
  if (c.day <= to_day(data.getDueBy())) return std::nullopt;
  return refuse_procedure("STEP-2", "the rectification would be due before it is ordered",
                          "整改期限早于责令之日");
}

/// Checks of a command about a known rectification, which must not be over.
template <typename Reader, typename Further>
Check at_rectification(const Case& c, Reader data, Further further) {
  const Rectification* ordered = c.matter.rectification(id_of(data.getRectification()));
  if (ordered == nullptr) {
    return unknown_id("rectification", "整改", id_of(data.getRectification()));
  }
  if (c.regular && ordered->state() == RectificationState::effective) {
    return refuse_procedure("STEP-2", "this rectification was verified as effective",
                            "该整改已验收有效", {ordered->verifications.back().act.position});
  }
  return further(*ordered);
}

Check check_verification(const Case& c, const Rectification& ordered) {
  if (!c.regular || ordered.state() == RectificationState::reported) return std::nullopt;
  return refuse_procedure("STEP-2", "there is no report to verify since it was last looked at",
                          "没有待验收的整改报告", {ordered.act.position});
}

}  // namespace

Check check_evaluation(const Case& c) {
  switch (c.command.which()) {
    case Command::RECORD_EVALUATION:
      return check_recording(c, c.command.getRecordEvaluation());
    case Command::ORDER_RECTIFICATION:
      return check_order(c, c.command.getOrderRectification());
    case Command::REPORT_RECTIFICATION:
      return at_rectification(c, c.command.getReportRectification(),
                              [](const Rectification&) { return Check{}; });
    case Command::VERIFY_RECTIFICATION:
      return at_rectification(c, c.command.getVerifyRectification(),
                              [&](const Rectification& r) { return check_verification(c, r); });
    default:
      return std::nullopt;
  }
}

}  // namespace minutebook::domain
