#include "tools/minutebook/list_findings.h"

#include <memory>

#include "ledger/domain/decide.h"
#include "ledger/rules/catalogue.h"
#include "ledger/service/replay.h"
#include "projections/findings/findings.h"
#include "projections/findings/reading.h"
#include "tools/inspect/examination.h"
#include "tools/minutebook/examining.h"
#include "tools/minutebook/rule_text.h"
#include "tools/minutebook/table.h"
#include "tools/minutebook/view.h"
#include "tools/minutebook/views.h"

namespace minutebook::cli {
namespace {

constexpr std::int64_t ns_per_day = 86'400'000'000'000;

/// The moment asked about, what was known of it, and whose rows are wanted.
struct Asked {
  std::unique_ptr<View> view;
  std::optional<projections::Database> database;  ///< none: nothing was known then
  projections::FindingsQuestion question;
  std::optional<Subject> organization;  ///< and all below it
  domain::Directory directory;          ///< as known then; empty where nobody is asked about
  std::uint64_t events = 0;             ///< known then

  bool wants(const std::optional<Subject>& owner) const {
    return !organization || (owner && directory.is_at_or_below(*owner, *organization));
  }
};

Result<void> read_wishes(const FindingsListOptions& options, Asked& asked) {
  if (!options.rule.empty()) {
    if (rules::find_rule(options.rule) == nullptr) {
      return fail(Errc::invalid_input,
                  "there is no rule " + printable(options.rule) + "; see minutebook rules list",
                  "没有规则 " + printable(options.rule) + "；见 minutebook rules list");
    }
    asked.question.rule = options.rule;
  }
  if (!options.subject.empty()) {
    MB_TRY(subject, parse_subject_argument(options.subject));
    asked.question.subject = subject;
  }
  if (!options.organization.empty()) {
    MB_TRY(organization, parse_subject_argument(options.organization));
    asked.organization = organization;
  }
  return {};
}

/// The number of events known then.
Result<std::uint64_t> known_events(View& view, const service::AsOf& as_of) {
  std::uint64_t known = view.ledger().store().head().value;
  if (as_of.position) known = std::min(known, as_of.position->value + 1);
  if (as_of.recorded_at) {
    MB_TRY(last, view.reader().last_recorded_by(*as_of.recorded_at));
    known = std::min(known, last ? last->value + 1 : 0);
  }
  return known;
}

Result<Asked> ask(Session& session, const FindingsListOptions& options) {
  Asked asked;
  MB_TRY_VOID(read_wishes(options, asked));
  MB_TRY(view, View::open(session, "minutebook list"));
  asked.view = std::move(view);
  MB_TRY(moment, moment_of_question(*asked.view, options.at, options.known_at));
  asked.question.time = moment.now;
  MB_TRY(events, known_events(*asked.view, moment.as_of));
  asked.events = events;
  if (events == 0) return asked;
  asked.question.known = Position{events - 1};
  projections::Runner runner = runner_of(session, *asked.view);
  MB_TRY_VOID(bring_up_to_date(session, runner, projections::findings_view()));
  MB_TRY(database, projections::Database::open(runner.file_of(projections::findings_view()),
                                               projections::OpenFor::reading));
  asked.database = std::move(database);
  if (!asked.organization) return asked;
  MB_TRY_VOID(service::each_directory_event(
      asked.view->ledger().store(), Position{events},
      [&asked](const store::StoredEvent& event) -> Result<bool> {
        MB_TRY_VOID(service::guarded([&] { domain::evolve(asked.directory, event.view()); }));
        return true;
      }));
  return asked;
}

Result<std::vector<projections::ListedFinding>> findings_of(Asked& asked) {
  if (!asked.database) return std::vector<projections::ListedFinding>{};
  const auto documents = inspect::stored_documents(asked.view->ledger().store());
  return list_findings(*asked.database, asked.question, documents.get());
}

Result<std::vector<projections::ListedItem>> items_of(const Asked& asked) {
  if (!asked.database) return std::vector<projections::ListedItem>{};
  return list_worklist(*asked.database, asked.question);
}

ExitStatus failure(Session& session, const Error& error) {
  return error.code == Errc::cancelled ? ExitStatus::interrupted : session.fail(error);
}

}  // namespace

ExitStatus run_findings(Session& session, const FindingsListOptions& options) {
  auto asked = ask(session, options);
  if (!asked) return failure(session, asked.error());
  const auto findings = findings_of(*asked);
  if (!findings) return failure(session, findings.error());
  const Render& render = asked->view->render();
  Table table({{session.text("ui.column.rule")},
               {session.text("ui.column.subject")},
               {session.text("ui.column.since")},
               {session.text("ui.column.status")},
               {session.text("ui.column.rests_on")},
               {session.text("ui.column.reason")}});
  std::uint64_t rows = 0;
  for (const auto& [finding, organization] : *findings) {
    const std::string status(rules::name_of(finding.status()));
    if (!asked->wants(organization)) continue;
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
  session.say(session.text(
      "ui.findings.summary",
      {std::to_string(rows), std::to_string(asked->events), render.time(asked->question.time)}));
  return ExitStatus::done;
}

ExitStatus run_worklist(Session& session, const FindingsListOptions& options) {
  auto asked = ask(session, options);
  if (!asked) return failure(session, asked.error());
  const auto items = items_of(*asked);
  if (!items) return failure(session, items.error());
  const Render& render = asked->view->render();
  Table table({{session.text("ui.column.due")},
               {session.text("ui.column.days_left"), Align::right},
               {session.text("ui.column.rule")},
               {session.text("ui.column.subject")},
               {session.text("ui.column.organization")},
               {session.text("ui.column.waiting_for")}});
  std::uint64_t rows = 0;
  for (const auto& [item, organization] : *items) {
    if (!asked->wants(organization)) continue;
    if (options.limit != 0 && rows == options.limit) break;
    ++rows;
    const std::int64_t days = (item.due.ns - asked->question.time.ns) / ns_per_day;
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
                           {std::to_string(rows), render.time(asked->question.time)}));
  return ExitStatus::done;
}

}  // namespace minutebook::cli
