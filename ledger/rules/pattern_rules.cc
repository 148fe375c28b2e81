#include "ledger/rules/pattern_rules.h"

#include <array>

#include "ledger/rules/catalogue.h"

namespace minutebook::rules {
namespace {

using Body = schema::EventBody;

// These compare with many others, or long texts: they are asked only when there is news for them.
constexpr std::array contracts{Body::CONTRACT_SIGNED, Body::CONTRACT_AMENDED,
                               Body::CONTRACT_RENEWED};
constexpr std::array bids{Body::BID_RECEIVED, Body::BIDS_OPENED, Body::BID_DISQUALIFIED};

constexpr std::array<Rule, 6> rules{{
    {.id = "FLAG-1",
     .title_en = "no splitting below an approval threshold",
     .title_zh = "不得拆分合同规避审批",
     .changed_by = contracts,
     .of_matter = judge_splitting},
    {.id = "FLAG-2",
     .title_en = "no concentration on one partner",
     .title_zh = "合作不得过度集中于同一合作方",
     .changed_by = contracts,
     .of_matter = judge_concentration},
    {.id = "FLAG-3",
     .title_en = "more than a single bid",
     .title_zh = "遴选不得仅有一份投标",
     .changed_by = bids,
     .of_matter = judge_single_bid},
    {.id = "FLAG-4",
     .title_en = "no identical or near-identical bids",
     .title_zh = "投标内容不得相同或雷同",
     .changed_by = bids,
     .of_matter = judge_like_bids},
    {.id = "FLAG-5",
     .title_en = "bidders do not share a legal representative",
     .title_zh = "投标方的法定代表人不得为同一人",
     .of_matter = judge_shared_representative},
    {.id = "FLAG-6",
     .title_en = "no serial short renewals",
     .title_zh = "不得连续短期续签",
     .changed_by = contracts,
     .of_matter = judge_short_renewals},
}};

}  // namespace

std::span<const Rule> pattern_rules() { return rules; }

}  // namespace minutebook::rules
