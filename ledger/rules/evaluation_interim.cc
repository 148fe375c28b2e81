#include <algorithm>

#include "ledger/rules/calendar.h"
#include "ledger/rules/contract_start.h"
#include "ledger/rules/evaluation_rules.h"

/// EVAL-5: how often a contract is evaluated while it runs.
namespace minutebook::rules {
namespace {

using domain::Act;
using domain::Contract;

/// The first day on which the contract no longer holds: that of its terms, or that of the event
/// that ended it where this is earlier.
std::optional<Day> end_of(const Question& q, const Contract& contract) {
  std::optional<Day> end = contract.terms()->end;
  const auto look_at = [&](const auto& facts) {
    for (const auto& fact : facts) {
      const Day day = q.scene.day_of(fact.act.occurred_at);
      if (!end || day < *end) end = day;
    }
  };
  look_at(contract.terminations);
  look_at(contract.expiries);
  look_at(contract.renewals);
  return end;
}

/// The contract's interim evaluations on `from` or later, by when they occurred.
std::vector<const Act*> interims_of(const Question& q, const Contract& contract, Day from) {
  std::vector<const Act*> interims;
  for (const domain::Evaluation& evaluation : q.matter.evaluations) {
    const bool counts = evaluation.contract == contract.id &&
                        evaluation.kind == schema::EvaluationKind::INTERIM &&
                        from <= q.scene.day_of(evaluation.act.occurred_at);
    if (counts) interims.push_back(&evaluation.act);
  }
  std::ranges::stable_sort(interims, {}, [](const Act* act) { return act->occurred_at.instant; });
  return interims;
}

/// One contract, interval by interval. An interval begins on `from_`, as the event at `since_`
/// shows.
class Intervals {
 public:
  Intervals(const Question& q, const Contract& contract)
      : q_(q),
        contract_(contract),
        end_(end_of(q, contract)),
        from_(first_day_of(q, contract)),
        since_(contract.concluded_at()) {}

  Verdict verdict() && {
    bool goes_on = true;
    for (const Act* interim : interims_of(q_, contract_, from_)) {
      goes_on = goes_on && judge(interim);
      if (!goes_on) break;
      from_ = q_.scene.day_of(interim->occurred_at);
      since_ = interim->position;
    }
    if (goes_on) judge(nullptr);
    return std::move(parts_).verdict();
  }

 private:
  /// Judges the interval that `interim` ends (null: that none has ended yet); false when no further
  /// one is to be looked at.
  bool judge(const Act* interim) {
    const Rulebook* rulebook = q_.rulebook(from_);
    if (rulebook == nullptr) {
      parts_.add(no_rulebook(q_, from_, {since_}));
      return false;
    }
    if (!rulebook->requires_step(q_.mode(), domain::Step::evaluation)) {
      parts_.add(not_applicable("the rulebook asks for no evaluation in this mode of cooperation",
                                "制度规则不要求对此种合作方式进行考核"));
      return false;
    }
    const Day due = add_months(from_, rulebook->number(Number::interim_months));
    const Day last{due.days +
                   static_cast<std::int32_t>(rulebook->number(Number::interim_grace_days))};
    if (interim != nullptr && q_.scene.day_of(interim->occurred_at) <= last) {
      parts_.add(in_time(*interim));
      return true;
    }
    if (end_ && *end_ <= last) {
      parts_.add(not_applicable(
          en_ + " ends on " + format_day(*end_) + ", before an interim evaluation is overdue",
          zh_ + "于 " + format_day(*end_) + " 终结，此前期中考核不会逾期"));
      return false;
    }
    parts_.add(interim != nullptr ? late(*interim, last) : missing(last));
    return true;
  }

  Verdict in_time(const Act& interim) const {
    const std::string day = format_day(q_.scene.day_of(interim.occurred_at));
    return pass(en_ + " had an interim evaluation in time, on " + day,
                zh_ + "已于 " + day + " 按期进行期中考核", {interim.position});
  }

  Verdict late(const Act& interim, Day last) const {
    const std::string day = format_day(q_.scene.day_of(interim.occurred_at));
    return breach("the interim evaluation of " + en_ + " on " + day + " came after " +
                      format_day(last) + "; the interval began on " + format_day(from_),
                  zh_ + "于 " + day + " 的期中考核迟于 " + format_day(last) + "（自 " +
                      format_day(from_) + " 起算）",
                  {since_, interim.position});
  }

  Verdict missing(Day last) const {
    const Instant due = q_.scene.start_of(Day{last.days + 1});
    const std::string until = format_day(last);
    const std::string from = format_day(from_);
    if (due <= q_.scene.now) {
      return breach("no interim evaluation of " + en_ + " was made by " + until +
                        "; the interval began on " + from,
                    zh_ + "至 " + until + " 未进行期中考核（自 " + from + " 起算）", {since_});
    }
    return pending_until(due,
                         "the next interim evaluation of " + en_ + " is to be made by " + until,
                         zh_ + "须于 " + until + " 前进行下一次期中考核（含当日）", {since_});
  }

  const Question& q_;
  const Contract& contract_;
  const std::string en_ = "contract \"" + contract_.id + "\"";
  const std::string zh_ = "合同“" + contract_.id + "”";
  std::optional<Day> end_;
  Day from_;
  Position since_;
  Parts parts_{"no interim evaluation is asked for", "不要求期中考核"};
};

}  // namespace

/// EVAL-5. Looks at each concluded contract and its interim evaluations, passed or failed, by the
/// day on which they were made. The first interval begins on the first day that the contract's
/// terms stated when it was concluded (else on the day of the conclusion), each further one on the
/// day of an interim evaluation, early or late; evaluations before the first day do not count. An
/// interval that begins on day D asks for the next evaluation on day L or earlier: D +
/// interim_months of the calendar, clamped to the month's end, + interim_grace_days, both of the
/// rulebook in force on D. Made on L it passes, later is a breach that stays; without one, pending
/// until the start of day L+1, then a breach. An interval asks for nothing when the contract no
/// longer holds on day L: the end that its terms state now, or the day on which it was terminated,
/// expired or renewed, is L or earlier. Not applicable: no contract was concluded, or none holds so
/// long; the rulebook does not require the step evaluation for the mode. Cannot decide: no rulebook
/// in force on D. The contract that a renewal makes counts from its own first day.
Verdict judge_interim_intervals(const Question& q) {
  Parts parts("no contract was concluded", "尚未签订合同");
  for (const Contract& contract : q.matter.contracts) {
    if (contract.concluded()) parts.add(Intervals(q, contract).verdict());
  }
  return std::move(parts).verdict();
}

}  // namespace minutebook::rules
