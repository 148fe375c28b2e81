#include <array>

#include "ledger/rules/catalogue.h"
#include "ledger/rules/vote.h"

namespace minutebook::rules {
namespace {

using Command = schema::Command;

constexpr std::array at_closing{Command::CLOSE_VOTE};
constexpr std::array at_ballots{Command::CAST_BALLOT, Command::CHANGE_BALLOT, Command::CLOSE_VOTE};
// The first act of step 3 or 4 shows that no body decided.
constexpr std::array at_moving_on{Command::CLOSE_VOTE, Command::REQUEST_APPROVAL,
                                  Command::SUBMIT_FILING, Command::ANNOUNCE_SELECTION,
                                  Command::SIGN_CONTRACT};

constexpr std::array<Rule, 10> rules{{
    {.id = "VOTE-1",
     .title_en = "decided by one of the bodies that the rulebook allows",
     .title_zh = "由制度规定的决策机构集体决定",
     .source = Source::opinion,
     .enforce = Enforce::flag,
     .at_commands = at_moving_on,
     .of_matter = vote_1},
    {.id = "VOTE-2",
     .title_en = "quorum of the entitled members present",
     .title_zh = "到会成员达到规定比例",
     .source = Source::working_rules,
     .enforce = Enforce::flag,
     .at_commands = at_closing,
     .of_matter = vote_2},
    {.id = "VOTE-3",
     .title_en = "adopted only by a majority of the entitled members",
     .title_zh = "赞成票超过应到成员规定比例方可通过",
     .source = Source::working_rules,
     .enforce = Enforce::flag,
     .at_commands = at_closing,
     .of_matter = vote_3},
    {.id = "VOTE-4",
     .title_en = "written opinions of absent members are kept, not counted",
     .title_zh = "缺席成员的书面意见存档但不计票",
     .source = Source::working_rules,
     .enforce = Enforce::flag,
     .at_commands = at_ballots,
     .of_matter = vote_4},
    {.id = "VOTE-5",
     .title_en = "a member with an interest casts no ballot",
     .title_zh = "有利害关系的成员不参加表决",
     .source = Source::working_rules,
     .enforce = Enforce::flag,
     .at_commands = at_ballots,
     .of_matter = vote_5},
    {.id = "VOTE-6",
     .title_en = "the presiding member speaks and votes last",
     .title_zh = "主持人末位发言、末位表决",
     .source = Source::working_rules,
     .enforce = Enforce::flag,
     .at_commands = at_closing,
     .of_matter = vote_6},
    {.id = "VOTE-7",
     .title_en = "no circulation of papers in place of a meeting",
     .title_zh = "不得以传阅会签代替会议",
     .source = Source::working_rules,
     .enforce = Enforce::flag,
     .at_commands = at_closing,
     .of_matter = vote_7},
    {.id = "VOTE-8",
     .title_en = "every entitled member ends with exactly one position",
     .title_zh = "每名有表决权成员有且仅有一种表决状态",
     .source = Source::derived,
     .enforce = Enforce::flag,
     .at_commands = at_ballots,
     .of_matter = vote_8},
    {.id = "VOTE-9",
     .title_en = "notice and materials in time, materials unchanged at the vote",
     .title_zh = "会议通知和材料按期送达且表决时材料未变",
     .source = Source::derived,
     .enforce = Enforce::flag,
     .at_commands = at_closing,
     .of_matter = vote_9},
    {.id = "VOTE-10",
     .title_en = "minutes signed in time by those present",
     .title_zh = "到会人员按期签署会议记录",
     .source = Source::derived,
     .enforce = Enforce::flag,
     .of_matter = vote_10},
}};

}  // namespace

std::span<const Rule> vote_rules() { return rules; }

}  // namespace minutebook::rules
