#include "ledger/domain/partnership_decide.h"

#include "ledger/base/check.h"
#include "ledger/domain/delegation_check.h"
#include "ledger/domain/partnership_case.h"

namespace minutebook::domain {
namespace {

using Command = schema::Command;

/// Commands that a matter takes after it was withdrawn: what may be said about it at any time.
bool may_follow_withdrawal(Command::Which which) {
  switch (which) {
    case Command::DECLARE_INTEREST:
    case Command::SIGN_MINUTES:
    case Command::ASSIGN_OBSERVER:
    case Command::RECORD_OBSERVATION:
    case Command::REPORT_IRREGULARITY:
    case Command::ATTACH_DOCUMENT:
    case Command::RECORD_CORRECTION:
    case Command::PLACE_LEGAL_HOLD:
    case Command::RELEASE_LEGAL_HOLD:
    case Command::ORDER_REDACTION:
    case Command::EXECUTE_REDACTION:
      return true;
    default:
      return false;
  }
}

/// Of a closed matter, what follows from its contracts goes on; each checks the contract's state.
bool may_follow_closing(Command::Which which) {
  switch (which) {
    case Command::SUBMIT_FILING:
    case Command::ACKNOWLEDGE_FILING:
    case Command::RAISE_OBJECTION:
    case Command::RESOLVE_OBJECTION:
    case Command::AMEND_CONTRACT:
    case Command::RENEW_CONTRACT:
    case Command::TERMINATE_CONTRACT:
    case Command::EXPIRE_CONTRACT:
    case Command::SETTLE_ASSETS:
    case Command::RECORD_EVALUATION:
    case Command::ORDER_RECTIFICATION:
    case Command::REPORT_RECTIFICATION:
    case Command::VERIFY_RECTIFICATION:
      return true;
    default:
      return may_follow_withdrawal(which);
  }
}

Check check_step(const Case& c) {
  if (!c.regular) return std::nullopt;
  const Command::Which which = c.command.which();
  if (may_follow_withdrawal(which)) return std::nullopt;
  const Step step = step_of(c.matter);
  if (step == Step::withdrawn) {
    return refuse_procedure("STEP-1", "this matter was withdrawn", "本事项已经撤回",
                            {c.matter.withdrawals.front().act.position});
  }
  if (step == Step::closed && !may_follow_closing(which)) {
    return refuse_procedure(
        "STEP-1", "this matter is closed: all its contracts have ended; propose a new one",
        "本事项已经结束：全部合同均已终结；请另提新的事项");
  }
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> check_partnership(const DecisionContext& context,
                                         const Partnership& partnership, Command::Reader command) {
  if (auto refusal = check_authorising_matter(context, partnership, command)) return refusal;
  const Case c(context, partnership, command);
  if (command.which() == Command::PROPOSE_PARTNERSHIP) return std::nullopt;
  MB_CHECK(partnership.proposal() != nullptr);
  if (auto refusal = check_step(c)) return refusal;
  for (const auto check : {check_study, check_meeting, check_approval, check_selection,
                           check_contract, check_evaluation, check_oversight}) {
    if (auto refusal = check(c)) return refusal;
  }
  return std::nullopt;
}

Decision draft_partnership(const DecisionContext& context, const Partnership& partnership,
                           Command::Reader command) {
  if (command.which() != Command::CLOSE_VOTE) return emit_same(command);
  return draft_closing(Case(context, partnership, command));
}

Decision decide_partnership(const DecisionContext& context, const Partnership& partnership,
                            Command::Reader command) {
  if (auto refusal = check_partnership(context, partnership, command)) return *std::move(refusal);
  return draft_partnership(context, partnership, command);
}

}  // namespace minutebook::domain
