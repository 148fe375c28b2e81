#include <algorithm>

#include "ledger/rules/calendar.h"
#include "ledger/rules/contract_start.h"
#include "ledger/rules/negative_list_rules.h"

/// NEG-1: nothing starts without approval or filing.
namespace minutebook::rules {
namespace {

using domain::Act;
using domain::Contract;

/// When cooperation under a contract starts, and the event that shows it.
struct Start {
  Instant moment;
  Position shown_by;
};

void take_earlier(std::optional<Start>& start, Start other) {
  if (!start || other.moment < start->moment) start = other;
}

/// None while the contract is a draft that nobody evaluated.
std::optional<Start> start_of(const Question& q, const Contract& contract) {
  std::optional<Start> start;
  if (contract.concluded()) {
    const Act& conclusion = conclusion_of(contract);
    const Instant stated = q.scene.start_of(first_day_of(q, contract));
    start = {std::max(conclusion.occurred_at.instant, stated), conclusion.position};
  }
  for (const domain::Evaluation& evaluation : q.matter.evaluations) {
    if (evaluation.contract != contract.id) continue;
    take_earlier(start, {evaluation.act.occurred_at.instant, evaluation.act.position});
  }
  return start;
}

/// The first approval granted or filing submitted, by when it occurred; null without any.
const Act* first_consent(const domain::Partnership& matter) {
  const Act* first = nullptr;
  const auto look_at = [&](const Act& act) {
    if (first == nullptr || act.occurred_at.instant < first->occurred_at.instant) first = &act;
  };
  for (const auto& request : matter.approval_requests) {
    for (const auto& answer : request.answers) {
      if (answer.outcome == domain::ApprovalOutcome::granted) look_at(answer.act);
    }
  }
  for (const auto& filing : matter.filings) look_at(filing.act);
  return first;
}

/// The stricter of what is asked for the proposal's value and term and for the contract's.
Demand demand_on(const Question& q, const Rulebook& rulebook, const Contract& contract) {
  const auto of = [&](std::int64_t value_fen, std::uint32_t months) {
    return rulebook.demand(q.level(), q.mode(), value_fen, months).demand;
  };
  const domain::ContractTerms& terms = first_terms_of(contract);
  const std::uint32_t months =
      terms.start && terms.end ? months_covering(*terms.start, *terms.end) : 0;
  return std::max(of(q.proposal().estimated_value_fen, q.proposal().intended_term_months),
                  of(terms.value_fen, months));
}

Verdict judge_contract(const Question& q, const Contract& contract, const Start& start) {
  const std::string en = "contract \"" + contract.id + "\"";
  const std::string zh = "合同“" + contract.id + "”";
  const Day day = q.scene.day_of(start.moment);
  const std::string when = format_day(day);
  const Act* consent = first_consent(q.matter);
  const bool in_time = consent != nullptr && consent->occurred_at.instant <= start.moment;
  const Rulebook* rulebook = q.rulebook(day);
  if (rulebook == nullptr && !in_time) return no_rulebook(q, day, {start.shown_by});
  const bool asked =
      rulebook == nullptr || (rulebook->requires_step(q.mode(), domain::Step::approval) &&
                              demand_on(q, *rulebook, contract) != Demand::nothing);
  if (!asked) {
    return not_applicable("neither approval nor filing is asked for " + en,
                          zh + "不需要审批或备案");
  }
  if (in_time) {
    return pass(en + " starts on " + when + ", after approval or filing",
                zh + "自 " + when + " 起开展，此前已审批或备案",
                {start.shown_by, consent->position});
  }
  if (q.scene.now < start.moment) {
    return pending_until(start.moment,
                         en + " starts on " + when + "; approval or filing is to come before",
                         zh + "将于 " + when + " 开展，此前须经审批或备案", {start.shown_by});
  }
  std::vector<Position> at{start.shown_by};
  if (consent != nullptr) at.push_back(consent->position);
  return breach(en + " started on " + when + " without approval or filing",
                zh + "未经审批或备案即于 " + when + " 开展", std::move(at));
}

}  // namespace

/// NEG-1. Looks at each contract that has started: one that was concluded, at the later of that
/// moment and the beginning of the first day that its terms then stated; or, when that is earlier,
/// at the first evaluation of it, which shows that the activity runs. It passes when by the moment
/// of the start, at that very moment included, any approval was granted or any filing submitted in
/// the matter. Who approved, and in which order, is for APPR-1 and APPR-2. Otherwise a breach from
/// the start on; until then, of a concluded contract whose first day is still to come, pending
/// until that. While nothing is concluded or evaluated: pending. Not applicable: the rulebook in
/// force on the day of the start does not require the step approval for the mode, or its matrices
/// ask nothing of both the proposal (estimated value, intended term) and the contract (value,
/// months begun). Cannot decide: no rulebook in force on that day, and nothing approved or filed.
Verdict judge_start(const Question& q) {
  bool started = false;
  Parts parts("nothing has started", "尚未开展");
  for (const Contract& contract : q.matter.contracts) {
    const std::optional<Start> start = start_of(q, contract);
    if (!start) continue;
    started = true;
    parts.add(judge_contract(q, contract, *start));
  }
  if (started) return std::move(parts).verdict();
  return pending("nothing has started yet", "尚未开展", {q.proposal().act.position});
}

}  // namespace minutebook::rules
