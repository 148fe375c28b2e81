#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

#include "tools/minutebook/commands.h"
#include "tools/minutebook/input_file.h"
#include "tools/minutebook/interrupt.h"
#include "tools/minutebook/mirroring.h"
#include "tools/mirror/mirror.h"
#include "tools/mirror/serve.h"

/// The tree for others: `mirror`, `serve --tiles`.
namespace minutebook::cli {
namespace {

constexpr std::chrono::milliseconds signal_interval{50};

struct MirrorArguments {
  std::string url;
  std::string folder;
  std::string policy;
  bool follow = false;
  unsigned interval_seconds = 10;
};

struct ServeArguments {
  bool tiles = false;
  std::string listen = "127.0.0.1:8700";
};

void wait(unsigned seconds) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  while (!interrupted() && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(signal_interval);
  }
}

ExitStatus run_mirror(Session& session, const MirrorArguments& arguments) {
  const auto policy = read_policy(arguments.policy);
  if (!policy) return session.fail(policy.error());
  mirror::Mirror copy(mirror::TileFolder(arguments.folder), *policy,
                      mirror::over_http(arguments.url));
  if (!arguments.follow) return run_round(session, copy, false).value_or(ExitStatus::unreachable);
  watch_signals();
  while (!interrupted()) {
    const auto status = run_round(session, copy, true);
    if (status && *status != ExitStatus::done && *status != ExitStatus::interrupted) return *status;
    if (session.out.closed()) return ExitStatus::done;
    wait(arguments.interval_seconds);
  }
  return ExitStatus::done;  // following ends by being interrupted
}

ExitStatus run_serve(Session& session, const ServeArguments& arguments) {
  if (!arguments.tiles) return session.usage("ui.serve.only_tiles", {});
  const auto directory = session.ledger();
  if (!directory) return session.fail(directory.error());
  auto ledger = service::Ledger::open(*directory, service::OpenMode::read, "minutebook serve");
  if (!ledger) return session.fail(ledger.error());
  watch_signals();
  const auto server = server::HttpServer::start(arguments.listen, mirror::tile_handler(*ledger));
  if (!server) return session.fail(server.error());
  if (session.json()) {
    const nlohmann::ordered_json out = {{"event", "listening"}, {"url", (*server)->url()}};
    session.out.line(out.dump());
  } else {
    session.out.line(session.text("ui.serve.listening", {(*server)->url()}));
  }
  const auto flushed = session.out.flush();
  if (!flushed) return session.fail(flushed.error());
  while (!interrupted()) std::this_thread::sleep_for(signal_interval);
  (*server)->stop(std::chrono::seconds(5));
  session.say(session.text("ui.serve.stopped"));
  return ExitStatus::done;
}

}  // namespace

void add_mirror(Commands& commands) {
  const auto arguments = std::make_shared<MirrorArguments>();
  CLI::App* const sub = commands.add("mirror");
  sub->add_option("URL", arguments->url, commands.text("ui.mirror.url"))->type_name("")->required();
  sub->add_option("DIR", arguments->folder, commands.text("ui.mirror.folder"))
      ->type_name("")
      ->required();
  sub->add_option("--policy", arguments->policy, commands.text("ui.mirror.policy"))
      ->type_name("FILE")
      ->required();
  sub->add_flag("--follow", arguments->follow, commands.text("ui.mirror.follow"));
  sub->add_option("--interval", arguments->interval_seconds, commands.text("ui.mirror.interval"))
      ->check(CLI::Range(1, 86'400))
      ->type_name("SECONDS");
  Session& session = commands.session();
  commands.on(sub, [&session, arguments] { return run_mirror(session, *arguments); });
}

void add_serve(Commands& commands) {
  const auto arguments = std::make_shared<ServeArguments>();
  CLI::App* const sub = commands.add("serve");
  sub->add_flag("--tiles", arguments->tiles, commands.text("ui.serve.tiles"));
  sub->add_option("--listen", arguments->listen, commands.text("ui.serve.listen"))
      ->type_name("ADDR:PORT");
  Session& session = commands.session();
  commands.on(sub, [&session, arguments] { return run_serve(session, *arguments); });
}

}  // namespace minutebook::cli
