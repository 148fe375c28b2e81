#include "ledger/rules/approval_matrix.h"

namespace minutebook::rules {
namespace {

/// How far down the authority is: levels count from the nation, 1, downwards.
int rank_of(const Authority& authority, schema::OrganizationLevel venue) {
  const int level = static_cast<int>(venue);
  switch (authority.kind) {
    case Authority::Kind::own:
      return level;
    case Authority::Kind::parent:
      return level - 1;
    case Authority::Kind::level:
      break;
  }
  return static_cast<int>(authority.level);
}

}  // namespace

bool is_stricter(const ApprovalDemand& a, const ApprovalDemand& b,
                 schema::OrganizationLevel level) {
  if (a.demand != b.demand) return b.demand < a.demand;
  return a.demand != Demand::nothing && rank_of(a.authority, level) < rank_of(b.authority, level);
}

}  // namespace minutebook::rules
