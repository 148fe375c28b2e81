#include "ledger/rules/cited_rule.h"

#include "ledger/rules/catalogue.h"

namespace minutebook::rules {
namespace {

using Command = schema::Command;

std::optional<std::string> cited_rule(Command::Reader command) {
  switch (command.which()) {
    case Command::REPORT_IRREGULARITY:
      return domain::text_of(command.getReportIrregularity().getRule());
    case Command::CONFIRM_FINDING:
      return domain::text_of(command.getConfirmFinding().getRule());
    case Command::DISMISS_FINDING:
      return domain::text_of(command.getDismissFinding().getRule());
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<domain::Refusal> check_cited_rule(Command::Reader command) {
  const auto cited = cited_rule(command);
  if (!cited || find_rule(*cited) != nullptr) return std::nullopt;
  const std::string id = printable(*cited);
  return domain::Refusal{
      .rule = "RULE-2",
      .detail = {"there is no rule " + id + " in the catalogue; see `rules list`",
                 "规则目录中没有 " + id + "；见 rules list"},
      .rests_on = {}};
}

}  // namespace minutebook::rules
