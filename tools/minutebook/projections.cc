#include <algorithm>
#include <atomic>
#include <chrono>
#include <list>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

#include "tools/minutebook/commands.h"
#include "tools/minutebook/interrupt.h"
#include "tools/minutebook/table.h"
#include "tools/minutebook/views.h"

/// The read models: `projections status|rebuild|check|follow`.
namespace minutebook::cli {
namespace {

using Json = nlohmann::ordered_json;
using projections::RebuildReason;

struct ProjectionsOptions {
  std::vector<std::string> views;
  double interval_seconds = 0.5;
};

/// Those that were named, or all.
Result<std::vector<const projections::View*>> chosen(const ProjectionsOptions& options) {
  std::vector<const projections::View*> views;
  if (options.views.empty()) {
    const auto all = projections::all_views();
    return std::vector<const projections::View*>(all.begin(), all.end());
  }
  for (const std::string& name : options.views) {
    const projections::View* view = projections::find_view(name);
    if (view == nullptr) {
      std::string names;
      for (const auto* each : projections::all_views()) {
        names += (names.empty() ? "" : ", ") + std::string(each->name);
      }
      return fail(Errc::invalid_input,
                  "there is no view " + printable(name) + "; there are " + names,
                  "没有名为 " + printable(name) + " 的读模型；可用：" + names);
    }
    views.push_back(view);
  }
  return views;
}

std::string reason_text(const Session& session, RebuildReason reason) {
  return session.text("ui.projections.reason." + std::string(name_of(reason)));
}

/// What every one of these subcommands begins with.
struct Opened {
  std::unique_ptr<View> view;
  std::vector<const projections::View*> views;
};

Result<Opened> open(Session& session, const ProjectionsOptions& options) {
  MB_TRY(views, chosen(options));
  MB_TRY(view, View::open(session, "minutebook projections"));
  return Opened{std::move(view), std::move(views)};
}

ExitStatus run_status(Session& session, const ProjectionsOptions& options) {
  auto opened = open(session, options);
  if (!opened) return session.fail(opened.error());
  const projections::Runner runner = runner_of(session, *opened->view);
  Table table({{session.text("ui.column.view")},
               {session.text("ui.column.position"), Align::right},
               {session.text("ui.column.behind"), Align::right},
               {session.text("ui.column.size"), Align::right},
               {session.text("ui.column.state")}});
  for (const projections::View* each : opened->views) {
    const auto status = runner.status(*each);
    if (!status) return session.fail(status.error());
    const bool usable = status->rebuild == RebuildReason::none;
    const std::uint64_t behind =
        usable ? status->head.value - status->next.value : status->head.value;
    if (session.json()) {
      const Json out = {{"view", std::string(each->name)},
                        {"version", each->version},
                        {"file", runner.file_of(*each).string()},
                        {"position", status->next.value},
                        {"head", status->head.value},
                        {"behind", behind},
                        {"bytes", status->bytes},
                        {"rebuild", std::string(name_of(status->rebuild))},
                        {"building", status->building}};
      session.out.line(out.dump());
      continue;
    }
    const std::string state = !usable       ? reason_text(session, status->rebuild)
                              : behind == 0 ? session.text("ui.projections.current")
                                            : session.text("ui.projections.behind");
    table.add({std::string(each->name), grouped(status->next.value), grouped(behind),
               grouped(status->bytes), state});
  }
  if (!session.json()) table.print(session.out, session.palette(), session.columns());
  return ExitStatus::done;
}

/// One view after another would leave processors idle: each is built by a thread of its own.
class Rebuild {
 public:
  Rebuild(projections::Runner runner, const projections::View& view)
      : view_(view), thread_([this, runner]() mutable {
          const auto start = std::chrono::steady_clock::now();
          result_ = runner.rebuild(view_, [this](std::uint64_t done, std::uint64_t) {
            done_ = done;
            return !interrupted();
          });
          seconds_ =
              std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
          is_over_ = true;
        }) {}
  Rebuild(const Rebuild&) = delete;
  Rebuild& operator=(const Rebuild&) = delete;
  ~Rebuild() { wait(); }

  const projections::View& view() const { return view_; }
  std::uint64_t done() const { return done_; }
  bool is_over() const { return is_over_; }
  double seconds() const { return seconds_; }  ///< once it is over
  const Result<projections::Followed>& wait() {
    if (thread_.joinable()) thread_.join();
    return result_;
  }

