#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/ids.h"
#include "ledger/base/result.h"
#include "ledger/base/rfc3339.h"
#include "ledger/base/text.h"
#include "ledger/rules/rule_ids.h"
#include "ledger/rules/rulebook.h"

/// The rulebook file: TOML, written by a legal officer. docs/formats/rulebook.md is its reference.
namespace minutebook::rules {

/// One thing that is wrong with a rulebook file.
struct RulebookFault {
  std::uint32_t line = 0;  ///< from 1 on; 0: of the file as a whole
  std::string key;         ///< where, such as "rules.VOTE-9.notice-days"; may be empty
  Bilingual what;          ///< what is wrong and what would be right
};

/// "line 12, rules.VOTE-9.notice-days: …"
Bilingual in_words(const RulebookFault& fault);
/// All faults in one sentence, cut after the first `most`; their number is told.
Bilingual in_words(std::span<const RulebookFault> faults, std::size_t most);

/// What a rulebook file says.
struct RulebookFile {
  std::string title;
  std::uint32_t version = 0;
  std::optional<Subject> organization;  ///< absent: the whole ledger
  Day effective_from;
  Rulebook content;  ///< of no edition yet
  /// The source that the file names for each parameter in it, by key; empty where it names none.
  std::map<std::string, std::string, std::less<>> sources;
};

using ParsedRulebook = tl::expected<RulebookFile, std::vector<RulebookFault>>;

/// Reads a rulebook file. On failure all that is wrong with it, in the order of its lines, at most
/// limits::max_rulebook_faults; a text that is no TOML has one fault. `known_rules`: ids that it
/// may use.
ParsedRulebook parse_rulebook(std::string_view text,
                              std::span<const std::string_view> known_rules = rule_ids());

}  // namespace minutebook::rules
