#include <array>

#include "ledger/rules/recording_rules.h"

/// REC-1 and REC-2: when things were recorded, and in which order they happened.
namespace minutebook::rules {
namespace {

using domain::Act;
using domain::EventStamp;
using domain::Step;

constexpr std::int64_t ns_per_hour = 3'600'000'000'000;

/// The rulebook in force on a day; events next to each other are mostly of one day.
class RulebookOfDay {
 public:
  explicit RulebookOfDay(const Question& q) : q_(q) {}
  const Rulebook* of(Day day) {
    if (!known_ || day_ != day) rulebook_ = q_.rulebook(day);
    known_ = true;
    day_ = day;
    return rulebook_;
  }

 private:
  const Question& q_;
  bool known_ = false;
  Day day_;
  const Rulebook* rulebook_ = nullptr;
};

Verdict recorded_late(const Question& q, const EventStamp& first, std::int64_t hours,
                      std::vector<Position> late) {
  const std::int16_t zone = q.scene.directory.ledger().zone_offset_minutes;
  const std::string occurred = format_time({first.occurred_at, zone});
  const std::string recorded = format_time({first.recorded_at, zone});
  const std::string count = std::to_string(late.size());
  const std::string limit = std::to_string(hours);
  const std::string at = std::to_string(first.position.value);
  return breach("recorded later than " + limit + " hours after they occurred: " + count +
                    "; the first, at position " + at + ", occurred at " + occurred +
                    " and was recorded at " + recorded,
                "发生后超过 " + limit + " 小时才记录的有 " + count + " 项，首项在位置 " + at +
                    "，发生于 " + occurred + "，记录于 " + recorded,
                std::move(late));
}

/// The first act by when it occurred, of facts with acts; null without any.
template <typename Facts>
const Act* first_of(const Facts& facts, const Act* known = nullptr) {
  for (const auto& fact : facts) {
    const bool earlier =
        known == nullptr || fact.act.occurred_at.instant < known->occurred_at.instant;
    if (earlier) known = &fact.act;
  }
  return known;
}

const Act* first_adoption(const domain::Partnership& matter) {
  const Act* first = nullptr;
  for (const auto& meeting : matter.meetings) {
    for (const auto& resolution : meeting.resolutions) {
      const bool earlier =
          first == nullptr || resolution.act.occurred_at.instant < first->occurred_at.instant;
      if (resolution.adopted && earlier) first = &resolution.act;
    }
  }
  return first;
}

const Act* first_grant(const domain::Partnership& matter) {
  const Act* first = nullptr;
  for (const auto& request : matter.approval_requests) {
    for (const auto& answer : request.answers) {
      const bool earlier =
          first == nullptr || answer.act.occurred_at.instant < first->occurred_at.instant;
      if (answer.outcome == domain::ApprovalOutcome::granted && earlier) first = &answer.act;
    }
  }
  return first;
}

const Act* first_signature(const domain::Partnership& matter) {
  const Act* first = nullptr;
  for (const auto& contract : matter.contracts) first = first_of(contract.signatures, first);
  return first;
}

/// What stands for a step: the first fact of its kind.
struct StepFact {
  Step step;
  std::string_view en;
  std::string_view zh;
  const Act* act;  ///< null: there is none
};

std::array<StepFact, 6> step_facts(const domain::Partnership& matter) {
  return {{{Step::study, "the study", "前期论证", first_of(matter.studies)},
           {Step::decision, "the adopted resolution", "通过决议", first_adoption(matter)},
           {Step::approval, "the approval", "审批", first_grant(matter)},
           {Step::signing, "the announcement of the selection", "公告征集",
            first_of(matter.selections)},
           {Step::signing, "the signing of the contract", "签订合同", first_signature(matter)},
           {Step::evaluation, "the first evaluation", "首次考核", first_of(matter.evaluations)}}};
}

Verdict out_of_order(const StepFact& later, const StepFact& earlier) {
  const std::string at = format_time(later.act->occurred_at);
  const std::string only_at = format_time(earlier.act->occurred_at);
  return breach(std::string(later.en) + " (" + at + ") came before " + std::string(earlier.en) +
                    " (" + only_at + ")",
                std::string(later.zh) + "（" + at + "）早于" + std::string(earlier.zh) + "（" +
                    only_at + "）",
                {later.act->position, earlier.act->position});
}

}  // namespace

/// REC-1. Looks at each event of the matter, irregular entries too, except refused commands:
/// nothing happened there. N = recording_hours of the rulebook in force on the day on which the
/// event occurred. It passes when every event was recorded at most N hours after it occurred, to
/// the nanosecond: exactly N hours pass. A pass rests on the event with the longest delay, a breach
/// on all that were late. Cannot decide: no event is late, but for some no rulebook was in force.
/// An event is judged once it is recorded, so that nothing is ever pending; a matter always has
/// events, so that the rule always applies.
Verdict judge_recording_delay(const Question& q) {
  RulebookOfDay rulebooks(q);
  std::vector<Position> late;
  std::vector<Position> unknown;
  const EventStamp* first_late = nullptr;
  const EventStamp* first_unknown = nullptr;
  const EventStamp* slowest = nullptr;
  std::int64_t hours_of_first = 0;
  std::int64_t longest_ns = -1;
  for (const EventStamp& stamp : q.matter.stamps) {
    if (stamp.type == schema::EventBody::COMMAND_REFUSED) continue;
    const Rulebook* rulebook = rulebooks.of(q.scene.day_of(stamp.occurred_at));
    if (rulebook == nullptr) {
      if (first_unknown == nullptr) first_unknown = &stamp;
      unknown.push_back(stamp.position);
      continue;
    }
    const std::int64_t hours = rulebook->number(Number::recording_hours);
    if (stamp.occurred_at.ns + hours * ns_per_hour < stamp.recorded_at.ns) {
      if (first_late == nullptr) {
        first_late = &stamp;
        hours_of_first = hours;
      }
      late.push_back(stamp.position);
      continue;
    }
    const bool at_once = stamp.recorded_at <= stamp.occurred_at;
    const std::int64_t delay_ns = at_once ? 0 : stamp.recorded_at.ns - stamp.occurred_at.ns;
    if (longest_ns < delay_ns) {
      longest_ns = delay_ns;
      slowest = &stamp;
    }
  }
  if (first_late != nullptr) return recorded_late(q, *first_late, hours_of_first, std::move(late));
  if (first_unknown != nullptr) {
    return no_rulebook(q, q.scene.day_of(first_unknown->occurred_at), std::move(unknown));
  }
  const std::string hours = std::to_string(longest_ns / ns_per_hour);
  return pass("every event was recorded in time; the longest delay was of " + hours + " full hours",
              "全部事实均及时记录，最长间隔满 " + hours + " 小时", {slowest->position});
}

/// REC-2. Looks at the first fact, by when it occurred, of each step: study recorded, resolution
/// adopted, approval granted, selection announced, contract signed, evaluation recorded. Renewals
/// and filings are no steps here. A fact is left out when the rulebook in force on its day does not
/// require its step for the mode (both the selection and the signing belong to the step signing);
/// without a rulebook all count. A breach when a fact occurred before a fact of an earlier step, to
/// the moment; the same moment is in order. It rests on each such fact and the latest one before
/// which it came. Otherwise it passes when there are two facts at least; with fewer, pending while
/// the matter is open and not applicable once it is closed or withdrawn. A step that is missing is
/// for that step's own rules. It can always decide.
Verdict judge_order_of_steps(const Question& q) {
  Parts breaches("", "");
  std::vector<Position> in_order;
  const StepFact* latest = nullptr;
  bool broken = false;
  const auto facts = step_facts(q.matter);
  for (const StepFact& fact : facts) {
    if (fact.act == nullptr) continue;
    const Rulebook* rulebook = q.rulebook(*fact.act);
    if (rulebook != nullptr && !rulebook->requires_step(q.mode(), fact.step)) continue;
    in_order.push_back(fact.act->position);
    if (latest != nullptr && fact.act->occurred_at.instant < latest->act->occurred_at.instant) {
      broken = true;
      breaches.add(out_of_order(fact, *latest));
      continue;
    }
    latest = &fact;
  }
  if (broken) return std::move(breaches).verdict();
  if (in_order.size() >= 2) {
    return pass("the steps so far occurred in their order", "已有各步骤依次发生",
                std::move(in_order));
  }
  const Step step = domain::step_of(q.matter);
  if (step == Step::closed || step == Step::withdrawn) {
    return not_applicable("there are no two steps to compare", "没有可供比较先后的步骤");
  }
  if (in_order.empty()) in_order.push_back(q.proposal().act.position);
  return pending("there are no two steps to compare yet", "尚无可供比较先后的步骤",
                 std::move(in_order));
}

}  // namespace minutebook::rules
