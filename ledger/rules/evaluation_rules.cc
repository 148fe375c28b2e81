#include "ledger/rules/evaluation_rules.h"

#include <array>

#include "ledger/domain/describe_visitor.h"
#include "ledger/rules/catalogue.h"
#include "ledger/schema/labels.h"

namespace minutebook::rules {
namespace {

using schema::Command;

constexpr std::array at_evaluation{Command::RECORD_EVALUATION};
constexpr std::array at_renewal{Command::RENEW_CONTRACT};
constexpr std::array at_evaluation_and_proposal{Command::RECORD_EVALUATION, Command::RECORD_STUDY,
                                                Command::REVISE_PROPOSAL};

// Late orders, terminations and evaluations are not asked about at the gate: late is better than
// never, and the breach is there before they come.
const std::array<Rule, 5> rules{{
    {.id = "EVAL-1",
     .title_en = "employee satisfaction is the indicator with the greatest weight",
     .title_zh = "职工满意度为权重最高的指标",
     .source = Source::opinion,
     .at_commands = at_evaluation,
     .of_matter = judge_satisfaction_weight},
    {.id = "EVAL-2",
     .title_en = "a failed real-time evaluation leads to an order to rectify",
     .title_zh = "实时评价不合格的及时责令整改",
     .source = Source::opinion,
     .at_commands = at_renewal,
     .of_matter = judge_rectification_orders},
    {.id = "EVAL-3",
     .title_en = "a failed interim evaluation without effective rectification ends the contract",
     .title_zh = "期中考核不合格、整改无效的终止合作",
     .source = Source::opinion,
     .at_commands = at_renewal,
     .of_matter = judge_failed_interims},
    {.id = "EVAL-5",
     .title_en = "interim evaluations are made when due",
     .title_zh = "按期进行期中考核",
     .source = Source::opinion,
     .of_matter = judge_interim_intervals},
    {.id = "EVAL-6",
     .title_en = "the evaluator is neither proposer nor partner",
     .title_zh = "考评人既非提案人也非合作方",
     .source = Source::public_return,
     .at_commands = at_evaluation_and_proposal,
     .of_matter = judge_evaluators},
}};

}  // namespace

std::span<const Rule> evaluation_rules() { return rules; }

Bilingual name_of_evaluation(const domain::Evaluation& evaluation) {
  const std::string_view kind = domain::schema_name(evaluation.kind);
  return {schema::enum_label(Language::en, "EvaluationKind", kind) + " \"" + evaluation.id +
              "\" of contract \"" + evaluation.contract + "\"",
          "合同“" + evaluation.contract + "”的" +
              schema::enum_label(Language::zh_cn, "EvaluationKind", kind) + "“" + evaluation.id +
              "”"};
}

Verdict no_evaluation(const Question& q) {
  std::vector<Position> running;
  for (const domain::Contract& contract : q.matter.contracts) {
    if (contract.state() == domain::ContractState::running) {
      running.push_back(contract.concluded_at());
    }
  }
  if (running.empty()) return not_applicable("nothing was evaluated", "没有考核记录");
  return pending("no evaluation is recorded yet", "尚无考核记录", std::move(running));
}

}  // namespace minutebook::rules
