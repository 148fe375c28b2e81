#include "ledger/rules/evaluation_rules.h"

/// EVAL-1 and EVAL-6: what each evaluation is made of, and by whom.
namespace minutebook::rules {
namespace {

using domain::Act;
using domain::Evaluation;
using domain::Indicator;
using schema::IndicatorKind;

/// Of hundredths of a percent: "40%", "33.33%".
std::string percent(std::uint16_t weight) {
  const std::string rest = std::to_string(100 + weight % 100).substr(1);
  return std::to_string(weight / 100) + (rest == "00" ? "" : "." + rest) + "%";
}

Verdict judge_indicators(const Evaluation& evaluation) {
  const Bilingual name = name_of_evaluation(evaluation);
  const std::vector<Position> at{evaluation.act.position};
  const Indicator* satisfaction = nullptr;
  const Indicator* rival = nullptr;
  bool kind_missing = false;
  for (const Indicator& indicator : evaluation.indicators) {
    const Indicator*& heaviest =
        indicator.kind == IndicatorKind::EMPLOYEE_SATISFACTION ? satisfaction : rival;
    if (heaviest == nullptr || heaviest->weight < indicator.weight) heaviest = &indicator;
    kind_missing = kind_missing || indicator.kind == IndicatorKind::UNSPECIFIED;
  }
  if (evaluation.indicators.empty()) {
    return cannot_decide(name.en + " states no indicators", name.zh + "没有列出指标", at);
  }
  if (satisfaction == nullptr && kind_missing) {
    return cannot_decide(name.en + " does not say of which kind its indicators are",
                         name.zh + "没有写明指标的类别", at);
  }
  if (satisfaction == nullptr) {
    return breach(name.en + " has no indicator of employee satisfaction",
                  name.zh + "没有职工满意度指标", at);
  }
  if (satisfaction->weight == 0 && (rival == nullptr || rival->weight == 0)) {
    return cannot_decide(name.en + " gives its indicators no weights", name.zh + "没有写明指标权重",
                         at);
  }
  const std::string weight = percent(satisfaction->weight);
  if (rival != nullptr && satisfaction->weight <= rival->weight) {
    const std::string more = percent(rival->weight);
    return breach(
        "in " + name.en + " employee satisfaction weighs " + weight + ", not more than \"" +
            rival->name + "\" with " + more,
        name.zh + "中职工满意度权重为 " + weight + "，不高于“" + rival->name + "”的 " + more, at);
  }
  return pass("in " + name.en + " employee satisfaction weighs most with " + weight,
              name.zh + "中职工满意度权重最高，为 " + weight, at);
}

/// The acts by which `person` proposed: proposals, revisions and studies.
std::vector<Position> proposed_by(const Question& q, const Subject& person) {
  std::vector<Position> acts;
  const auto look_at = [&](const auto& facts) {
    for (const auto& fact : facts) {
      if (fact.act.by() == person) acts.push_back(fact.act.position);
    }
  };
  look_at(q.matter.proposals);
  look_at(q.matter.studies);
  return acts;
}

/// The declarations of `person` that concern `partner`, or the whole matter.
std::vector<Position> interests_of(const Question& q, const Subject& person,
                                   const Subject& partner) {
  std::vector<Position> declared;
  for (const domain::Interest& interest : q.matter.interests) {
    const bool concerns = !interest.partner || *interest.partner == partner;
    if (concerns && interest.act.by() == person) declared.push_back(interest.act.position);
  }
  return declared;
}

Verdict judge_evaluator(const Question& q, const Evaluation& evaluation) {
  const Bilingual name = name_of_evaluation(evaluation);
  const Act& act = evaluation.act;
  const Subject& evaluator = act.by();
  const std::string& who = evaluator.text();
  std::vector<Position> at{act.position};
  const auto with = [&](std::vector<Position> more) {
    more.insert(more.end(), at.begin(), at.end());
    return more;
  };
  if (act.irregular && !act.on_behalf_of) {
    return cannot_decide("the entry does not say who made " + name.en,
                         "补记时没有写明" + name.zh + "由谁作出", std::move(at));
  }
  const domain::Contract* contract = q.matter.contract(evaluation.contract);
  if (contract == nullptr || evaluator.kind() == SubjectKind::organization) {
    return cannot_decide("no person and partner are known to compare in " + name.en,
                         name.zh + "没有可供比对的个人和合作方", std::move(at));
  }
  if (evaluator == contract->partner) {
    return breach(name.en + " was made by the partner itself, " + who,
                  name.zh + "由合作方 " + who + " 自行作出",
                  with({contract->concluded() ? contract->concluded_at() : contract->made_at()}));
  }
  if (auto proposed = proposed_by(q, evaluator); !proposed.empty()) {
    return breach(name.en + " was made by " + who + ", who took part in proposing the matter",
                  name.zh + "由参与提出本事项的 " + who + " 作出", with(std::move(proposed)));
  }
  if (auto declared = interests_of(q, evaluator, contract->partner); !declared.empty()) {
    return breach(name.en + " was made by " + who + ", who has declared an interest in it",
                  name.zh + "由已声明利害关系的 " + who + " 作出", with(std::move(declared)));
  }
  return pass(name.en + " was made by " + who + ", who neither proposed nor belongs to the partner",
              name.zh + "由 " + who + " 作出，其既非提案人也不属于合作方", std::move(at));
}

template <typename JudgeOne>
Verdict each_evaluation(const Question& q, JudgeOne judge_one) {
  if (q.matter.evaluations.empty()) return no_evaluation(q);
  Parts parts("nothing was evaluated", "没有考核记录");
  for (const Evaluation& evaluation : q.matter.evaluations) parts.add(judge_one(evaluation));
  return std::move(parts).verdict();
}

}  // namespace

/// EVAL-1. Looks at each evaluation of any kind; time plays no part. It passes when the heaviest
/// indicator of kind employeeSatisfaction weighs more than every indicator of another kind:
/// strictly more, a tie is a breach; of several satisfaction indicators the heaviest counts, not
/// their sum. Breach: one weighs as much or more, or no indicator is of that kind. Cannot decide:
/// an evaluation without indicators; without a satisfaction indicator while some indicator states
/// no kind; with weights that are all 0, which is how weights that nobody stated read. Without any
/// evaluation: pending while a contract runs, else not applicable. Needs no rulebook.
Verdict judge_satisfaction_weight(const Question& q) {
  return each_evaluation(q, [](const Evaluation& one) { return judge_indicators(one); });
}

/// EVAL-6. Looks at who made each evaluation (Act::by), against this matter's facts of any time.
/// Breach: the evaluator made a proposal, a revision or a study of the matter; or is the contract's
/// partner (an entry recorded for a partner); or has, before or after, declared an interest that
/// names the contract's partner or names none. An interest in another partner does not count.
/// People of the ledger belong to union organizations, so that nothing else makes one the
/// partner's; its signatories and representatives are known by name only and are not compared.
/// Cannot decide: an irregular entry that does not say for whom, or says an organization; a
/// contract whose events were redacted. Another outside organization that evaluates passes. Without
/// any evaluation: pending while a contract runs, else not applicable. Needs no rulebook.
Verdict judge_evaluators(const Question& q) {
  return each_evaluation(q, [&](const Evaluation& one) { return judge_evaluator(q, one); });
}

}  // namespace minutebook::rules
