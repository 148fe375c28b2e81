#include "ledger/rules/recording_rules.h"

#include <array>

#include "ledger/rules/catalogue.h"

namespace minutebook::rules {
namespace {

using schema::Command;

constexpr std::array at_steps{Command::RECORD_STUDY,   Command::CLOSE_VOTE,
                              Command::GRANT_APPROVAL, Command::ANNOUNCE_SELECTION,
                              Command::SIGN_CONTRACT,  Command::RECORD_EVALUATION};

const std::array<Rule, 4> rules{{
    {.id = "REC-1",
     .title_en = "events are recorded soon after they occurred",
     .title_zh = "事实发生后及时记录",
     .of_matter = judge_recording_delay},
    {.id = "REC-2",
     .title_en = "no later step occurs before an earlier one",
     .title_zh = "不得先办理后决策",
     .at_commands = at_steps,
     .of_matter = judge_order_of_steps},
    {.id = "REC-3",
     .title_en = "every cited document is there with its digest",
     .title_zh = "所引文件均在且摘要相符",
     .of_matter = judge_cited_documents},
    {.id = "REC-4",
     .title_en = "whoever acted held the role at that moment",
     .title_zh = "行为人当时担任相应角色",
     .of_matter = judge_irregular_actors},
}};

}  // namespace

std::span<const Rule> recording_rules() { return rules; }

}  // namespace minutebook::rules
