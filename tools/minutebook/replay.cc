#include <fcntl.h>
#include <unistd.h>

#include <map>
#include <memory>
#include <vector>

#include "tools/inspect/event_json.h"
#include "tools/inspect/examination.h"
#include "tools/inspect/replay_digest.h"
#include "tools/minutebook/change_print.h"
#include "tools/minutebook/commands.h"
#include "tools/minutebook/display.h"
#include "tools/minutebook/examining.h"
#include "tools/minutebook/hint.h"
#include "tools/minutebook/interrupt.h"
#include "tools/minutebook/moment.h"
#include "tools/minutebook/rule_text.h"
#include "tools/minutebook/view.h"

namespace minutebook::cli {
namespace {

struct ReplayOptions {
  std::string subject;
  std::string to;
  bool step = false;
  bool digest = false;
};

/// Waits for Enter on the terminal; false for q. Without a terminal there is nobody to wait for.
bool wait_for_enter(Session& session) {
  if (isatty(STDIN_FILENO) == 0 || isatty(STDOUT_FILENO) == 0) return true;
  session.out.write(session.palette().faint(session.text("ui.replay.prompt")));
  static_cast<void>(session.out.flush());
  char first = 0;
  char c = 0;
  while (read(STDIN_FILENO, &c, 1) == 1) {
    if (first == 0) first = c;
    if (c == '\n') return first != 'q' && first != 'Q';
  }
  return false;  // end of input, or SIGINT
}

/// What each event of a matter, or the time that passed after it, changed about the rules.
using VerdictRail = std::map<Position, std::vector<rules::RulingChange>>;

/// A rule came to be kept or broken, or is broken no more: what people look for. The others are in
/// the JSON.
bool is_of_note(const rules::RulingChange& change) {
  return change.verdict.ruling == rules::Ruling::pass ||
         change.verdict.ruling == rules::Ruling::breach || change.before == rules::Ruling::breach;
}

/// One subject, event by event, with what each changed.
class SubjectReplay {
 public:
  SubjectReplay(Session& session, const View& view, const ReplayOptions& options,
                const Subject& subject, VerdictRail rail)
      : session_(session),
        view_(view),
        options_(options),
        digest_(subject),
        rail_(std::move(rail)) {}

  Result<bool> step(const inspect::Step& step) {
    if (interrupted() || session_.out.closed()) return false;
    const std::string description = step.description();
    digest_.add(step.event.position(), description);
    ++events_;
    if (session_.settings.quiet && !session_.json()) return true;
    Json after = inspect::parse_description(description);
    const auto changes = inspect::changes(before_, after);
    const Json event = inspect::event_json(step.event);
    if (session_.json()) {
      print_json(event, changes, after);
    } else {
      print_text(event, changes, after);
      print_verdicts(step.event.position(), Instant{step.event.header().getOccurredAt().getNs()});
    }
    before_ = std::move(after);
    return !options_.step || session_.json() || wait_for_enter(session_);
  }

  void print_digest(const Subject& subject) {
    const std::string hex = crypto::hex_of(digest_.finish());
    if (session_.json()) {
      session_.out.line(
          Json{{"subject", subject.text()}, {"events", events_}, {"digest", hex}}.dump());
    } else {
      session_.out.line(session_.text("ui.replay.digest", {hex}));
    }
  }

 private:
  void print_json(const Json& event, const std::vector<inspect::Change>& changes,
                  const Json& state) {
    Json list = Json::array();
    for (const inspect::Change& change : changes) list.push_back(change_json(change));
    Json out = {{"number", events_}, {"event", event}};
    if (state.contains("step")) out["step"] = state["step"];
    out["changes"] = std::move(list);
    if (const auto found = rail_.find(Position{event.value("position", std::uint64_t{0})});
        found != rail_.end()) {
      Json verdicts = Json::array();
      for (const rules::RulingChange& change : found->second) {
        verdicts.push_back(inspect::change_json(change, view_.zone()));
      }
      out["verdicts"] = std::move(verdicts);
    }
    session_.out.line(out.dump());
  }

  void print_text(const Json& event, const std::vector<inspect::Change>& changes,
                  const Json& state) {
    const Render& render = view_.render();
    const Palette palette = session_.palette();
    const std::string type = event.value("type", "");
    std::string heading = palette.strong(std::to_string(events_) + ". " + render.sentence(event));
    if (event.value("irregular", false)) {
      heading += " " + palette.bad(session_.text("ui.act.irregular"));
    }
    session_.out.line(heading);
    std::string facts = "   " + render.act(event);
    if (state.contains("step")) {
      facts += " · " + session_.text("ui.replay.step", {render.value("step", state["step"])});
    }
    session_.out.line(palette.faint(facts));
    for (const inspect::Change& change : changes) {
      if (is_bookkeeping(change.path) || change.path == "step") continue;
      const char* const sign = !change.before ? "+ " : !change.after ? "- " : "~ ";
      session_.out.line("   " + palette.mark(sign) + change_text(change, render, palette));
    }
  }

