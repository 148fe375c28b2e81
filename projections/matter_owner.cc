#include "projections/matter_owner.h"

namespace minutebook::projections {

std::optional<Subject> owner_of(const domain::Partnership& matter,
                                const std::optional<Subject>& organization) {
  const domain::Step step = domain::step_of(matter);
  if (step == domain::Step::closed || step == domain::Step::withdrawn) return std::nullopt;
  if (step == domain::Step::approval) {
    if (!matter.approval_requests.empty() &&
        matter.approval_requests.back().outcome() == domain::ApprovalOutcome::pending) {
      return matter.approval_requests.back().authority;
    }
    if (!matter.filings.empty() && !matter.filings.back().acknowledged()) {
      return matter.filings.back().authority;
    }
  }
  return organization;
}

}  // namespace minutebook::projections
