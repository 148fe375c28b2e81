#include "ledger/rules/pattern_rules.h"

#include <array>

#include "ledger/rules/catalogue.h"

namespace minutebook::rules {
namespace {

using Command = schema::Command;

constexpr std::array concluding{Command::SIGN_CONTRACT, Command::RENEW_CONTRACT};
constexpr std::array renewing{Command::RENEW_CONTRACT};
constexpr std::array opening{Command::OPEN_BIDS};

constexpr std::array<Rule, 6> rules{{
    {.id = "FLAG-1",
     .title_en = "no splitting below an approval threshold",
     .title_zh = "不得拆分合同规避审批",
     .at_commands = concluding,
     .of_matter = judge_splitting},
    {.id = "FLAG-2",
     .title_en = "no concentration on one partner",
     .title_zh = "合作不得过度集中于同一合作方",
     .at_commands = concluding,
     .of_matter = judge_concentration},
    {.id = "FLAG-3",
     .title_en = "more than a single bid",
     .title_zh = "遴选不得仅有一份投标",
     .at_commands = opening,
     .of_matter = judge_single_bid},
    {.id = "FLAG-4",
     .title_en = "no identical or near-identical bids",
     .title_zh = "投标内容不得相同或雷同",
     .at_commands = opening,
     .of_matter = judge_like_bids},
    {.id = "FLAG-5",
     .title_en = "bidders do not share a legal representative",
     .title_zh = "投标方的法定代表人不得为同一人",
     .at_commands = opening,
     .of_matter = judge_shared_representative},
    {.id = "FLAG-6",
     .title_en = "no serial short renewals",
     .title_zh = "不得连续短期续签",
     .at_commands = renewing,
     .of_matter = judge_short_renewals},
}};

}  // namespace

std::span<const Rule> pattern_rules() { return rules; }

}  // namespace minutebook::rules
