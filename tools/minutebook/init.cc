#include <memory>
#include <nlohmann/json.hpp>

#include "ledger/base/clock.h"
#include "ledger/base/random.h"
#include "ledger/service/ledger.h"
#include "tools/minutebook/commands.h"
#include "tools/minutebook/moment.h"
#include "tools/minutebook/passphrase.h"
#include "tools/minutebook/rulebook_input.h"

namespace minutebook::cli {
namespace {

struct InitOptions {
  std::string directory;
  std::string name;
  std::string suite = "standard";
  std::string zone = "+08:00";
  std::string founder = "service/founder";
  bool encrypt = false;
  std::string passphrase_file;
  std::string rulebook;
};

Result<service::CreateOptions> create_options(const InitOptions& options) {
  service::CreateOptions out;
  out.name = options.name;
  MB_TRY(suite, crypto::parse_suite(options.suite));
  out.suite = suite;
  MB_TRY(zone, parse_zone(options.zone));
  out.zone_offset_minutes = zone;
  MB_TRY(founder, Subject::parse(options.founder));
  if (founder.kind() != SubjectKind::service) {
    return fail(Errc::invalid_input, "the founder is a service account, such as service/founder",
                "创建者须为服务账户，如 service/founder");
  }
  out.founder = founder;
  out.software = std::string("minutebook ") + MINUTEBOOK_VERSION;
  return out;
}

Result<void> adopt(const std::string& directory, const service::FirstRulebook& rulebook,
                   const std::string& passphrase, Clock& clock, Random& random) {
  MB_TRY(ledger, service::Ledger::open(directory, service::OpenMode::write, "minutebook init"));
  MB_TRY(adopted, service::adopt_first_rulebook(ledger, rulebook, clock, random,
                                                {.key_passphrase = passphrase}));
  static_cast<void>(adopted);
  return ledger.close();
}

void tell(Session& session, const InitOptions& options, const service::LedgerInfo& info,
          const std::optional<service::FirstRulebook>& rulebook) {
  if (session.json()) {
    nlohmann::ordered_json out = {{"directory", options.directory},
                                  {"ledger", info.id.text()},
                                  {"name", info.name},
                                  {"suite", std::string(crypto::name_of(info.suite))},
                                  {"zone", format_zone(info.zone_offset_minutes)},
                                  {"founder", info.founder.text()},
                                  {"format", info.format}};
    if (rulebook) out["rulebook"] = rulebook->subject.text();
    session.out.line(out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    return;
  }
  session.out.line(session.text("ui.init.done", {info.name, options.directory}));
  if (rulebook) {
    session.out.line(
        session.text("ui.init.rulebook_done",
                     {rulebook->file.title, format_day(rulebook->file.effective_from)}));
  }
  session.out.line(session.text("ui.init.next", {info.founder.text(), options.directory}));
}

ExitStatus run_init(Session& session, const InitOptions& options) {
  std::optional<service::FirstRulebook> rulebook;
  if (!options.rulebook.empty()) {
    auto given = read_rulebook(session, options.rulebook);
    if (!given) return given.error();
    rulebook = std::move(*given);
  }
  auto wanted = create_options(options);
  if (!wanted) return session.fail(wanted.error());
  if (options.encrypt || !options.passphrase_file.empty()) {
    const auto given = passphrase(session, options.passphrase_file, true);
    if (!given) return session.fail(given.error());
    if (given->empty()) return session.usage("ui.error.no_passphrase", {});
    wanted->key_passphrase = *given;
  }
  SystemClock clock;
  SystemRandom random;
  const auto info = service::create_ledger(options.directory, *wanted, clock, random);
  if (!info) return session.fail(info.error());
  if (rulebook) {
    const auto adopted = adopt(options.directory, *rulebook, wanted->key_passphrase, clock, random);
    if (!adopted) return session.fail(adopted.error());
  }
  tell(session, options, *info, rulebook);
  return ExitStatus::done;
}

}  // namespace

void add_init(Commands& commands) {
  const auto options = std::make_shared<InitOptions>();
  CLI::App* const sub = commands.add("init");
  sub->add_option("DIR", options->directory, commands.text("ui.init.dir"))
      ->type_name("")
      ->required();
  sub->add_option("--name", options->name, commands.text("ui.init.name"))
      ->required()
      ->type_name("NAME");
  sub->add_option("--suite", options->suite, commands.text("ui.init.suite"))
      ->type_name("standard|gm");
  sub->add_option("--zone", options->zone, commands.text("ui.init.zone"))->type_name("+HH:MM");
  sub->add_option("--founder", options->founder, commands.text("ui.init.founder"))
      ->type_name("service/ID");
  sub->add_flag("--encrypt", options->encrypt, commands.text("ui.init.encrypt"));
  sub->add_option("--passphrase-file", options->passphrase_file,
                  commands.text("ui.key.passphrase_file"))
      ->type_name("FILE");
  sub->add_option("--rulebook", options->rulebook, commands.text("ui.init.rulebook"))
      ->type_name("FILE");
  Session& session = commands.session();
  commands.on(sub, [&session, options] { return run_init(session, *options); });
}

}  // namespace minutebook::cli