 private:
  const projections::View& view_;
  std::atomic<std::uint64_t> done_{0};
  std::atomic<bool> is_over_{false};
  double seconds_ = 0;
  Result<projections::Followed> result_;
  std::thread thread_;  // last: it uses the others
};

void print(Session& session, const Rebuild& rebuild, const projections::Followed& done) {
  const std::string name(rebuild.view().name);
  if (session.json()) {
    const Json out = {{"view", name},
                      {"events", done.events},
                      {"position", done.next.value},
                      {"seconds", rebuild.seconds()},
                      {"differing", done.differing}};
    return session.out.line(out.dump());
  }
  session.out.line(session.text(
      "ui.projections.done",
      {name, grouped(done.events), duration_text(rebuild.seconds(), session.language())}));
  for (const std::string& table : done.differing) {
    session.out.line(session.text("ui.projections.differing", {table}));
  }
}

ExitStatus run_rebuild(Session& session, const ProjectionsOptions& options) {
  auto opened = open(session, options);
  if (!opened) return session.fail(opened.error());
  const projections::Runner runner = runner_of(session, *opened->view);
  std::list<Rebuild> rebuilds;
  for (const projections::View* each : opened->views) rebuilds.emplace_back(runner, *each);
  Progress progress(session.progress_style(), session.text("ui.projections.progress"),
                    runner.head().value * opened->views.size());
  while (!std::ranges::all_of(rebuilds, &Rebuild::is_over)) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    std::uint64_t done = 0;
    for (const Rebuild& rebuild : rebuilds) done += rebuild.done();
    progress.update(done, done);
  }
  progress.clear();
  for (Rebuild& rebuild : rebuilds) {
    const auto& done = rebuild.wait();
    if (!done && done.error().code == Errc::cancelled) return ExitStatus::interrupted;
    if (!done) return session.fail(done.error());
    print(session, rebuild, *done);
  }
  return ExitStatus::done;
}

void print(Session& session, const projections::ViewCheck& check, Table& table) {
  if (session.json()) {
    Json out = {{"view", std::string(check.view)}, {"position", check.next.value},
                {"holds", check.holds()},          {"rebuild", std::string(name_of(check.fault))},
                {"damage", check.damage},          {"tables", Json::array()}};
    for (const projections::TableCheck& each : check.tables) {
      out["tables"].push_back({{"table", each.table},
                               {"rows", each.rows},
                               {"holds", each.holds()},
                               {"found", crypto::hex_of(each.found)},
                               {"expected", crypto::hex_of(each.expected)}});
    }
    session.out.line(out.dump());
    return;
  }
  const std::string view(check.view);
  const auto word = [&](bool holds) {
    const std::string text =
        session.text(holds ? "ui.projections.holds" : "ui.projections.differs");
    return holds ? session.palette().good(text) : session.palette().bad(text);
  };
  if (check.fault != RebuildReason::none) {
    table.add({view, "", "", reason_text(session, check.fault)});
  }
  if (!check.damage.empty()) table.add({view, "", "", printable(check.damage)});
  for (const projections::TableCheck& each : check.tables) {
    table.add({view, each.table, grouped(each.rows), word(each.holds())});
  }
}

ExitStatus run_check(Session& session, const ProjectionsOptions& options) {
  auto opened = open(session, options);
  if (!opened) return session.fail(opened.error());
  projections::Runner runner = runner_of(session, *opened->view);
  Table table({{session.text("ui.column.view")},
               {session.text("ui.column.table")},
               {session.text("ui.column.rows"), Align::right},
               {session.text("ui.column.state")}});
  bool holds = true;
  for (const projections::View* each : opened->views) {
    Progress progress(session.progress_style(), session.text("ui.projections.check_progress"),
                      runner.head().value);
    const auto check = runner.check(*each, [&](std::uint64_t events, std::uint64_t) {
      progress.update(events, events);
      return !interrupted();
    });
    progress.clear();
    if (!check && check.error().code == Errc::cancelled) return ExitStatus::interrupted;
    if (!check) return session.fail(check.error());
    holds = holds && check->holds();
    print(session, *check, table);
  }
  if (!session.json()) table.print(session.out, session.palette(), session.columns());
  return holds ? ExitStatus::done : ExitStatus::fault;
}

ExitStatus run_follow(Session& session, const ProjectionsOptions& options) {
  auto opened = open(session, options);
  if (!opened) return session.fail(opened.error());
  projections::Runner runner = runner_of(session, *opened->view);
  const std::chrono::duration<double> interval(options.interval_seconds);
  while (!interrupted()) {
    for (const projections::View* each : opened->views) {
      const auto done = bring_up_to_date(session, runner, *each);
      if (!done && done.error().code == Errc::cancelled) return ExitStatus::done;
      if (!done) return session.fail(done.error());
      if (done->events == 0 && done->rebuilt == RebuildReason::none) continue;
      if (session.json()) {
        const Json out = {{"view", std::string(each->name)},
                          {"events", done->events},
                          {"position", done->next.value}};
        session.out.line(out.dump());
      } else {
        session.out.line(session.text(
            "ui.projections.followed",
            {std::string(each->name), grouped(done->events), grouped(done->next.value)}));
      }
      if (const auto flushed = session.out.flush(); !flushed) return session.fail(flushed.error());
    }
    std::this_thread::sleep_for(interval);
    const auto refreshed = opened->view->ledger().store().catch_up();
    if (!refreshed) return session.fail(refreshed.error());
  }
  return ExitStatus::done;
}

}  // namespace

void add_projections(Commands& commands) {
  const auto options = std::make_shared<ProjectionsOptions>();
  Session& session = commands.session();
  CLI::App* const sub = commands.add("projections");
  sub->require_subcommand(1);
  const auto add = [&](const char* name, ExitStatus (*run)(Session&, const ProjectionsOptions&)) {
    CLI::App* const below = commands.add_below(sub, name);
    below->add_option("VIEW", options->views, commands.text("ui.projections.views"))->type_name("");
    commands.on(below, [&session, options, run] { return run(session, *options); });
    return below;
  };
  add("status", run_status);
  add("rebuild", run_rebuild);
  add("check", run_check);
  add("follow", run_follow)
      ->add_option("--interval", options->interval_seconds,
                   commands.text("ui.projections.interval"))
      ->check(CLI::Range(0.05, 3600.0))
      ->type_name("SECONDS");
}

}  // namespace minutebook::cli
