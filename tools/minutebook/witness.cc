#include <spdlog/spdlog.h>

#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "ledger/base/rfc3339.h"
#include "ledger/crypto/base64.h"
#include "tools/minutebook/commands.h"
#include "tools/minutebook/interrupt.h"
#include "tools/minutebook/passphrase.h"
#include "tools/minutebook/table.h"
#include "tools/witness/route.h"

namespace minutebook::cli {
namespace {

constexpr std::chrono::milliseconds signal_interval{100};
constexpr std::chrono::milliseconds stop_deadline{5'000};
constexpr int first_rows = 200;  // of a table that is printed while it grows
constexpr std::size_t shown_origin_bytes = 255;

struct WitnessOptions {
  std::string dir;
  std::string name;
  std::vector<std::string> logs;
  std::string algorithm = "ed25519";
  bool encrypt = false;
  std::string passphrase_file;
  std::string vkey;
  std::string listen = "127.0.0.1:8090";
  std::string origin;
};

void print_json(Session& session, const nlohmann::ordered_json& object) {
  session.out.line(object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

Result<witness::WitnessConfig> config_of(const WitnessOptions& options) {
  witness::WitnessConfig config{options.name, {}};
  for (const std::string& text : options.logs) {
    MB_TRY(log, tlog::VerifierKey::parse(text));
    config.logs.push_back(std::move(log));
  }
  return config;
}

ExitStatus run_init(Session& session, const WitnessOptions& options) {
  const auto algorithm = crypto::parse_algorithm(options.algorithm);
  if (!algorithm) return session.fail(algorithm.error());
  const auto config = config_of(options);
  if (!config) return session.fail(config.error());
  std::string secret;
  if (options.encrypt || !options.passphrase_file.empty()) {
    const auto given = passphrase(session, options.passphrase_file, true);
    if (!given) return session.fail(given.error());
    if (given->empty()) return session.usage("ui.error.no_passphrase", {});
    secret = *given;
  }
  const auto key = crypto::PrivateKey::generate(*algorithm);
  const auto made = witness::make_witness(witness::WitnessPaths(options.dir), *config, key, secret);
  if (!made) return session.fail(made.error());
  if (session.json()) {
    print_json(session, {{"name", options.name},
                         {"key", made->text()},
                         {"logs", config->logs.size()},
                         {"directory", options.dir}});
    return ExitStatus::done;
  }
  session.say(session.text("ui.witness.made", {std::to_string(config->logs.size()), options.dir}));
  session.out.line(made->text());
  return ExitStatus::done;
}

ExitStatus run_add_log(Session& session, const WitnessOptions& options) {
  const auto log = tlog::VerifierKey::parse(options.vkey);
  if (!log) return session.fail(log.error());
  const auto added = witness::add_log(witness::WitnessPaths(options.dir), *log);
  if (!added) return session.fail(added.error());
  if (session.json()) {
    print_json(session, {{"origin", log->name()}, {"key", log->text()}});
  } else {
    session.say(session.text("ui.witness.added", {printable(log->name(), shown_origin_bytes)}));
  }
  return ExitStatus::done;
}

/// What an operator sees of an answer: which log, never who asked.
void log_answer(const witness::Answer& answer) {
  const bool grave = answer.status >= 500 ||
                     answer.what == witness::name_of(witness::Reason::fork) ||
                     answer.what == witness::name_of(witness::Reason::unproven) ||
                     answer.what == witness::name_of(witness::Reason::older);
  spdlog::log(grave ? spdlog::level::warn : spdlog::level::info, "{} {} log={} size={}",
              answer.status, answer.what,
              answer.origin.empty() ? "-" : printable(answer.origin, shown_origin_bytes),
              answer.size);
}

Result<void> announce(Session& session, const witness::Witness& witness, const std::string& url) {
  if (session.json()) {
    print_json(session, {{"event", "listening"},
                         {"url", url},
                         {"key", witness.verifier().text()},
                         {"logs", witness.log_count()}});
  } else {
    session.out.line(session.text("ui.witness.listening", {url}));
  }
  return session.out.flush();
}

ExitStatus run_serve(Session& session, const WitnessOptions& options) {
  const witness::WitnessPaths paths(options.dir);
  const auto config = witness::read_config(paths);
  if (!config) return session.fail(config.error());
  auto key = load_private_key(session, paths.key(), options.passphrase_file);
  if (!key) return session.fail(key.error());
  SystemClock clock;
  const auto witness = witness::Witness::open(paths, std::move(*key), clock);
  if (!witness) return session.fail(witness.error());
  const auto server = server::HttpServer::start(
      options.listen, witness::routes_of(**witness, log_answer), witness::server_limits());
  if (!server) return session.fail(server.error());
  const auto announced = announce(session, **witness, (*server)->url());
  if (!announced) return session.fail(announced.error());
  while (!interrupted()) std::this_thread::sleep_for(signal_interval);
  (*server)->stop(stop_deadline);
  if (session.json()) print_json(session, {{"event", "stopped"}});
  if (!session.json()) session.say(session.text("ui.witness.stopped"));
  return ExitStatus::done;
}

class HistoryPrinter {
 public:
  explicit HistoryPrinter(Session& session)
      : session_(session),
        table_({{session.text("ui.witness.time"), Align::left, 20},
                {session.text("ui.witness.log_column")},
                {session.text("ui.witness.size"), Align::right},
                {session.text("ui.witness.root")},
                {session.text("ui.witness.what")}}) {}

  void add(const witness::HistoryEntry& entry) {
    if (session_.json()) {
      session_.out.line(witness::format(entry));
      return;
    }
    constexpr std::int64_t ns_per_second = 1'000'000'000;
    const bool cosigned = entry.reason == witness::Reason::none;
    const std::string what = cosigned ? "cosigned" : std::string(witness::name_of(entry.reason));
    table_.add({format_time({Instant{static_cast<std::int64_t>(entry.time) * ns_per_second}, 0}),
                printable(entry.checkpoint.origin, shown_origin_bytes),
                std::to_string(entry.checkpoint.head.size),
                crypto::to_base64(entry.checkpoint.head.root),
                session_.text("ui.witness." + what)});
    if (++rows_ % first_rows == 0) finish();
  }
  void finish() {
    if (!session_.json()) table_.print(session_.out, session_.palette(), session_.columns());
  }

 private:
  Session& session_;
  Table table_;
  int rows_ = 0;
};

Result<void> print_history(Session& session, const WitnessOptions& options) {
  const witness::WitnessPaths paths(options.dir);
  MB_TRY(config, witness::read_config(paths));
  std::set<std::string> origins;
  for (const tlog::VerifierKey& log : config.logs) origins.insert(log.name());
  if (!options.origin.empty() && !origins.contains(options.origin)) {
    const std::string shown = printable(options.origin, shown_origin_bytes);
    return fail(Errc::not_found, phrase("ui.witness.unknown_log", Language::en, {shown}),
                phrase("ui.witness.unknown_log", Language::zh_cn, {shown}));
  }
  if (!options.origin.empty()) origins = {options.origin};
  HistoryPrinter printer(session);
  for (const std::string& origin : origins) {
    MB_TRY_VOID(witness::each_entry(witness::history_file(paths.logs(), origin),
                                    [&](const witness::HistoryEntry& entry) -> Result<bool> {
                                      printer.add(entry);
                                      return !interrupted() && !session.out.closed();
                                    }));
  }
  printer.finish();
  return {};
}

ExitStatus run_log(Session& session, const WitnessOptions& options) {
  const auto printed = print_history(session, options);
  if (!printed) return session.fail(printed.error());
  return interrupted() ? ExitStatus::interrupted : ExitStatus::done;
}

}  // namespace

void add_witness(Commands& commands) {
  const auto options = std::make_shared<WitnessOptions>();
  CLI::App* const witness = commands.add("witness");
  witness->require_subcommand(1);
  Session& session = commands.session();
  const auto below = [&](const char* name, ExitStatus (*run)(Session&, const WitnessOptions&)) {
    CLI::App* const sub = commands.add_below(witness, name);
    sub->add_option("DIR", options->dir, commands.text("ui.witness.dir"))
        ->type_name("")
        ->required();
    commands.on(sub, [&session, options, run] { return run(session, *options); });
    return sub;
  };
  const auto passphrase_option = [&](CLI::App* sub) {
    sub->add_option("--passphrase-file", options->passphrase_file,
                    commands.text("ui.key.passphrase_file"))
        ->type_name("FILE");
  };

  CLI::App* const init = below("init", run_init);
  init->add_option("--name", options->name, commands.text("ui.witness.name"))
      ->type_name("NAME")
      ->required();
  init->add_option("--log", options->logs, commands.text("ui.witness.log_option"))
      ->type_name("VKEY")
      ->allow_extra_args(false);
  init->add_option("--algorithm", options->algorithm, commands.text("ui.key.algorithm_option"))
      ->type_name("ed25519|sm2");
  init->add_flag("--encrypt", options->encrypt, commands.text("ui.key.encrypt"));
  passphrase_option(init);

  CLI::App* const add = below("add-log", run_add_log);
  add->add_option("VKEY", options->vkey, commands.text("ui.witness.vkey"))
      ->type_name("")
      ->required();

  CLI::App* const serve = below("serve", run_serve);
  serve->add_option("--listen", options->listen, commands.text("ui.witness.listen"))
      ->type_name("ADDR:PORT");
  passphrase_option(serve);

  CLI::App* const log = below("log", run_log);
  log->add_option("ORIGIN", options->origin, commands.text("ui.witness.origin"))->type_name("");
}

}  // namespace minutebook::cli
