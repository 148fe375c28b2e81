#include <algorithm>

#include "ledger/domain/partnership_case.h"

namespace minutebook::domain {
namespace {

using Command = schema::Command;

Check check_revision(const Case& c, schema::ProposalRevision::Reader revision) {
  const Proposal& proposal = *c.matter.proposal();
  if (c.regular && subject_of(revision.getProposal().getVenue()) != proposal.venue) {
    return refuse_procedure("STEP-2", "a revision keeps the venue; another venue is another matter",
                            "修订不得更换阵地；另一阵地须另立事项", {proposal.act.position});
  }
  return std::nullopt;
}

Check check_withdrawal(const Case& c) {
  const auto concluded = std::ranges::find_if(c.matter.contracts, &Contract::concluded);
  if (c.regular && concluded != c.matter.contracts.end()) {
    return refuse_procedure("STEP-2", "a matter with a signed contract cannot be withdrawn",
                            "已签订合同的事项不能撤回", {concluded->concluded_at()});
  }
  return std::nullopt;
}

}  // namespace

Check check_study(const Case& c) {
  switch (c.command.which()) {
    case Command::REVISE_PROPOSAL:
      return check_revision(c, c.command.getReviseProposal());
    case Command::WITHDRAW_PROPOSAL:
      return check_withdrawal(c);
    case Command::DECLARE_INTEREST:
      return check_person_named(c);
    default:
      return std::nullopt;
  }
}

}  // namespace minutebook::domain