  void print_verdicts(Position position, Instant occurred) {
    const auto found = rail_.find(position);
    if (found == rail_.end()) return;
    for (const rules::RulingChange& change : found->second) {
      if (!is_of_note(change)) continue;
      std::string ruling = ruling_text(session_, change.verdict.ruling);
      if (change.before == rules::Ruling::breach) {
        ruling = ruling_text(session_, change.before) + " → " + ruling;
      }
      // A deadline passed between this event and the next.
      if (occurred < change.at) {
        ruling = session_.text("ui.rules.passed", {view_.render().time(change.at)}) + " " + ruling;
      }
      session_.out.line("   " + session_.palette().strong("§ " + std::string(change.rule->id)) +
                        " " + ruling + session_.text("ui.show.colon") +
                        in_language(change.verdict.reason, session_.language()));
    }
  }

  Session& session_;
  const View& view_;
  const ReplayOptions& options_;
  inspect::SubjectDigest digest_;
  VerdictRail rail_;
  std::uint64_t events_ = 0;
  Json before_;
};

Result<VerdictRail> rail_of(Session& session, View& view, const Subject& subject,
                            const service::AsOf& to) {
  VerdictRail rail;
  if (subject.kind() != SubjectKind::partnership) return rail;
  MB_TRY_VOID(examine_with_progress(
      session, view,
      {.as_of = to, .only = subject, .on_change = [&](const rules::RulingChange& change) {
         rail[change.after].push_back(change);
       }}));
  return rail;
}

Result<void> replay_subject(Session& session, View& view, const ReplayOptions& options,
                            const service::AsOf& to) {
  MB_TRY(subject, parse_subject_argument(options.subject));
  MB_TRY(rail, rail_of(session, view, subject, to));
  SubjectReplay replay(session, view, options, subject, std::move(rail));
  const auto done = inspect::each_step(view.ledger(), subject, to,
                                       [&](const auto& step) { return replay.step(step); });
  if (!done) return tl::unexpected(with_hint(done.error(), view.ledger(), subject));
  // A digest of a part would be taken for that of the whole.
  if (options.digest && !interrupted() && !session.out.closed()) replay.print_digest(subject);
  return {};
}

/// Every event in order, as sentences.
Result<void> replay_events(Session& session, View& view, const ReplayOptions& options,
                           const service::AsOf& to) {
  service::EventFilter filter;
  filter.to = to.position;
  filter.until = to.occurred_at;
  const Render& render = view.render();
  return view.reader().events(filter, [&](const store::StoredEvent& event) -> Result<bool> {
    if (interrupted() || session.out.closed()) return false;
    const Json json = inspect::event_json(event);
    if (session.json()) {
      session.out.line(json.dump());
      return true;
    }
    session.out.line(
        session.palette().faint("#" + std::to_string(event.position().value) + " " +
                                render.time(Instant{event.header().getOccurredAt().getNs()})) +
        " " + render.names().of(event.header().getStream().cStr()) + session.text("ui.show.colon") +
        render.sentence(json));
    return !options.step || session.json() || wait_for_enter(session);
  });
}

Result<void> replay_digest(Session& session, View& view, const service::AsOf& to) {
  const std::uint64_t total =
      to.position ? to.position->value + 1 : view.ledger().store().head().value;
  Progress progress(session.progress_style(), session.text("ui.replay.progress"), total);
  MB_TRY(result, inspect::digest_of_ledger(view.ledger(), to, [&](std::uint64_t events) {
           progress.update(events, events);
           return !interrupted();
         }));
  progress.clear();
  const std::string hex = crypto::hex_of(result.digest);
  if (session.json()) {
    session.out.line(
        Json{{"subjects", result.subjects}, {"events", result.events}, {"digest", hex}}.dump());
    return {};
  }
  session.say(
      session.text("ui.replay.taken_in", {grouped(result.subjects), grouped(result.events),
                                          duration_text(progress.seconds(), session.language())}));
  session.out.line(session.text("ui.replay.digest", {hex}));
  return {};
}

ExitStatus run_replay(Session& session, const ReplayOptions& options) {
  auto view = View::open(session, "minutebook replay");
  if (!view) return session.fail(view.error());
  const auto to = as_of((*view)->ledger(), options.to, "");
  if (!to) return session.fail(to.error());
  Result<void> done;
  if (!options.subject.empty()) {
    done = replay_subject(session, **view, options, *to);
  } else {
    if (!options.digest || options.step) done = replay_events(session, **view, options, *to);
    if (done && options.digest) done = replay_digest(session, **view, *to);
  }
  if (!done) return session.fail(done.error());
  return interrupted() ? ExitStatus::interrupted : ExitStatus::done;
}

}  // namespace

void add_replay(Commands& commands) {
  const auto options = std::make_shared<ReplayOptions>();
  CLI::App* const sub = commands.add("replay");
  sub->add_option("SUBJECT", options->subject, commands.text("ui.option.subject"))->type_name("");
  sub->add_option("--to", options->to, commands.text("ui.replay.to"))->type_name("P|TIME");
  sub->add_flag("--step", options->step, commands.text("ui.replay.step_option"));
  sub->add_flag("--digest", options->digest, commands.text("ui.replay.digest_option"));
  Session& session = commands.session();
  commands.on(sub, [&session, options] { return run_replay(session, *options); });
}

}  // namespace minutebook::cli
