#include "ledger/domain/aggregate.h"

namespace minutebook::domain {

bool is_master_data(SubjectKind kind) {
  switch (kind) {
    case SubjectKind::partnership:
    case SubjectKind::programme:
    case SubjectKind::inspection:
      return false;
    default:
      return true;
  }
}

Aggregate empty_aggregate(const Subject& subject) {
  Aggregate aggregate(subject);
  switch (subject.kind()) {
    case SubjectKind::partnership:
      aggregate.state = Partnership{};
      break;
    case SubjectKind::programme:
      aggregate.state = Programme{};
      break;
    case SubjectKind::inspection:
      aggregate.state = Inspection{};
      break;
    default:
      break;
  }
  return aggregate;
}

}  // namespace minutebook::domain
