#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

#include "ledger/service/ledger_keys.h"
#include "tools/minutebook/commands.h"
#include "tools/minutebook/input_file.h"
#include "tools/minutebook/interrupt.h"
#include "tools/mirror/mirror.h"
#include "tools/mirror/serve.h"
#include "tools/mirror/tile_source.h"

/// The tree for others: `export tiles`, `mirror`, `serve --tiles`.
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

void print(Session& session, const mirror::Round& round) {
  if (session.json()) {
    const nlohmann::ordered_json out = {{"from", round.from},
                                        {"size", round.to},
                                        {"root", crypto::hex_of(round.root)},
                                        {"witnesses", round.witnesses}};
    session.out.line(out.dump());
  } else {
    session.out.line(session.text(
        "ui.export.done",
        {grouped(round.to - round.from), grouped(round.to), crypto::hex_of(round.root)}));
  }
}

mirror::MirrorOptions watched(Progress& progress) {
  return {.progress = [&](std::uint64_t done, std::uint64_t) { progress.update(done, done); },
          .stop = interrupted};
}

/// A contradiction is what a check found, not an accident of the disk.
ExitStatus refuse(Session& session, const mirror::Mirror& copy, const Error& error) {
  const ExitStatus status = session.fail(error);
  return copy.fork() || error.code == Errc::corruption ? ExitStatus::fault : status;
}

/// One round, with its outcome printed; nothing when it may be tried again later.
std::optional<ExitStatus> run_round(Session& session, mirror::Mirror& copy, bool follow) {
  Progress progress(session.progress_style(), session.text("ui.mirror.progress"), 0);
  const auto round = copy.run(watched(progress));
  progress.clear();
  if (round) {
    if (!follow || round->to > round->from) print(session, *round);
    static_cast<void>(session.out.flush());
    return interrupted() ? ExitStatus::interrupted : ExitStatus::done;
  }
  if (follow && round.error().code == Errc::unreachable) {
    session.say(session.text("ui.mirror.waiting",
                             {in_language(round.error().message, session.language())}));
    return std::nullopt;
  }
  return refuse(session, copy, round.error());
}

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

/// Trusts the ledger's own keys: what is exported was verified like a mirror of it.
Result<tlog::Policy> own_policy(const service::Ledger& ledger) {
  MB_TRY(keys, service::ledger_keys(ledger));
  std::string text;
  for (const service::LedgerKey& each : keys) text += "log " + each.key.text() + "\n";
  return tlog::Policy::parse(text + "quorum none\n");
}

ExitStatus run_export(Session& session, const std::string& folder) {
  const auto directory = session.ledger();
  if (!directory) return session.fail(directory.error());
  const auto ledger =
      service::Ledger::open(*directory, service::OpenMode::read, "minutebook export");
  if (!ledger) return session.fail(ledger.error());
  const auto policy = own_policy(*ledger);
  if (!policy) return session.fail(policy.error());
  const mirror::TileSource source(*ledger);
  mirror::Mirror copy(mirror::TileFolder(folder), *policy,
                      {[&] { return source.checkpoint(); },
                       [&](const tlog::TilePath& path) { return source.read(path); }});
  return run_round(session, copy, false).value_or(ExitStatus::unreachable);
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

void add_export(Commands& commands) {
  CLI::App* const sub = commands.add("export");
  sub->require_subcommand(1);
  const auto folder = std::make_shared<std::string>();
  CLI::App* const tiles = commands.add_below(sub, "tiles");
  tiles->add_option("DIR", *folder, commands.text("ui.export.folder"))->type_name("")->required();
  Session& session = commands.session();
  commands.on(tiles, [&session, folder] { return run_export(session, *folder); });
  add_export_ocds(commands, sub);
}

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
