#include "ledger/rules/approval_facts.h"

#include <algorithm>
#include <chrono>

#include "ledger/rules/facts.h"

namespace minutebook::rules {
namespace {

std::chrono::year_month_day date_of(Day day) {
  return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{day.days}}};
}

}  // namespace

const domain::Proposal& proposal_at(const domain::Partnership& matter, const domain::Act& act) {
  const domain::Proposal* found = nullptr;
  for (const domain::Proposal& proposal : matter.proposals) {
    if (happened_before(act, proposal.act)) continue;
    if (found == nullptr || happened_before(found->act, proposal.act)) found = &proposal;
  }
  return found == nullptr ? matter.proposals.front() : *found;
}

std::uint32_t months_of(Day start, Day end) {
  if (end <= start) return 0;
  const auto from = date_of(start);
  const auto to = date_of(end);
  const auto apart = to.year() / to.month() - from.year() / from.month();
  const auto months = static_cast<std::uint32_t>(apart.count());
  // In the month of `end`, the term's day or, where there is none, that month's last day.
  const auto last = (to.year() / to.month() / std::chrono::last).day();
  const auto reached = std::min(from.day(), last);
  return reached < to.day() ? months + 1 : months;
}

std::optional<ApprovalDemand> demand_at(const Question& question, const Occasion& occasion) {
  const Rulebook* rulebook = question.rulebook(occasion.act);
  if (rulebook == nullptr) return std::nullopt;
  const domain::Proposal& proposal = proposal_at(question.matter, occasion.act);
  if (!rulebook->requires_step(proposal.mode, domain::Step::approval)) return ApprovalDemand{};
  std::int64_t value_fen = proposal.estimated_value_fen;
  std::uint32_t term_months = proposal.intended_term_months;
  if (const domain::ContractTerms* terms = occasion.terms) {
    value_fen = std::max(value_fen, terms->value_fen);
    if (terms->start && terms->end) {
      term_months = std::max(term_months, months_of(*terms->start, *terms->end));
    }
  }
  return rulebook->demand(question.level(), proposal.mode, value_fen, term_months);
}

std::optional<Subject> resolve(const Question& question, const Authority& authority) {
  const domain::Directory& directory = question.scene.directory;
  const Subject owner = question.organization();
  if (authority.kind == Authority::Kind::own) return owner;
  if (authority.kind == Authority::Kind::parent) {
    const Subject* parent = directory.parent_of(owner);
    return parent == nullptr ? owner : *parent;
  }
  for (const Subject* at = &owner; at != nullptr; at = directory.parent_of(*at)) {
    if (directory.organization(*at)->level == authority.level) return *at;
  }
  return std::nullopt;
}

bool answers_for(const Question& question, const Subject& asked, const Subject& authority) {
  return question.scene.directory.is_at_or_below(authority, asked);
}

const domain::ApprovalAnswer* standing_grant(const Question& question, const Subject& authority,
                                             const domain::Act* at) {
  for (const domain::ApprovalRequest& request : question.matter.approval_requests) {
    if (!answers_for(question, request.authority, authority)) continue;
    const domain::ApprovalAnswer* last = nullptr;
    for (const domain::ApprovalAnswer& answer : request.answers) {
      if (at != nullptr && !happened_before(answer.act, *at)) continue;
      if (last == nullptr || happened_before(last->act, answer.act)) last = &answer;
    }
    if (last != nullptr && last->outcome == domain::ApprovalOutcome::granted) return last;
  }
  return nullptr;
}

}  // namespace minutebook::rules
