#include <memory>

#include "ledger/rules/catalogue.h"
#include "ledger/rules/judge.h"
#include "tools/inspect/examination.h"
#include "tools/minutebook/commands.h"
#include "tools/minutebook/examining.h"
#include "tools/minutebook/hint.h"
#include "tools/minutebook/moment.h"
#include "tools/minutebook/rule_text.h"
#include "tools/minutebook/table.h"
#include "tools/minutebook/view.h"

namespace minutebook::cli {
namespace {

struct RulesOptions {
  std::string id;
  std::string organization;
  std::string on;
  std::string subject;
  std::string at;
  std::string known_at;
};

std::string modes_text(const Session& session, rules::ModeSet modes) {
  if (modes == rules::all_modes) return session.text("ui.rules.all_modes");
  std::string text;
  for (const char* const mode :
       {"internalCooperation", "externalCooperation", "undertakenService", "sponsorship"}) {
    const auto value = mode_named(mode);
    if (!modes.contains(value)) continue;
    text += (text.empty() ? "" : session.text("ui.list.separator")) +
            word_or("enum.Mode", mode, session.language());
  }
  return text;
}

Json rule_json(const rules::Rule& rule) {
  Json modes = Json::array();
  for (const char* const mode :
       {"internalCooperation", "externalCooperation", "undertakenService", "sponsorship"}) {
    if (rule.modes.contains(mode_named(mode))) modes.push_back(mode);
  }
  return {{"id", rule.id},
          {"title", {{"en", rule.title_en}, {"zh-CN", rule.title_zh}}},
          {"source", source_name(rule.source)},
          {"judged", rule.judge == rules::Judge::computed ? "computed" : "reported"},
          {"modes", std::move(modes)},
          {"refusable", !rule.at_commands.empty()}};
}

ExitStatus run_list(Session& session) {
  Table table({{session.text("ui.column.rule")},
               {session.text("ui.column.source")},
               {session.text("ui.column.judged")},
               {session.text("ui.column.title")}});
  for (const rules::Rule& rule : rules::catalogue()) {
    if (session.json()) {
      session.out.line(rule_json(rule).dump());
      continue;
    }
    table.add({std::string(rule.id),
               session.text("ui.source." + std::string(source_name(rule.source))),
               session.text(rule.judge == rules::Judge::computed ? "ui.rules.computed"
                                                                 : "ui.rules.reported"),
               title_of(rule, session.language())});
  }
  if (!session.json()) table.print(session.out, session.palette(), session.columns());
  return ExitStatus::done;
}

/// The rulebook in force where the options say, or nothing without a ledger.
struct InForce {
  std::unique_ptr<View> view;
  inspect::Examination examination;
  const rules::Rulebook* rulebook = nullptr;
};

Result<InForce> rulebook_in_force(Session& session, const RulesOptions& options) {
  InForce result;
  MB_TRY(view, View::open(session, "minutebook rules"));
  result.view = std::move(view);
  MB_TRY(examination, examine_rulebooks(*result.view));
  result.examination = std::move(examination);
  const rules::Examiner& examiner = *result.examination.examiner;
  std::optional<Subject> organization;
  if (!options.organization.empty()) {
    MB_TRY(given, parse_subject_argument(options.organization));
    if (examiner.directory().organization(given) == nullptr) {
      return fail(Errc::not_found, "there is no " + given.text() + " in this ledger",
                  "本账本中没有 " + given.text());
    }
    organization = given;
  } else if (const Subject* root = examiner.directory().root()) {
    organization = *root;
  }
  Instant when = SystemClock().now();
  if (!options.on.empty()) {
    MB_TRY(moment, parse_time_argument(options.on, result.view->zone()));
    when = *moment.first;
  }
  if (organization) {
    result.rulebook = examiner.rulebooks().in_force(examiner.directory(), *organization,
                                                    examiner.directory().day_of(when));
  }
  return result;
}

ExitStatus run_explain(Session& session, const RulesOptions& options) {
  const rules::Rule* rule = rules::find_rule(options.id);
  if (rule == nullptr) {
    return session.fail(
        {Errc::not_found,
         {"there is no rule " + printable(options.id) + "; see minutebook rules list",
          "没有规则 " + printable(options.id) + "；见 minutebook rules list"}});
  }
  InForce in_force;
  const bool asked = !session.settings.ledger.empty();
  if (asked) {
    auto found = rulebook_in_force(session, options);
    if (!found) return session.fail(found.error());
    in_force = std::move(*found);
  }
  const auto parameters = parameters_of(*rule, in_force.rulebook);
  if (session.json()) {
    Json json = rule_json(*rule);
    Json list = Json::array();
    for (const ParameterText& one : parameters) {
      list.push_back({{"key", one.key},
                      {"value", one.value},
                      {"title", {{"en", one.title.en}, {"zh-CN", one.title.zh}}}});
    }
    json["parameters"] = std::move(list);
    json["rulebooks"] = editions_json(in_force.rulebook);
    json["enforce"] = enforced_name(*rule, in_force.rulebook);
    session.out.line(json.dump());
    return ExitStatus::done;
  }
  const std::string colon = session.text("ui.show.colon");
  const auto line = [&](const char* key, const std::string& value) {
    session.out.line("  " + session.text(key) + colon + value);
  };
  session.out.line(
      session.palette().strong(std::string(rule->id) + "  " + title_of(*rule, session.language())));
  line("ui.column.source", session.text("ui.source." + std::string(source_name(rule->source))));
  line("ui.rules.modes", modes_text(session, rule->modes));
  line("ui.column.judged",
       session.text(rule->judge == rules::Judge::computed ? "ui.rules.computed"
                                                          : "ui.rules.reported"));
  line("ui.rules.enforced",
       session.text("ui.rules." + std::string(enforced_name(*rule, in_force.rulebook))));
  for (const ParameterText& one : parameters) {
    session.out.line("  " + in_language(one.title, session.language()) + " (" + one.key + ")" +
                     colon + one.value);
  }
  if (asked) line("ui.rules.rulebook", editions_text(session, in_force.rulebook));
  return ExitStatus::done;
}

ExitStatus run_check(Session& session, const RulesOptions& options) {
  auto view = View::open(session, "minutebook rules check");
  if (!view) return session.fail(view.error());
  const auto subject = parse_subject_argument(options.subject);
  if (!subject) return session.fail(subject.error());
  if (subject->kind() != SubjectKind::partnership) {
    return session.fail({Errc::invalid_input,
                         {"only matters are checked one by one: partnership/…",
                          "只能逐项检查合作事项：partnership/…"}});
  }
  const auto asked = moment_of_question(**view, options.at, options.known_at);
  if (!asked) return session.fail(asked.error());
  auto examination =
      examine_with_progress(session, **view, {.as_of = asked->as_of, .only = *subject});
  if (!examination) return session.fail(examination.error());
  if (!examination->whole) return ExitStatus::interrupted;
  const auto verdicts = examination->examiner->verdicts(*subject, asked->now);
  if (verdicts.empty()) {
    return session.fail(
        with_hint({Errc::not_found,
                   {"there was no " + subject->text() + " then", "当时没有 " + subject->text()}},
                  (*view)->ledger(), *subject));
  }
  return print_verdicts(session, **view, verdicts);
}

}  // namespace

void add_rules(Commands& commands) {
  const auto options = std::make_shared<RulesOptions>();
  Session& session = commands.session();
  CLI::App* const sub = commands.add("rules");
  sub->require_subcommand(1);
  CLI::App* const list = commands.add_below(sub, "list");
  commands.on(list, [&session] { return run_list(session); });
  CLI::App* const explain = commands.add_below(sub, "explain");
  explain->add_option("ID", options->id, commands.text("ui.rules.id"))->type_name("")->required();
  explain
      ->add_option("--organization", options->organization, commands.text("ui.rules.organization"))
      ->type_name("SUBJECT");
  explain->add_option("--on", options->on, commands.text("ui.rules.on"))->type_name("DAY");
  commands.on(explain, [&session, options] { return run_explain(session, *options); });
  CLI::App* const check = commands.add_below(sub, "check");
  check->add_option("SUBJECT", options->subject, commands.text("ui.option.subject"))
      ->type_name("")
      ->required();
  check->add_option("--at", options->at, commands.text("ui.show.at"))->type_name("P|TIME");
  check->add_option("--known-at", options->known_at, commands.text("ui.show.known_at"))
      ->type_name("P|TIME");
  commands.on(check, [&session, options] { return run_check(session, *options); });
}

}  // namespace minutebook::cli
