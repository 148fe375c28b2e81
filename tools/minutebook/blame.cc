#include "tools/inspect/blame.h"

#include <memory>

#include "tools/minutebook/change_print.h"
#include "tools/minutebook/commands.h"
#include "tools/minutebook/hint.h"
#include "tools/minutebook/moment.h"
#include "tools/minutebook/table.h"
#include "tools/minutebook/view.h"

namespace minutebook::cli {
namespace {

struct BlameOptions {
  std::string subject;
  std::string at;
};

Json blame_json(const inspect::Blame& entry) {
  return {{"path", entry.path},
          {"value", entry.value},
          {"position", entry.position.value},
          {"occurredAt", format_time(entry.occurred_at)},
          {"recordedAt", format_time({entry.recorded_at, 0})},
          {"actor", entry.actor},
          {"event", entry.event}};
}

void print_table(Session& session, const Render& render,
                 const std::vector<inspect::Blame>& entries) {
  Table table({{session.text("ui.column.position"), Align::right},
               {session.text("ui.column.occurred")},
               {session.text("ui.column.actor")},
               {session.text("ui.column.event")},
               {session.text("ui.column.field")}});
  for (const inspect::Blame& entry : entries) {
    if (is_bookkeeping(entry.path)) continue;
    table.add({std::to_string(entry.position.value), render.time(entry.occurred_at.instant),
               render.names().of(entry.actor), word_or("event", entry.event, session.language()),
               render.path(entry.path) + session.text("ui.show.colon") +
                   render.value(last_field(entry.path), entry.value)});
  }
  table.print(session.out, session.palette(), session.columns());
}

ExitStatus run_blame(Session& session, const BlameOptions& options) {
  auto view = View::open(session, "minutebook blame");
  if (!view) return session.fail(view.error());
  const service::Ledger& ledger = (*view)->ledger();
  const auto subject = parse_subject_argument(options.subject);
  if (!subject) return session.fail(subject.error());
  const auto moment = as_of(ledger, options.at, "");
  if (!moment) return session.fail(moment.error());
  const auto entries = inspect::blame(ledger, *subject, *moment);
  if (!entries) return session.fail(with_hint(entries.error(), ledger, *subject));
  if (!session.json()) {
    print_table(session, (*view)->render(), *entries);
    return ExitStatus::done;
  }
  for (const inspect::Blame& entry : *entries) session.out.line(blame_json(entry).dump());
  return ExitStatus::done;
}

}  // namespace

void add_blame(Commands& commands) {
  const auto options = std::make_shared<BlameOptions>();
  CLI::App* const sub = commands.add("blame");
  sub->add_option("SUBJECT", options->subject, commands.text("ui.option.subject"))
      ->type_name("")
      ->required();
  sub->add_option("--at", options->at, commands.text("ui.show.at"))->type_name("P|TIME");
  Session& session = commands.session();
  commands.on(sub, [&session, options] { return run_blame(session, *options); });
}

}  // namespace minutebook::cli
