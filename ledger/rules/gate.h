#pragma once

#include <optional>
#include <span>
#include <vector>

#include "ledger/domain/decide.h"
#include "ledger/rules/rulebooks.h"
#include "ledger/rules/verdict.h"

namespace minutebook::rules {

/// A rule that a command would break by itself, as things stand.
struct WouldBreak {
  std::string_view rule;
  Verdict verdict;
  bool refuses = false;  ///< the rulebook in force on that day marks the rule so
};

/// The rules that a command about a matter would break, in the order of the catalogue: those whose
/// verdict would be a breach that rests on the events it would record. Looks at rules that name the
/// command among theirs (Rule::at_commands); those that look across matters are found afterwards.
/// `drafts` are what domain::decide makes of the command.
std::vector<WouldBreak> would_break(const domain::DecisionContext& context,
                                    const Rulebooks& rulebooks, schema::Command::Reader command,
                                    std::span<const domain::EventDraft> drafts);

/// The refusal by the first of them that the rulebook marks `refuse`. None for an irregular entry:
/// what happened is recorded, and found.
std::optional<domain::Refusal> check_procedure(const domain::DecisionContext& context,
                                               const Rulebooks& rulebooks,
                                               schema::Command::Reader command,
                                               std::span<const domain::EventDraft> drafts);

}  // namespace minutebook::rules
