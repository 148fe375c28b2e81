#include <memory>

#include "ledger/service/publisher.h"
#include "ledger/store/checkpoints.h"
#include "tools/minutebook/checkpoint_print.h"
#include "tools/minutebook/commands.h"
#include "tools/minutebook/passphrase.h"
#include "tools/minutebook/time_stamping.h"
#include "tools/minutebook/witnessing.h"

namespace minutebook::cli {
namespace {

struct CheckpointOptions {
  std::uint64_t size = 0;
  bool list = false;
  bool sign = false;
  bool witness = false;
  std::string policy;
  std::vector<std::string> authorities;  ///< asked for a time stamp
  std::string tsa_ca;
  std::size_t token = 0;  ///< the number of the one to write, from 1; 0: none
  std::string passphrase_file;

  bool writes() const { return sign || witness || !authorities.empty(); }
};

Result<store::KeptCheckpoint> sign_now(Session& session, const CheckpointOptions& options,
                                       service::Ledger& ledger) {
  MB_TRY(key, load_private_key(session, ledger.paths().ledger_key(), options.passphrase_file));
  MB_TRY(publisher, service::Publisher::open(ledger, std::move(key)));
  return publisher.publish();
}

Result<store::KeptCheckpoint> find(const CheckpointOptions& options,
                                   const service::Ledger& ledger) {
  const store::CheckpointStore checkpoints(ledger.store());
  MB_TRY(found, options.size > 0 ? checkpoints.at(options.size) : checkpoints.latest());
  if (found) return *std::move(found);
  if (options.size == 0) {
    return fail(Errc::not_found, "no checkpoint was signed yet: `minutebook checkpoint --sign`",
                "尚未签发检查点：请运行 `minutebook checkpoint --sign`");
  }
  const std::string size = std::to_string(options.size);
  return fail(Errc::not_found,
              "no checkpoint of size " + size + " was signed: `minutebook checkpoint --list`",
              "没有规模为 " + size + " 的检查点：可用 `minutebook checkpoint --list` 查看");
}

/// Witnesses and authorities that were asked for by option.
ExitStatus ask(Session& session, const CheckpointOptions& options, service::Ledger& ledger) {
  ExitStatus status = ExitStatus::done;
  if (options.witness) {
    const std::string policy =
        options.policy.empty() ? ledger.paths().witness_policy().string() : options.policy;
    status = ask_witnesses(session, ledger, policy);
  }
  if (options.authorities.empty()) return status;
  const ExitStatus stamped = ask_authorities(session, ledger, options.authorities, options.tsa_ca);
  return status == ExitStatus::done ? stamped : status;
}

Result<void> write_token(Session& session, const store::KeptCheckpoint& kept, std::size_t number) {
  if (number <= kept.time_stamps.size()) {
    session.out.write(as_text(kept.time_stamps[number - 1]));
    return {};
  }
  const std::string count = std::to_string(kept.time_stamps.size());
  const std::string size = std::to_string(kept.size);
  return fail(Errc::not_found, "the checkpoint of size " + size + " has " + count + " time stamps",
              "规模为 " + size + " 的检查点有 " + count + " 个时间戳");
}

/// What only the ledger's own settings name, and cannot be read, costs a part of the view.
Result<CheckpointView> view_of(const Session& session, const CheckpointOptions& options,
                               const service::Ledger& ledger) {
  CheckpointView view;
  view.zone_offset_minutes = ledger.info().zone_offset_minutes;
  const auto say = [&](const Error& error) {
    session.say(in_language(error.message, session.language()));
  };
  if (const auto anchors = time_stamp_anchors(ledger.paths(), options.tsa_ca)) {
    if (!*anchors && !options.tsa_ca.empty()) return tl::unexpected<Error>(anchors->error());
    if (!*anchors) say(anchors->error());
    if (*anchors) view.anchors = **anchors;
  }
  if (options.size > 0 || options.list) return view;
  const auto lag = lag_of(ledger, options.policy);
  if (!lag && !options.policy.empty()) return tl::unexpected<Error>(lag.error());
  if (!lag) say(lag.error());
  if (lag) view.lag = *lag;
  return view;
}

Result<void> show(Session& session, const CheckpointOptions& options, const service::Ledger& ledger,
                  const store::KeptCheckpoint& kept) {
  if (options.token > 0) return write_token(session, kept, options.token);
  MB_TRY(view, view_of(session, options, ledger));
  MB_TRY_VOID(print_checkpoint(session, kept, view));
  const std::uint64_t head = ledger.store().head().value;
  if (options.size == 0 && head > kept.size) {
    session.say(session.text("ui.checkpoint.behind", {std::to_string(head - kept.size)}));
  }
  return {};
}

Result<void> show_all(Session& session, const CheckpointOptions& options,
                      const service::Ledger& ledger) {
  MB_TRY(view, view_of(session, options, ledger));
  return print_checkpoints(session, store::CheckpointStore(ledger.store()), view);
}

ExitStatus run(Session& session, const CheckpointOptions& options) {
  const auto directory = session.ledger();
  if (!directory) return session.fail(directory.error());
  const auto mode = options.writes() ? service::OpenMode::write : service::OpenMode::read;
  auto ledger = service::Ledger::open(*directory, mode, "minutebook checkpoint");
  if (!ledger) return session.fail(ledger.error());
  if (options.list) {
    const auto printed = show_all(session, options, *ledger);
    return printed ? ExitStatus::done : session.fail(printed.error());
  }
  const auto found = options.sign ? sign_now(session, options, *ledger) : find(options, *ledger);
  if (!found) return session.fail(found.error());
  if (options.witness || !options.authorities.empty()) return ask(session, options, *ledger);
  const auto shown = show(session, options, *ledger, *found);
  return shown ? ExitStatus::done : session.fail(shown.error());
}

}  // namespace

void add_checkpoint(Commands& commands) {
  const auto options = std::make_shared<CheckpointOptions>();
  CLI::App* const sub = commands.add("checkpoint");
  CLI::Option* const size =
      sub->add_option("--size", options->size, commands.text("ui.checkpoint.size"))
          ->check(CLI::PositiveNumber)
          ->type_name("N");
  CLI::Option* const list =
      sub->add_flag("--list", options->list, commands.text("ui.checkpoint.list"))->excludes(size);
  sub->add_flag("--sign", options->sign, commands.text("ui.checkpoint.sign"))
      ->excludes(size)
      ->excludes(list);
  CLI::Option* const witness =
      sub->add_flag("--witness", options->witness, commands.text("ui.checkpoint.witness"))
          ->excludes(size)
          ->excludes(list);
  sub->add_option("--policy", options->policy, commands.text("ui.checkpoint.policy"))
      ->excludes(size)
      ->excludes(list)
      ->type_name("FILE");
  CLI::Option* const stamp = sub->add_option("--time-stamp", options->authorities,
                                             commands.text("ui.checkpoint.time_stamp"))
                                 ->allow_extra_args(false)
                                 ->excludes(size)
                                 ->excludes(list)
                                 ->type_name("URL");
  sub->add_option("--tsa-ca", options->tsa_ca, commands.text("ui.checkpoint.tsa_ca"))
      ->type_name("FILE");
  sub->add_option("--token", options->token, commands.text("ui.checkpoint.token"))
      ->check(CLI::Range(1, 16))
      ->excludes(list)
      ->excludes(stamp)
      ->excludes(witness)
      ->type_name("N");
  sub->add_option("--passphrase-file", options->passphrase_file,
                  commands.text("ui.key.passphrase_file"))
      ->type_name("FILE");
  Session& session = commands.session();
  commands.on(sub, [&session, options] { return run(session, *options); });
}

}  // namespace minutebook::cli
