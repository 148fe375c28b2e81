#include "tools/generate/breaches/rulebook.h"

#include <string>

#include "ledger/rules/rule_ids.h"
#include "tools/generate/vocabulary.h"

namespace minutebook::generate {
namespace {

constexpr std::string_view keeper = "person/national-rule-keeper";
constexpr std::string_view national = "organization/national";
constexpr std::string_view title = "合作事项制度规则（检验用）";

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

std::string approval_row(std::string_view modes, std::string_view values, std::string_view demand) {
  std::string row = "\n[[approval]]\nmodes = [";
  row += modes;
  row += "]\n";
  row += values;
  row += "demand = " + quoted(demand) + "\nauthority = \"parent\"\n";
  return row;
}

std::string rulebook_text(std::int64_t from) {
  std::string text = "title = " + quoted(title) + "\nversion = 1\norganization = ";
  text += quoted(national) + "\neffective-from = ";
  append_day(text, from);
  text += "\n";
  for (const std::string_view rule : rules::rule_ids()) {
    text += "\n[rules." + std::string(rule) + "]\nenforce = \"flag\"\n";
    if (rule == "SEL-1") {
      text += "channels = [" + quoted(channels()[0]) + ", " + quoted(channels()[1]) + "]\n";
    }
    // An imported history is recorded years after it happened: ten years are let pass.
    if (rule == "REC-1") text += "recording-hours = 87600\n";
  }
  constexpr std::string_view others =
      R"("internalCooperation", "undertakenService", "sponsorship")";
  const std::string yuan = std::to_string(approval_from_yuan) + "\n";
  text += approval_row(R"("externalCooperation")", "", "approval");
  text += approval_row(others, "value-from-yuan = " + yuan, "approval");
  text += approval_row(others, "value-below-yuan = " + yuan, "filing");
  return text;
}

}  // namespace

void adopt_rulebook(Chapter& chapter) {
  const Minute moment = at(2019, 1, 2);
  constexpr std::string_view security = "person/security-administrator";
  const auto administer = [&](std::string_view type, auto write) {
    chapter.send({type, keeper, security, "securityAdministrator", moment}, write);
  };
  administer("RegisterPrincipal", [](Ink& data) {
    data.text("title", "制度规则管理员").text("organization", national);
  });
  administer("GrantRole", [&](Ink& data) {
    data.text("role", "ruleKeeper").text("organization", national).day("from", day_of(moment));
  });
  const Heading heading{"AdoptRulebook", "rulebook/national", keeper, "ruleKeeper", moment};
  chapter.send(heading, [&](Ink& data) {
    data.text("title", title).number("version", 1).text("organization", national);
    data.day("effectiveFrom", day_of(moment)).text("text", rulebook_text(day_of(moment)));
  });
}

}  // namespace minutebook::generate
