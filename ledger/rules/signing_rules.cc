#include <array>

#include "ledger/rules/catalogue.h"
#include "ledger/rules/signing_parts.h"

namespace minutebook::rules {
namespace {

using Command = schema::Command;

template <Verdict (*judge)(const Question&, const Agreement&)>
Verdict of_agreements(const Question& question) {
  return judge_agreements(question, judge);
}

constexpr std::array agreed_at{Command::SIGN_CONTRACT, Command::RENEW_CONTRACT,
                               Command::AMEND_CONTRACT};
constexpr std::array concluded_at{Command::SIGN_CONTRACT, Command::RENEW_CONTRACT};

}  // namespace

/// Judged for every contract that was signed or renewed, with each of its amendments, by the terms
/// as they read at that moment. Pending while there is no contract, and for one that is only
/// drafted. SIGN-4 is in a group of its own.
std::span<const Rule> signing_rules() {
  static const std::array rules{
      Rule{.id = "SIGN-1",
           .title_en = "tangible and intangible assets appraised before signing",
           .title_zh = "签约前评估有形和无形资产",
           .source = Source::opinion,
           .modes = {schema::Mode::EXTERNAL_COOPERATION},
           .at_commands = concluded_at,
           .of_matter = of_agreements<judge_appraisal>},
      Rule{.id = "SIGN-2",
           .title_en = "content, requirements, performance standards, term, constraints and exit "
                       "are stated",
           .title_zh = "载明内容、要求、绩效标准、期限、约束和退出机制",
           .source = Source::opinion,
           .at_commands = agreed_at,
           .of_matter = of_agreements<judge_contents>},
      Rule{.id = "SIGN-3",
           .title_en = "disposal of the partner's fixed assets is agreed",
           .title_zh = "约定合作方固定资产投入的处置方式",
           .source = Source::opinion,
           .at_commands = agreed_at,
           .of_matter = of_agreements<judge_disposal>},
      Rule{.id = "SIGN-5",
           .title_en = "the text signed is the text approved, or the change was decided",
           .title_zh = "签订文本与审批文本一致，或变更经过决策",
           .source = Source::derived,
           .at_commands = agreed_at,
           .of_matter = of_agreements<judge_text>},
      Rule{.id = "SIGN-6",
           .title_en = "the signatory held the authority at that moment",
           .title_zh = "签约人当时有签约权限",
           .source = Source::derived,
           .at_commands = agreed_at,
           .of_matter = of_agreements<judge_signatory>},
      Rule{.id = "SIGN-7",
           .title_en = "brand, function, primary business and title stay unchanged",
           .title_zh = "牌子、功能、主业、产权不变",
           .source = Source::survey,
           .at_commands = agreed_at,
           .of_matter = of_agreements<judge_unchanged>},
      Rule{.id = "SIGN-8",
           .title_en = "free or discounted places for members are listed",
           .title_zh = "列明面向会员免费或优惠的公益项目",
           .source = Source::survey,
           .at_commands = agreed_at,
           .of_matter = of_agreements<judge_benefits>},
      Rule{.id = "SIGN-9",
           .title_en = "terms of revenue are stated",
           .title_zh = "载明收益条款",
           .source = Source::survey,
           .at_commands = agreed_at,
           .of_matter = of_agreements<judge_revenue>},
  };
  return rules;
}

}  // namespace minutebook::rules
