#include "ledger/rules/judge.h"

#include "ledger/base/check.h"

namespace minutebook::rules {
namespace {

ModeSet modes_of(const Rule& rule, const Question& question) {
  const Rulebook* rulebook = question.rulebook(question.proposal().act);
  if (rulebook == nullptr) return rule.modes;
  const auto setting = rulebook->rules.find(rule.id);
  if (setting == rulebook->rules.end() || !setting->second.modes) return rule.modes;
  return *setting->second.modes;
}

}  // namespace

Verdict judge(const Rule& rule, const Scene& scene, const Subject& subject,
              const domain::Partnership& matter) {
  MB_CHECK(rule.of_matter != nullptr);
  if (matter.proposal() == nullptr) {
    return not_applicable("nothing was proposed", "尚未提出合作事项");
  }
  const Question question{scene, subject, matter};
  if (!modes_of(rule, question).contains(question.mode())) {
    return not_applicable("the rule does not apply to this mode of cooperation",
                          "该规则不适用于此种合作方式");
  }
  Verdict verdict = rule.of_matter(question);
  MB_CHECK(!verdict.due || scene.now < *verdict.due);
  MB_CHECK(!verdict.next || scene.now < *verdict.next);
  if (verdict.ruling == Ruling::pending && matter.withdrawn()) {
    const auto next = verdict.next;
    verdict = not_applicable("the proposal was withdrawn before it could be decided",
                             "方案已撤回，无须再判断");
    verdict.next = next;
  }
  return verdict;
}

}  // namespace minutebook::rules
