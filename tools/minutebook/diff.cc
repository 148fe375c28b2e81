#include <memory>

#include "tools/inspect/history.h"
#include "tools/minutebook/change_print.h"
#include "tools/minutebook/commands.h"
#include "tools/minutebook/hint.h"
#include "tools/minutebook/moment.h"
#include "tools/minutebook/view.h"

namespace minutebook::cli {
namespace {

struct DiffOptions {
  std::string subject;
  std::string before;
  std::string after;
};

/// The state then; null when there was none yet, since "it came to be" is a difference too.
Result<Json> state_at(const service::Ledger& ledger, const Subject& subject,
                      const std::string& moment) {
  MB_TRY(then, as_of(ledger, moment, ""));
  const auto state = inspect::state_of(ledger, subject, then);
  if (state) return inspect::parse_description(state->description);
  MB_TRY(version, ledger.store().version_of(subject));
  if (state.error().code == Errc::not_found && version.value > 0) return Json();
  return tl::unexpected(state.error());
}

ExitStatus run_diff(Session& session, const DiffOptions& options) {
  auto view = View::open(session, "minutebook diff");
  if (!view) return session.fail(view.error());
  const service::Ledger& ledger = (*view)->ledger();
  const auto subject = parse_subject_argument(options.subject);
  if (!subject) return session.fail(subject.error());
  const auto before = state_at(ledger, *subject, options.before);
  if (!before) return session.fail(with_hint(before.error(), ledger, *subject));
  const auto after = state_at(ledger, *subject, options.after);
  if (!after) return session.fail(with_hint(after.error(), ledger, *subject));

  const auto changes = inspect::changes(*before, *after);
  if (session.json()) {
    for (const inspect::Change& change : changes) session.out.line(change_json(change).dump());
    return ExitStatus::done;
  }
  if (changes.empty()) session.say(session.text("ui.diff.same"));
  const Palette palette = session.palette();
  for (const inspect::Change& change : changes) {
    if (is_bookkeeping(change.path)) continue;
    const std::string sign = !change.before  ? palette.good("+")
                             : !change.after ? palette.bad("-")
                                             : palette.mark("~");
    session.out.line(sign + " " + change_text(change, (*view)->render(), palette));
  }
  return ExitStatus::done;
}

}  // namespace

void add_diff(Commands& commands) {
  const auto options = std::make_shared<DiffOptions>();
  CLI::App* const sub = commands.add("diff");
  sub->add_option("SUBJECT", options->subject, commands.text("ui.option.subject"))
      ->type_name("")
      ->required();
  sub->add_option("A", options->before, commands.text("ui.diff.before"))->type_name("")->required();
  sub->add_option("B", options->after, commands.text("ui.diff.after"))->type_name("")->required();
  Session& session = commands.session();
  commands.on(sub, [&session, options] { return run_diff(session, *options); });
}

}  // namespace minutebook::cli
