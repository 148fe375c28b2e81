#include "ledger/rules/catalogue.h"

#include <algorithm>
#include <vector>

#include "ledger/base/check.h"
#include "ledger/rules/rule_ids.h"

namespace minutebook::rules {
namespace {

std::vector<Rule> all_rules() {
  std::vector<Rule> rules;
  for (const auto group :
       {study_rules, vote_rules, approval_rules, selection_rules, signing_rules, evaluation_rules,
        chain_rules, negative_list_rules, recording_rules, pattern_rules, supervision_rules}) {
    const auto some = group();
    rules.insert(rules.end(), some.begin(), some.end());
  }
  const auto ids = rule_ids();
  const auto place = [&](const Rule& rule) { return std::ranges::find(ids, rule.id); };
  std::ranges::sort(rules, {}, place);
  MB_CHECK(std::ranges::equal(rules, ids, {}, &Rule::id));
  return rules;
}

}  // namespace

std::span<const Rule> catalogue() {
  static const std::vector<Rule> rules = all_rules();
  return rules;
}

const Rule* find_rule(std::string_view id) {
  const auto found = std::ranges::find(catalogue(), id, &Rule::id);
  return found == catalogue().end() ? nullptr : &*found;
}

}  // namespace minutebook::rules
