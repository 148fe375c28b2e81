#include <memory>
#include <nlohmann/json.hpp>

#include "ledger/service/publisher.h"
#include "ledger/store/checkpoints.h"
#include "ledger/tlog/checkpoint.h"
#include "tools/minutebook/commands.h"
#include "tools/minutebook/passphrase.h"
#include "tools/minutebook/table.h"
#include "tools/minutebook/witnessing.h"

namespace minutebook::cli {
namespace {

struct CheckpointOptions {
  std::uint64_t size = 0;
  bool list = false;
  bool sign = false;
  bool witness = false;
  std::string policy;
  std::string passphrase_file;
};

/// What a kept checkpoint says of itself; nothing here is verified, which `verify` is for.
struct Shown {
  tlog::Checkpoint checkpoint;
  std::vector<std::string> signers;
};

Result<Shown> read(const store::KeptCheckpoint& kept) {
  MB_TRY(note, tlog::parse_note(kept.note));
  MB_TRY(checkpoint, tlog::parse_checkpoint(note.text));
  Shown shown{std::move(checkpoint), {}};
  for (const tlog::NoteSignature& signature : note.signatures) {
    shown.signers.push_back(signature.key_name);
  }
  return shown;
}

Result<nlohmann::ordered_json> as_json(const store::KeptCheckpoint& kept) {
  MB_TRY(shown, read(kept));
  return nlohmann::ordered_json{{"origin", shown.checkpoint.origin},
                                {"size", shown.checkpoint.head.size},
                                {"root", crypto::hex_of(shown.checkpoint.head.root)},
                                {"signedBy", shown.signers},
                                {"timeStamps", kept.time_stamps.size()},
                                {"note", kept.note}};
}

Result<void> print(Session& session, const store::KeptCheckpoint& kept) {
  if (session.json()) {
    MB_TRY(json, as_json(kept));
    session.out.line(json.dump());
  } else {
    session.out.write(kept.note);  // verbatim: the file that other programs read
  }
  return {};
}

Result<void> print_list(Session& session, const store::CheckpointStore& checkpoints) {
  Table table({{session.text("ui.checkpoint.size_column"), Align::right, 10},
               {session.text("ui.checkpoint.root_column"), Align::left, 64},
               {session.text("ui.checkpoint.stamps_column"), Align::right},
               {session.text("ui.checkpoint.signers_column")}});
  MB_TRY_VOID(checkpoints.each(0, [&](const store::KeptCheckpoint& kept) -> Result<bool> {
    if (session.json()) {
      MB_TRY_VOID(print(session, kept));
      return !session.out.closed();
    }
    MB_TRY(shown, read(kept));
    std::string signers;
    for (const std::string& name : shown.signers) signers += (signers.empty() ? "" : ", ") + name;
    table.add({std::to_string(kept.size), crypto::hex_of(shown.checkpoint.head.root),
               std::to_string(kept.time_stamps.size()), printable(signers)});
    return !session.out.closed();
  }));
  if (!session.json()) table.print(session.out, session.palette(), session.columns());
  return {};
}

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

ExitStatus run(Session& session, const CheckpointOptions& options) {
  const auto directory = session.ledger();
  if (!directory) return session.fail(directory.error());
  const auto mode =
      options.sign || options.witness ? service::OpenMode::write : service::OpenMode::read;
  auto ledger = service::Ledger::open(*directory, mode, "minutebook checkpoint");
  if (!ledger) return session.fail(ledger.error());
  if (options.list) {
    const store::CheckpointStore checkpoints(std::as_const(*ledger).store());
    const auto printed = print_list(session, checkpoints);
    return printed ? ExitStatus::done : session.fail(printed.error());
  }
  const auto found = options.sign ? sign_now(session, options, *ledger) : find(options, *ledger);
  if (!found) return session.fail(found.error());
  if (options.witness) {
    const std::string policy =
        options.policy.empty() ? ledger->paths().witness_policy().string() : options.policy;
    return ask_witnesses(session, *ledger, policy);
  }
  const auto printed = print(session, *found);
  if (!printed) return session.fail(printed.error());
  const std::uint64_t head = ledger->store().head().value;
  if (options.size == 0 && head > found->size) {
    session.say(session.text("ui.checkpoint.behind", {std::to_string(head - found->size)}));
  }
  return ExitStatus::done;
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
      ->needs(witness)
      ->type_name("FILE");
  sub->add_option("--passphrase-file", options->passphrase_file,
                  commands.text("ui.key.passphrase_file"))
      ->type_name("FILE");
  Session& session = commands.session();
  commands.on(sub, [&session, options] { return run(session, *options); });
}

}  // namespace minutebook::cli
