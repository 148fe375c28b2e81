#include "ledger/base/check.h"
#include "ledger/domain/partnership.h"

namespace minutebook::domain {

std::string_view name_of(Step step) {
  switch (step) {
    case Step::study:
      return "study";
    case Step::decision:
      return "decision";
    case Step::approval:
      return "approval";
    case Step::signing:
      return "signing";
    case Step::evaluation:
      return "evaluation";
    case Step::closed:
      return "closed";
    case Step::withdrawn:
      return "withdrawn";
  }
  MB_CHECK(false);
}

std::string_view name_of(ApprovalOutcome outcome) {
  switch (outcome) {
    case ApprovalOutcome::pending:
      return "pending";
    case ApprovalOutcome::granted:
      return "granted";
    case ApprovalOutcome::returned:
      return "returned";
    case ApprovalOutcome::refused:
      return "refused";
  }
  MB_CHECK(false);
}

std::string_view name_of(ContractState state) {
  switch (state) {
    case ContractState::drafted:
      return "drafted";
    case ContractState::running:
      return "running";
    case ContractState::renewed:
      return "renewed";
    case ContractState::terminated:
      return "terminated";
    case ContractState::expired:
      return "expired";
  }
  MB_CHECK(false);
}

std::string_view name_of(RectificationState state) {
  switch (state) {
    case RectificationState::ordered:
      return "ordered";
    case RectificationState::reported:
      return "reported";
    case RectificationState::effective:
      return "effective";
    case RectificationState::ineffective:
      return "ineffective";
  }
  MB_CHECK(false);
}

}  // namespace minutebook::domain
