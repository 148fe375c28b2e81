#include "ledger/rules/evaluation_rules.h"

/// EVAL-2 and EVAL-3: what has to follow from a failed evaluation.
namespace minutebook::rules {
namespace {

using domain::Act;
using domain::Contract;
using domain::Evaluation;
using domain::Rectification;

bool is_by(const Act& act, const Act& other) {
  return act.occurred_at.instant <= other.occurred_at.instant;
}

/// The one that occurred first; `known` may be null.
const Act* earlier(const Act* known, const Act& act) {
  return known != nullptr && is_by(*known, act) ? known : &act;
}

template <typename Facts>
const Act* first_of(const Facts& facts, const Act* known = nullptr) {
  for (const auto& fact : facts) known = earlier(known, fact.act);
  return known;
}

/// How a contract ended, so far; each the first that occurred.
struct Ends {
  const Act* stopped = nullptr;  ///< terminated or expired
  const Act* renewed = nullptr;

  explicit Ends(const Contract* contract) {
    if (contract == nullptr) return;
    stopped = first_of(contract->expiries, first_of(contract->terminations));
    renewed = first_of(contract->renewals);
  }
  bool came_before(const Act& act) const {
    return (stopped != nullptr && is_by(*stopped, act)) ||
           (renewed != nullptr && is_by(*renewed, act));
  }
};

Verdict ended_before(const Bilingual& name) {
  return not_applicable(name.en + " came after the contract had ended", name.zh + "时合同已经终结");
}

/// One failed evaluation, and the days counted from what follows it.
struct Failure {
  const Question& q;
  const Evaluation& evaluation;
  Bilingual name;
  Ends ends;

  Failure(const Question& question, const Evaluation& failed)
      : q(question),
        evaluation(failed),
        name(name_of_evaluation(failed)),
        ends(question.matter.contract(failed.contract)) {}

  Position at() const { return evaluation.act.position; }
  Day day_of(const Act& act) const { return q.scene.day_of(act.occurred_at); }
  std::string day_text(const Act& act) const { return format_day(day_of(act)); }
  bool is_later(const Rectification& order) const {
    return order.contract == evaluation.contract && is_by(evaluation.act, order.act);
  }
};

bool has_failed(const Evaluation& evaluation, schema::EvaluationKind kind) {
  return evaluation.kind == kind && evaluation.verdict == schema::Verdict::FAILED;
}

/// The first order that cites the evaluation or came later for the same contract; null without one.
const Act* first_order(const Failure& failure) {
  const Act* first = nullptr;
  for (const Rectification& order : failure.q.matter.rectifications) {
    const bool answers = order.evaluation == failure.evaluation.id || failure.is_later(order);
    if (answers) first = earlier(first, order.act);
  }
  return first;
}

Verdict judge_order(const Failure& failure) {
  const Act& failed = failure.evaluation.act;
  const auto& [en, zh] = failure.name;
  const Ends& ends = failure.ends;
  if (ends.came_before(failed)) return ended_before(failure.name);
  const Rulebook* rulebook = failure.q.rulebook(failed);
  if (rulebook == nullptr) {
    return no_rulebook(failure.q, failure.day_of(failed), {failure.at()});
  }
  const Day last{failure.day_of(failed).days +
                 static_cast<std::int32_t>(rulebook->number(Number::rectification_days))};
  const std::string until = format_day(last);
  const Act* order = first_order(failure);
  if (order != nullptr && failure.day_of(*order) <= last) {
    return pass(en + " failed, and rectification was ordered on " + failure.day_text(*order),
                zh + "不合格，已于 " + failure.day_text(*order) + " 责令整改",
                {failure.at(), order->position});
  }
  if (ends.stopped != nullptr && failure.day_of(*ends.stopped) <= last) {
    return not_applicable(
        en + " failed, but the contract ended on " + failure.day_text(*ends.stopped) +
            ", before an order was due",
        zh + "不合格，但合同已于 " + failure.day_text(*ends.stopped) + " 在责令整改期限内终结");
  }
  if (order != nullptr) {
    return breach(en + " failed, and rectification was ordered on " + failure.day_text(*order) +
                      " only, after " + until,
                  zh + "不合格，直至 " + failure.day_text(*order) + " 才责令整改，迟于 " + until,
                  {failure.at(), order->position});
  }
  if (ends.renewed != nullptr) {
    return breach(en + " failed, and the contract was renewed on " +
                      failure.day_text(*ends.renewed) + " without an order to rectify",
                  zh + "不合格，未责令整改即于 " + failure.day_text(*ends.renewed) + " 续签",
                  {failure.at(), ends.renewed->position});
  }
  const Instant due = failure.q.scene.start_of(Day{last.days + 1});
  if (due <= failure.q.scene.now) {
    return breach(en + " failed, and no rectification was ordered by " + until,
                  zh + "不合格，至 " + until + " 未责令整改", {failure.at()});
  }
  return pending_until(due, en + " failed; rectification is to be ordered by " + until,
                       zh + "不合格，须于 " + until + " 前责令整改（含当日）", {failure.at()});
}

/// What became of the orders to rectify a failed interim evaluation; of each kind the first that
/// occurred.
struct Rectified {
  std::vector<Position> orders;
  const Act* effective = nullptr;
  const Act* ineffective = nullptr;

