#include <memory>

#include "tools/inspect/history.h"
#include "tools/minutebook/commands.h"
#include "tools/minutebook/hint.h"
#include "tools/minutebook/moment.h"
#include "tools/minutebook/state_print.h"
#include "tools/minutebook/view.h"

namespace minutebook::cli {
namespace {

struct ShowOptions {
  std::string subject;
  std::string at;
  std::string known_at;
};

ExitStatus run_show(Session& session, const ShowOptions& options) {
  auto view = View::open(session, "minutebook show");
  if (!view) return session.fail(view.error());
  const service::Ledger& ledger = (*view)->ledger();
  const auto subject = parse_subject_argument(options.subject);
  if (!subject) return session.fail(subject.error());
  const auto moment = as_of(ledger, options.at, options.known_at);
  if (!moment) return session.fail(moment.error());
  const auto state = inspect::state_of(ledger, *subject, *moment);
  if (!state) return session.fail(with_hint(state.error(), ledger, *subject));

  Json description = inspect::parse_description(state->description);
  if (session.json()) {
    // The state's own bytes, as the replay digest takes them in.
    const std::string head = Json{
        {"subject", subject->text()},
        {"version", state->version.value},
        {"position",
         state->position.value}}.dump();
    session.out.line(head.substr(0, head.size() - 1) + ",\"state\":" + state->description + "}");
    return ExitStatus::done;
  }
  const Render& render = (*view)->render();
  session.out.line(session.palette().strong(
      session.text("ui.show.heading",
                   {render.names().with_id(subject->text()), std::to_string(state->version.value),
                    std::to_string(state->position.value)})));
  // The heading says these already.
  for (const char* const said : {"subject", "version", "positions"}) description.erase(said);
  print_state(session, render, description);
  return ExitStatus::done;
}

}  // namespace

void add_show(Commands& commands) {
  const auto options = std::make_shared<ShowOptions>();
  CLI::App* const sub = commands.add("show");
  sub->add_option("SUBJECT", options->subject, commands.text("ui.option.subject"))
      ->type_name("")
      ->required();
  sub->add_option("--at", options->at, commands.text("ui.show.at"))->type_name("P|TIME");
  sub->add_option("--known-at", options->known_at, commands.text("ui.show.known_at"))
      ->type_name("P|TIME");
  Session& session = commands.session();
  commands.on(sub, [&session, options] { return run_show(session, *options); });
}

}  // namespace minutebook::cli
