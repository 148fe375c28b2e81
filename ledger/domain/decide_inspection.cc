#include <algorithm>

#include "ledger/domain/decide_steps.h"
#include "ledger/domain/drafts.h"

namespace minutebook::domain {
namespace {

using Command = schema::Command;

/// Evidence leaves the house only when a second person has looked at it.
std::optional<Refusal> check_export(Command::Reader command) {
  const Subject second = subject_of(command.getExportEvidence().getConfirmedBy());
  if (second != subject_of(command.getActor())) return std::nullopt;
  return refuse("STEP-2", "evidence is exported by one person and confirmed by another",
                "证据导出须由另一人复核");
}

/// One finding (rule and subject, over the same events) is decided once in a case.
std::optional<Refusal> check_finding(const Inspection& inspection,
                                     schema::FindingDecision::Reader data) {
  const std::string rule = text_of(data.getRule());
  const Subject concerns = subject_of(data.getConcerns());
  const std::vector<Position> about = positions_of(data.getAbout());
  const auto found = std::ranges::find_if(inspection.findings, [&](const FindingDecision& one) {
    return one.rule == rule && one.concerns == concerns && one.about == about;
  });
  if (found == inspection.findings.end()) return std::nullopt;
  return refuse("STEP-2", "this finding was decided in this case already",
                "本案已对该问题线索作出认定", {found->act.position});
}

std::optional<Refusal> check(const Inspection& inspection, Command::Reader command) {
  switch (command.which()) {
    case Command::EXPORT_EVIDENCE:
      return check_export(command);
    case Command::CONFIRM_FINDING:
      return check_finding(inspection, command.getConfirmFinding());
    case Command::DISMISS_FINDING:
      return check_finding(inspection, command.getDismissFinding());
    default:
      return std::nullopt;
  }
}

}  // namespace

Decision decide_inspection(const DecisionContext& context, Command::Reader command) {
  const auto& inspection = std::get<Inspection>(context.aggregate.state);
  if (auto refusal = check(inspection, command)) return *std::move(refusal);
  return emit_same(command);
}

}  // namespace minutebook::domain
