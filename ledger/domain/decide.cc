#include "ledger/domain/decide.h"

#include "ledger/base/check.h"
#include "ledger/domain/authority.h"
#include "ledger/domain/decide_steps.h"
#include "ledger/domain/partnership_decide.h"

namespace minutebook::domain {

Decision decide(const DecisionContext& context, schema::Command::Reader command) {
  if (auto refusal = check_authority(context, command)) return *std::move(refusal);
  const Subject subject = Subject::from_stored(command.getSubject().cStr());
  switch (subject.kind()) {
    case SubjectKind::partnership:
      return decide_partnership(context, std::get<Partnership>(context.aggregate.state), command);
    case SubjectKind::programme:
      return decide_programme(context, command);
    case SubjectKind::inspection:
      return decide_inspection(context, command);
    default:
      break;
  }
  if (command.which() == schema::Command::RECORD_CORRECTION) {
    return decide_correction(context, command);
  }
  switch (subject.kind()) {
    case SubjectKind::ledger:
      return decide_ledger(context, command);
    case SubjectKind::organization:
      return decide_organization(context, command);
    case SubjectKind::venue:
      return decide_venue(context, command);
    case SubjectKind::body:
      return decide_body(context, command);
    case SubjectKind::person:
    case SubjectKind::service:
      return decide_principal(context, command);
    case SubjectKind::partner:
      return decide_partner(context, command);
    case SubjectKind::rulebook:
      return decide_rulebook(context, command);
    default:
      break;
  }
  MB_CHECK(false);  // every kind is above
}

}  // namespace minutebook::domain
