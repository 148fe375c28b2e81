#include "ledger/rules/negative_list_rules.h"

#include <array>

#include "ledger/rules/catalogue.h"

namespace minutebook::rules {
namespace {

using schema::Command;

constexpr std::array at_start{Command::SIGN_CONTRACT, Command::RENEW_CONTRACT,
                              Command::RECORD_EVALUATION};

constexpr std::size_t max_quoted_bytes = 160;  // of a report's text in a reason

Verdict judge_report(const Question& q, const domain::IrregularityReport& report) {
  const std::string day = format_day(q.scene.day_of(report.act.occurred_at));
  const std::string& who = report.act.by().text();
  const std::string text = printable(report.text, max_quoted_bytes);
  std::vector<Position> at = report.about;
  at.push_back(report.act.position);
  return breach(who + " reported on " + day + ": \"" + text + "\"",
                who + " 于 " + day + " 报告：“" + text + "”", std::move(at));
}

/// NEG-2 to NEG-5 and BAN-1 to BAN-3, each for its own id. Only people can tell; the rule carries
/// what they report. Looks at the irregularity reports that name exactly this rule. Each is a
/// breach, resting on the report and on the events that it is about; whether it holds is for an
/// inspector to confirm or dismiss, and no correction takes it back. Silence is no pass: without a
/// report, the rule is pending while the matter is open and not applicable once it is closed or
/// withdrawn (a later report still makes it a breach). It never passes, falls due or lacks facts,
/// and needs no rulebook.
Verdict judge_reports(const Question& q, std::string_view rule) {
  Parts parts("nobody reported this while the matter was open; only people can judge it",
              "办理期间无人报告；此项只能由人判断");
  for (const domain::IrregularityReport& report : q.matter.irregularity_reports) {
    if (report.rule == rule) parts.add(judge_report(q, report));
  }
  Verdict verdict = std::move(parts).verdict();
  const domain::Step step = domain::step_of(q.matter);
  const bool over = step == domain::Step::closed || step == domain::Step::withdrawn;
  if (verdict.ruling == Ruling::breach || over) return verdict;
  return pending("nobody has reported this; only people can judge it",
                 "尚无人报告；此项只能由人判断", {q.proposal().act.position});
}

constexpr Rule reported(std::string_view id, std::string_view title_en, std::string_view title_zh,
                        Verdict (*of_matter)(const Question&)) {
  return {.id = id,
          .title_en = title_en,
          .title_zh = title_zh,
          .source = Source::opinion,
          .judge = Judge::reported,
          .of_matter = of_matter};
}

const std::array<Rule, 8> rules{{
    {.id = "NEG-1",
     .title_en = "nothing starts without approval or filing",
     .title_zh = "未经审批或备案不得开展",
     .source = Source::opinion,
     .at_commands = at_start,
     .of_matter = judge_start},
    reported("NEG-2", "nothing harms the venue's standing", "不得损害阵地形象",
             [](const Question& q) { return judge_reports(q, "NEG-2"); }),
    reported("NEG-3", "no commercial activity unrelated to the service",
             "不得从事与服务无关的商业经营",
             [](const Question& q) { return judge_reports(q, "NEG-3"); }),
    reported("NEG-4", "the venue's brand is not exported without permission",
             "不得擅自输出阵地品牌", [](const Question& q) { return judge_reports(q, "NEG-4"); }),
    reported("NEG-5", "the partner uses none of the venue's documents, seals, bills or accounts",
             "合作方不得使用阵地的文书、印章、票据和账户",
             [](const Question& q) { return judge_reports(q, "NEG-5"); }),
    reported("BAN-1", "no lease under another name", "不得变相出租",
             [](const Question& q) { return judge_reports(q, "BAN-1"); }),
    reported("BAN-2", "no contracting-out under another name", "不得变相承包",
             [](const Question& q) { return judge_reports(q, "BAN-2"); }),
    reported("BAN-3", "no entrusted operation under another name", "不得变相委托经营",
             [](const Question& q) { return judge_reports(q, "BAN-3"); }),
}};

}  // namespace

std::span<const Rule> negative_list_rules() { return rules; }

}  // namespace minutebook::rules
