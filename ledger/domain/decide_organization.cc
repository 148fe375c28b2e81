#include <algorithm>
#include <set>

#include "ledger/domain/decide_steps.h"
#include "ledger/domain/drafts.h"

namespace minutebook::domain {
namespace {

using Command = schema::Command;

Refusal level_not_below(const Subject& parent, Position registered_at) {
  return refuse("ORG-1", "the organization's level must be below that of " + parent.text(),
                "该组织的层级须低于 " + parent.text(), {registered_at});
}

std::optional<Refusal> check_registration(const Directory& directory,
                                          schema::Organization::Reader data) {
  const auto parent = optional_subject(data.getParent());
  if (!parent) {
    if (directory.root() == nullptr) return std::nullopt;
    const std::string& root = directory.root()->text();
    return refuse("ORG-1", "there is a root already, " + root + ": name a parent",
                  "已有最上级组织 " + root + "，请指明上级",
                  {directory.organization(*directory.root())->registered_at});
  }
  const OrganizationRecord& above = *directory.organization(*parent);
  if (data.getLevel() > above.level) return std::nullopt;
  return level_not_below(*parent, above.registered_at);
}

std::optional<Refusal> check_move(const Directory& directory, const Subject& subject,
                                  schema::OrganizationMove::Reader data) {
  const Subject parent = subject_of(data.getParent());
  const OrganizationRecord& above = *directory.organization(parent);
  if (directory.is_at_or_below(parent, subject)) {
    return refuse("ORG-1", parent.text() + " is " + subject.text() + " itself or below it",
                  parent.text() + " 是 " + subject.text() + " 自身或其下级", {above.registered_at});
  }
  if (directory.organization(subject)->level > above.level) return std::nullopt;
  return level_not_below(parent, above.registered_at);
}

std::optional<Refusal> check_report(const OrganizationRecord& record, schema::Report::Reader data) {
  const std::string id = text_of(data.getReport());
  for (const FiledReport& report : record.reports) {
    if (report.id != id) continue;
    return refuse("REF-2", "there is a report \"" + id + "\" already", "已有报告“" + id + "”",
                  {report.act.position});
  }
  const bool quarterly = data.getKind() == schema::ReportKind::QUARTERLY;
  if (quarterly == (data.getQuarter() != 0)) return std::nullopt;
  return refuse("STEP-2", "a quarterly report names its quarter, 1 to 4; an annual one has none",
                "季度报告须写明第 1 至 4 季度，年度报告不写季度");
}

const TargetLetter* letter_of(const OrganizationRecord& record, const std::string& id) {
  const auto found = std::ranges::find(record.target_letters, id, &TargetLetter::id);
  return found == record.target_letters.end() ? nullptr : &*found;
}

std::optional<Refusal> check_letter(const OrganizationRecord& record,
                                    schema::TargetLetter::Reader data) {
  const std::string id = text_of(data.getLetter());
  if (const TargetLetter* letter = letter_of(record, id)) {
    return refuse("REF-2", "there is a target letter \"" + id + "\" already",
                  "已有目标责任书“" + id + "”", {letter->act.position});
  }
  std::set<std::string> names;
  for (const auto target : data.getTargets()) {
    const std::string name = text_of(target.getName());
    if (names.insert(name).second) continue;
    return refuse("REF-2", "the letter names the target \"" + name + "\" twice",
                  "责任书中目标“" + name + "”重复");
  }
  return std::nullopt;
}

std::optional<Refusal> check_outcomes(const TargetLetter& letter,
                                      schema::TargetAssessment::Reader data) {
  std::set<std::string> open;
  for (const Target& target : letter.targets) open.insert(target.name);
  for (const auto outcome : data.getOutcomes()) {
    const std::string name = text_of(outcome.getName());
    if (open.erase(name) != 0) continue;
    return refuse("REF-3", "the letter has no target \"" + name + "\", or it is assessed twice",
                  "责任书没有目标“" + name + "”，或重复考核", {letter.act.position});
  }
  if (open.empty()) return std::nullopt;
  return refuse("STEP-2", "the target \"" + *open.begin() + "\" is not assessed",
                "目标“" + *open.begin() + "”尚未考核", {letter.act.position});
}

std::optional<Refusal> check_assessment(const OrganizationRecord& record,
                                        schema::TargetAssessment::Reader data) {
  const std::string id = text_of(data.getLetter());
  const TargetLetter* letter = letter_of(record, id);
  if (letter == nullptr) {
    return refuse("REF-3", "there is no target letter \"" + id + "\"",
                  "没有目标责任书“" + id + "”");
  }
  if (!letter->assessments.empty()) {
    return refuse("STEP-2", "the target letter \"" + id + "\" has been assessed",
                  "目标责任书“" + id + "”已经考核", {letter->assessments.back().act.position});
  }
  return check_outcomes(*letter, data);
}

std::optional<Refusal> check(const Directory& directory, const Subject& subject,
                             Command::Reader command) {
  const OrganizationRecord* record = directory.organization(subject);
  switch (command.which()) {
    case Command::REGISTER_ORGANIZATION:
      return check_registration(directory, command.getRegisterOrganization());
    case Command::MOVE_ORGANIZATION:
      return check_move(directory, subject, command.getMoveOrganization());
    case Command::FILE_REPORT:
      return check_report(*record, command.getFileReport());
    case Command::SIGN_TARGET_LETTER:
      return check_letter(*record, command.getSignTargetLetter());
    case Command::ASSESS_TARGET:
      return check_assessment(*record, command.getAssessTarget());
    default:
      return std::nullopt;
  }
}

}  // namespace

Decision decide_organization(const DecisionContext& context, Command::Reader command) {
  if (auto refusal = check(context.directory, subject_of(command.getSubject()), command)) {
    return *std::move(refusal);
  }
  return emit_same(command);
}

}  // namespace minutebook::domain