  explicit Rectified(const Failure& failure) {
    for (const Rectification& order : failure.q.matter.rectifications) {
      const bool concerns = order.evaluation == failure.evaluation.id ||
                            (order.evaluation.empty() && failure.is_later(order));
      if (!concerns) continue;
      orders.push_back(order.act.position);
      for (const auto& verification : order.verifications) {
        const Act*& first = verification.effective ? effective : ineffective;
        first = earlier(first, verification.act);
      }
    }
  }
};

/// Nobody has verified that the rectification was of no effect.
Verdict judge_unverified(const Failure& failure, const Rectified& rectified) {
  const auto& [en, zh] = failure.name;
  const auto with = [&](const Act& act) { return std::vector{failure.at(), act.position}; };
  if (rectified.effective != nullptr) {
    return pass(en + " failed, and the rectification was verified as effective on " +
                    failure.day_text(*rectified.effective),
                zh + "不合格，整改已于 " + failure.day_text(*rectified.effective) + " 验收有效",
                with(*rectified.effective));
  }
  if (const Act* stopped = failure.ends.stopped) {
    return pass(en + " failed, and the contract ended on " + failure.day_text(*stopped),
                zh + "不合格，合同已于 " + failure.day_text(*stopped) + " 终结", with(*stopped));
  }
  std::vector<Position> at = rectified.orders;
  at.push_back(failure.at());
  if (rectified.orders.empty()) {
    return pending(en + " failed; rectification or termination is to follow",
                   zh + "不合格，尚待整改或终止合作", std::move(at));
  }
  return pending(en + " failed; its rectification is not verified yet", zh + "不合格，整改尚未验收",
                 std::move(at));
}

/// The rectification was verified as not effective: on `verified`.
Verdict judge_termination(const Failure& failure, const Rectified& rectified, const Act& verified) {
  const auto& [en, zh] = failure.name;
  const Rulebook* rulebook = failure.q.rulebook(verified);
  if (rulebook == nullptr) {
    return no_rulebook(failure.q, failure.day_of(verified), {failure.at(), verified.position});
  }
  const Day last{failure.day_of(verified).days +
                 static_cast<std::int32_t>(rulebook->number(Number::termination_days))};
  const std::string en_so_far =
      en + " failed and its rectification had no effect by " + failure.day_text(verified);
  const std::string zh_so_far = zh + "不合格，整改于 " + failure.day_text(verified) + " 验收无效";
  const std::string until = format_day(last);
  std::vector<Position> at{failure.at(), verified.position};
  const Act* settled = failure.ends.stopped;
  if (rectified.effective != nullptr) settled = earlier(settled, *rectified.effective);
  if (settled != nullptr) {
    at.push_back(settled->position);
    const std::string day = failure.day_text(*settled);
    if (failure.day_of(*settled) <= last) {
      return pass(en_so_far + "; this was settled on " + day, zh_so_far + "，已于 " + day + " 了结",
                  std::move(at));
    }
    return breach(en_so_far + "; the contract ran on until " + day + ", beyond " + until,
                  zh_so_far + "，合同继续履行至 " + day + "，超过 " + until, std::move(at));
  }
  const Instant due = failure.q.scene.start_of(Day{last.days + 1});
  if (due <= failure.q.scene.now) {
    return breach(en_so_far + "; the contract was not terminated by " + until,
                  zh_so_far + "，至 " + until + " 未终止合作", std::move(at));
  }
  return pending_until(due, en_so_far + "; the contract is to be terminated by " + until,
                       zh_so_far + "，须于 " + until + " 前终止合作（含当日）", std::move(at));
}

Verdict judge_interim(const Failure& failure) {
  const Act& failed = failure.evaluation.act;
  if (failure.ends.came_before(failed)) return ended_before(failure.name);
  const Rectified rectified(failure);
  const Act* renewed = failure.ends.renewed;
  const bool settled_first =
      renewed != nullptr && rectified.effective != nullptr && is_by(*rectified.effective, *renewed);
  if (renewed != nullptr && !settled_first) {
    std::vector<Position> at{failure.at(), renewed->position};
    if (rectified.ineffective != nullptr) at.push_back(rectified.ineffective->position);
    return breach(
        failure.name.en + " failed, and the contract was renewed on " + failure.day_text(*renewed) +
            " before any rectification was effective",
        failure.name.zh + "不合格，整改尚未有效即于 " + failure.day_text(*renewed) + " 续签",
        std::move(at));
  }
  if (rectified.ineffective == nullptr) return judge_unverified(failure, rectified);
  return judge_termination(failure, rectified, *rectified.ineffective);
}

}  // namespace

/// EVAL-2. Looks at each failed real-time evaluation, made on day D, N = rectification_days of the
/// rulebook in force on D. It passes when an order to rectify that cites the evaluation, or any
/// order for the same contract that occurred at its moment or later, was given on day D+N or
/// earlier. Pending until the start of day D+N+1 without one, from then on a breach; a breach too
/// when the first such order is later, and at once when the contract is renewed without one. Not
/// applicable: no real-time evaluation failed; the contract had ended before the evaluation; it was
/// terminated or expired on day D+N or earlier without an order, since nothing is left to rectify.
/// Cannot decide: no rulebook in force on D.
Verdict judge_rectification_orders(const Question& q) {
  Parts parts("no real-time evaluation failed", "没有不合格的实时评价");
  for (const Evaluation& evaluation : q.matter.evaluations) {
    if (!has_failed(evaluation, schema::EvaluationKind::REAL_TIME)) continue;
    parts.add(judge_order(Failure(q, evaluation)));
  }
  return std::move(parts).verdict();
}

/// EVAL-3. Looks at each failed interim evaluation and the orders that concern it: those that cite
/// it, and later ones for the same contract that cite none. V is the day of their first
/// verification as not effective, N = termination_days of the rulebook in force on V. It passes
/// when on day V+N or earlier the contract was terminated or expired, or a rectification that
/// concerns the evaluation was verified as effective after all. Pending until the start of day
/// V+N+1; from then on, or when that came later only, a breach. A renewal before a rectification
/// was verified as effective is a breach at once, whatever else followed. Without a verification as
/// not effective: pass when one was effective or the contract was terminated or expired; else
/// pending without a moment, also when nothing was ordered: the rulebook sets no time for that, and
/// the contract's end or its renewal decides. Not applicable: no interim evaluation failed, or the
/// contract had ended before it. Cannot decide: no rulebook in force on V.
Verdict judge_failed_interims(const Question& q) {
  Parts parts("no interim evaluation failed", "没有不合格的期中考核");
  for (const Evaluation& evaluation : q.matter.evaluations) {
    if (!has_failed(evaluation, schema::EvaluationKind::INTERIM)) continue;
    parts.add(judge_interim(Failure(q, evaluation)));
  }
  return std::move(parts).verdict();
}

}  // namespace minutebook::rules
