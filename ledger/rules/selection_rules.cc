#include <array>

#include "ledger/rules/catalogue.h"
#include "ledger/rules/selection_parts.h"

namespace minutebook::rules {
namespace {

using Command = schema::Command;

constexpr std::array method_at{Command::ANNOUNCE_SELECTION, Command::SIGN_CONTRACT};
constexpr std::array bids_at{Command::RECEIVE_BID, Command::OPEN_BIDS, Command::DETERMINE_WINNERS};
constexpr std::array winners_at{Command::DETERMINE_WINNERS};
constexpr std::array result_at{Command::PUBLISH_RESULT, Command::SIGN_CONTRACT};

/// The Opinion wants the other side of a cooperation project found in the open. For internal
/// cooperation and sponsorship that is left to the rulebook, and in an undertaken service the other
/// side is the one that selects: only external cooperation has to have a selection. How one is held
/// matters wherever one is held.
constexpr ModeSet selecting{schema::Mode::EXTERNAL_COOPERATION};

}  // namespace

std::span<const Rule> selection_rules() {
  static const std::array rules{
      Rule{.id = "SEL-1",
           .title_en = "partner found by an open method, announced on all channels in time",
           .title_zh = "以公开方式确定合作方，公告渠道和时间符合规定",
           .source = Source::opinion,
           .modes = selecting,
           .at_commands = method_at,
           .of_matter = judge_open_method},
      Rule{.id = "SEL-2",
           .title_en = "bids sealed until opened together, none after the deadline",
           .title_zh = "投标密封、一并开启，截止后不收",
           .source = Source::survey,
           .enforce = Enforce::refuse,
           .at_commands = bids_at,
           .of_matter = judge_sealed_bids},
      Rule{.id = "SEL-3",
           .title_en = "enough evaluators without interest; winners follow the ranking",
           .title_zh = "无利害关系的评审人足数，按排名确定中选方",
           .source = Source::survey,
           .at_commands = winners_at,
           .of_matter = judge_evaluation},
      Rule{.id = "SEL-4",
           .title_en = "result published long enough, objections resolved before signing",
           .title_zh = "结果公示足期，异议在签约前处理",
           .source = Source::survey,
           .at_commands = result_at,
           .of_matter = judge_publication},
      Rule{.id = "SEL-5",
           .title_en = "an observer was present at opening and review",
           .title_zh = "开标和评审有监督员到场",
           .source = Source::survey,
           .at_commands = winners_at,
           .of_matter = judge_observed},
  };
  return rules;
}

}  // namespace minutebook::rules
