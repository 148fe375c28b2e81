#include <memory>

#include "ledger/rules/catalogue.h"
#include "tools/inspect/examination.h"
#include "tools/minutebook/commands.h"
#include "tools/minutebook/examining.h"
#include "tools/minutebook/list_kind.h"
#include "tools/minutebook/rule_text.h"
#include "tools/minutebook/table.h"
#include "tools/minutebook/view.h"

namespace minutebook::cli {
namespace {

constexpr std::int64_t ns_per_day = 86'400'000'000'000;

struct ListOptions {
  std::string at;
  std::string known_at;
  std::string rule;
  std::string subject;
  std::string organization;
  std::string status = "open";
  std::uint64_t limit = 0;
};

/// What rows are wanted, beside the moment.
struct Wanted {
  std::optional<std::string> rule;
  std::optional<Subject> subject;
  std::optional<Subject> organization;  ///< and all below it
};

Result<Wanted> wanted_of(const ListOptions& options) {
  Wanted wanted;
  if (!options.rule.empty()) {
    if (rules::find_rule(options.rule) == nullptr) {
      return fail(Errc::invalid_input,
                  "there is no rule " + printable(options.rule) + "; see minutebook rules list",
                  "没有规则 " + printable(options.rule) + "；见 minutebook rules list");
    }
    wanted.rule = options.rule;
  }
  if (!options.subject.empty()) {
    MB_TRY(subject, parse_subject_argument(options.subject));
    wanted.subject = subject;
  }
  if (!options.organization.empty()) {
    MB_TRY(organization, parse_subject_argument(options.organization));
    wanted.organization = organization;
  }
  return wanted;
}

/// The organization that answers for what a row is about.
std::optional<Subject> organization_of(const rules::Examiner& examiner, const Subject& subject) {
  if (subject.kind() != SubjectKind::partnership) {
    return examiner.directory().organization_of(subject);
  }
  const domain::Partnership* matter = examiner.matter(subject);
  if (matter == nullptr || matter->proposal() == nullptr) return std::nullopt;
  return examiner.directory().organization_of(matter->proposal()->venue);
}

bool fits(const rules::Examiner& examiner, const Wanted& wanted, std::string_view rule,
          const Subject& subject) {
  if (wanted.rule && *wanted.rule != rule) return false;
  if (wanted.subject && *wanted.subject != subject) return false;
  if (!wanted.organization) return true;
  const auto organization = organization_of(examiner, subject);
  return organization && examiner.directory().is_at_or_below(*organization, *wanted.organization);
}

/// The examination and the moment that both lists start from.
struct Asked {
  std::unique_ptr<View> view;
  Wanted wanted;
  QuestionMoment question;
  inspect::Examination examination;
};

Result<Asked> ask(Session& session, const ListOptions& options) {
  Asked asked;
  MB_TRY(wanted, wanted_of(options));
  asked.wanted = std::move(wanted);
  MB_TRY(view, View::open(session, "minutebook list"));
  asked.view = std::move(view);
  MB_TRY(question, moment_of_question(*asked.view, options.at, options.known_at));
  asked.question = question;
  inspect::ExaminationOptions examination{.as_of = question.as_of};
  if (asked.wanted.subject && asked.wanted.subject->kind() == SubjectKind::partnership) {
    examination.only = asked.wanted.subject;
  }
  MB_TRY(done, examine_with_progress(session, *asked.view, std::move(examination)));
  asked.examination = std::move(done);
  return asked;
}

ExitStatus run_findings(Session& session, const ListOptions& options) {
  auto asked = ask(session, options);
  if (!asked) return session.fail(asked.error());
  if (!asked->examination.whole) return ExitStatus::interrupted;
  const rules::Examiner& examiner = *asked->examination.examiner;
  const Render& render = asked->view->render();
  Table table({{session.text("ui.column.rule")},
               {session.text("ui.column.subject")},
               {session.text("ui.column.since")},
               {session.text("ui.column.status")},
               {session.text("ui.column.rests_on")},
               {session.text("ui.column.reason")}});
  std::uint64_t rows = 0;
  for (const rules::Finding& finding : examiner.findings(asked->question.now)) {
    if (!fits(examiner, asked->wanted, finding.rule, finding.subject)) continue;
    const std::string status(rules::name_of(finding.status()));
    if (options.status != "all" && options.status != status) continue;
    if (options.limit != 0 && rows == options.limit) break;
    ++rows;
    if (session.json()) {
      session.out.line(inspect::finding_json(finding, asked->view->zone()).dump());
      continue;
    }
    table.add({std::string(finding.rule), finding.subject.text(), render.time(finding.since),
               session.text("ui.finding." + status), positions_text(finding.verdict.rests_on),
               in_language(finding.verdict.reason, session.language())});
  }
  if (!session.json()) table.print(session.out, session.palette(), session.columns());
  session.say(session.text("ui.findings.summary",
                           {std::to_string(rows), std::to_string(asked->examination.events),
                            render.time(asked->question.now)}));
  return ExitStatus::done;
}

ExitStatus run_worklist(Session& session, const ListOptions& options) {
  auto asked = ask(session, options);
  if (!asked) return session.fail(asked.error());
  if (!asked->examination.whole) return ExitStatus::interrupted;
  const rules::Examiner& examiner = *asked->examination.examiner;
  const Render& render = asked->view->render();
  Table table({{session.text("ui.column.due")},
               {session.text("ui.column.days_left"), Align::right},
               {session.text("ui.column.rule")},
               {session.text("ui.column.subject")},
               {session.text("ui.column.organization")},
               {session.text("ui.column.waiting_for")}});
  std::uint64_t rows = 0;
  for (const rules::OpenItem& item : examiner.open_items(asked->question.now)) {
    if (!fits(examiner, asked->wanted, item.rule, item.subject)) continue;
    if (options.limit != 0 && rows == options.limit) break;
    ++rows;
    const std::int64_t days = (item.due.ns - asked->question.now.ns) / ns_per_day;
    const auto organization = organization_of(examiner, item.subject);
    if (session.json()) {
      Json json = inspect::open_item_json(item, asked->view->zone());
      json["daysLeft"] = days;
      if (organization) json["organization"] = organization->text();
      session.out.line(json.dump());
      continue;
    }
    table.add({render.time(item.due), std::to_string(days), std::string(item.rule),
               item.subject.text(), organization ? render.names().of(organization->text()) : "",
               in_language(item.verdict.reason, session.language())});
  }
  if (!session.json()) table.print(session.out, session.palette(), session.columns());
  session.say(session.text("ui.worklist.summary",
                           {std::to_string(rows), render.time(asked->question.now)}));
  return ExitStatus::done;
}

void add_shared(Commands& commands, CLI::App* sub, ListOptions& options) {
  const auto option = [&](const char* name, std::string& value, const char* key, const char* type) {
    sub->add_option(name, value, commands.text(key))->type_name(type);
  };
  option("--at", options.at, "ui.show.at", "P|TIME");
  option("--known-at", options.known_at, "ui.show.known_at", "P|TIME");
  option("--rule", options.rule, "ui.list_option.rule", "ID");
  option("--subject", options.subject, "ui.list_option.subject", "SUBJECT");
  option("--organization", options.organization, "ui.list_option.organization", "SUBJECT");
  sub->add_option("--limit", options.limit, commands.text("ui.list_option.limit"))->type_name("N");
}

}  // namespace

void add_list(Commands& commands) {
  const auto options = std::make_shared<ListOptions>();
  Session& session = commands.session();
  CLI::App* const sub = commands.add("list");
  sub->require_subcommand(0, 1);
  add_kind_lists(commands, sub);
  CLI::App* const findings = commands.add_below(sub, "findings");
  add_shared(commands, findings, *options);
  findings->add_option("--status", options->status, commands.text("ui.list_option.status"))
      ->check(CLI::IsMember({"open", "ended", "confirmed", "dismissed", "all"}))
      ->type_name("open|ended|confirmed|dismissed|all");
  commands.on(findings, [&session, options] { return run_findings(session, *options); });
  CLI::App* const worklist = commands.add_below(sub, "worklist");
  add_shared(commands, worklist, *options);
  commands.on(worklist, [&session, options] { return run_worklist(session, *options); });
}

}  // namespace minutebook::cli
