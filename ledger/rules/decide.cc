#include "ledger/rules/decide.h"

#include "ledger/rules/adoption.h"
#include "ledger/rules/cited_rule.h"
#include "ledger/rules/gate.h"
#include "ledger/rules/irregular_entry.h"

namespace minutebook::rules {

domain::Decision decide(const domain::DecisionContext& context, const Rulebooks& rulebooks,
                        schema::Command::Reader command) {
  domain::Decision decision = domain::decide(context, command);
  if (std::holds_alternative<domain::Refusal>(decision)) return decision;
  if (auto refusal = check_adoption(context.directory, rulebooks, command)) {
    return *std::move(refusal);
  }
  if (auto refusal = check_cited_rule(command)) return *std::move(refusal);
  if (auto refusal = check_irregular_entry(context, rulebooks, command)) {
    return *std::move(refusal);
  }
  const auto& drafts = std::get<std::vector<domain::EventDraft>>(decision);
  if (auto refusal = check_procedure(context, rulebooks, command, drafts)) {
    return *std::move(refusal);
  }
  return decision;
}

}  // namespace minutebook::rules
