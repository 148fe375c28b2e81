#include <memory>
#include <nlohmann/json.hpp>

#include "ledger/base/clock.h"
#include "ledger/base/random.h"
#include "ledger/crypto/base64.h"
#include "ledger/crypto/pem_file.h"
#include "ledger/service/ledger.h"
#include "ledger/service/ledger_keys.h"
#include "ledger/service/rotate_key.h"
#include "ledger/tlog/verifier_key.h"
#include "tools/minutebook/commands.h"
#include "tools/minutebook/passphrase.h"
#include "tools/minutebook/time_stamping.h"

namespace minutebook::cli {
namespace {

struct KeyOptions {
  std::string file;
  std::string algorithm = "ed25519";
  bool encrypt = false;
  std::string passphrase_file;
};

/// As data of an EnrolKey command.
void print_key(Session& session, const crypto::PublicKey& key) {
  const std::string algorithm(crypto::name_of(key.algorithm()));
  const std::string der = crypto::to_base64(key.der());
  if (session.json()) {
    const nlohmann::ordered_json out = {
        {"keyId", key.key_id()}, {"algorithm", algorithm}, {"publicKey", der}};
    session.out.line(out.dump());
    return;
  }
  session.out.line(session.text("ui.key.id", {key.key_id()}));
  session.out.line(session.text("ui.key.algorithm", {algorithm}));
  session.out.line(session.text("ui.key.public", {der}));
}

ExitStatus run_new(Session& session, const KeyOptions& options) {
  const auto algorithm = crypto::parse_algorithm(options.algorithm);
  if (!algorithm) return session.fail(algorithm.error());
  std::string secret;
  if (options.encrypt || !options.passphrase_file.empty()) {
    const auto given = passphrase(session, options.passphrase_file, true);
    if (!given) return session.fail(given.error());
    if (given->empty()) return session.usage("ui.error.no_passphrase", {});
    secret = *given;
  }
  const crypto::PrivateKey key = crypto::PrivateKey::generate(*algorithm);
  const auto written = crypto::write_private_key(options.file, key, secret);
  if (!written) return session.fail(written.error());
  const auto published = crypto::write_public_key(options.file + ".pub", key.public_key());
  if (!published) return session.fail(published.error());
  session.say(session.text("ui.key.written", {options.file, options.file + ".pub"}));
  print_key(session, key.public_key());
  return ExitStatus::done;
}

/// The ledger's key in force, from its own stream, as other programs and policy files name it.
ExitStatus show_ledger_key(Session& session) {
  const auto directory = session.ledger();
  if (!directory) return session.fail(directory.error());
  const auto ledger = service::Ledger::open(*directory, service::OpenMode::read, "minutebook key");
  if (!ledger) return session.fail(ledger.error());
  const auto keys = service::ledger_keys(*ledger);
  if (!keys) return session.fail(keys.error());
  const tlog::VerifierKey& verifier = keys->back().key;
  const crypto::PublicKey& key = verifier.public_key();
  if (session.json()) {
    const nlohmann::ordered_json out = {
        {"keyId", key.key_id()},
        {"algorithm", std::string(crypto::name_of(key.algorithm()))},
        {"publicKey", crypto::to_base64(key.der())},
        {"verifierKey", verifier.text()}};
    session.out.line(out.dump());
    return ExitStatus::done;
  }
  print_key(session, key);
  session.out.line(session.text("ui.key.verifier", {verifier.text()}));
  session.out.line(session.text("ui.key.policy", {verifier.text()}));
  return ExitStatus::done;
}

struct RotateArguments {
  std::string reason;
  std::string passphrase_file;
  std::string new_passphrase_file;
  bool encrypt = false;
};

ExitStatus run_rotate(Session& session, const RotateArguments& arguments) {
  const auto directory = session.ledger();
  if (!directory) return session.fail(directory.error());
  auto ledger =
      service::Ledger::open(*directory, service::OpenMode::write, "minutebook key rotate");
  if (!ledger) return session.fail(ledger.error());
  service::RotateOptions options;
  options.reason = arguments.reason;
  const auto old_secret = ledger_passphrase(session, ledger->paths(), arguments.passphrase_file);
  if (!old_secret) return session.fail(old_secret.error());
  options.old_passphrase = *old_secret;
  if (arguments.encrypt || !arguments.new_passphrase_file.empty()) {
    const auto given = passphrase(session, arguments.new_passphrase_file, true);
    if (!given) return session.fail(given.error());
    if (given->empty()) return session.usage("ui.error.no_passphrase", {});
    options.new_passphrase = *given;
  }
  SystemClock clock;
  SystemRandom random;
  const auto rotated = service::rotate_ledger_key(*ledger, options, clock, random);
  if (!rotated) return session.fail(rotated.error());
  ask_outsiders(session, *ledger);
  const auto verifier =
      tlog::VerifierKey::make(ledger->info().name, tlog::KeyRole::log, rotated->key);
  if (!verifier) return session.fail(verifier.error());
  if (session.json()) {
    const nlohmann::ordered_json out = {{"position", rotated->position.value},
                                        {"keyId", rotated->key.key_id()},
                                        {"verifierKey", verifier->text()},
                                        {"replaced", rotated->replaced.string()}};
    session.out.line(out.dump());
    return ExitStatus::done;
  }
  session.out.line(session.text("ui.key.rotated", {std::to_string(rotated->position.value)}));
  session.out.line(session.text("ui.key.policy", {verifier->text()}));
  session.say(session.text("ui.key.destroy", {rotated->replaced.string()}));
  return ExitStatus::done;
}

ExitStatus run_show(Session& session, const KeyOptions& options) {
  if (options.file.empty()) return show_ledger_key(session);
  // A public key is the more harmless reading: tried first, whatever the file is called.
  if (const auto key = crypto::read_public_key(options.file)) {
    print_key(session, *key);
    return ExitStatus::done;
  }
  const auto key = load_private_key(session, options.file, options.passphrase_file);
  if (!key) return session.fail(key.error());
  print_key(session, key->public_key());
  return ExitStatus::done;
}

}  // namespace

void add_key(Commands& commands) {
  const auto options = std::make_shared<KeyOptions>();
  CLI::App* const key = commands.add("key");
  key->require_subcommand(1);
  Session& session = commands.session();

  CLI::App* const make = commands.add_below(key, "new");
  make->add_option("FILE", options->file, commands.text("ui.key.file"))->type_name("")->required();
  make->add_option("--algorithm", options->algorithm, commands.text("ui.key.algorithm_option"))
      ->type_name("ed25519|sm2");
  make->add_flag("--encrypt", options->encrypt, commands.text("ui.key.encrypt"));
  make->add_option("--passphrase-file", options->passphrase_file,
                   commands.text("ui.key.passphrase_file"))
      ->type_name("FILE");
  commands.on(make, [&session, options] { return run_new(session, *options); });

  CLI::App* const show = commands.add_below(key, "show");
  show->add_option("FILE", options->file, commands.text("ui.key.show_file"))->type_name("");
  show->add_option("--passphrase-file", options->passphrase_file,
                   commands.text("ui.key.passphrase_file"))
      ->type_name("FILE");
  commands.on(show, [&session, options] { return run_show(session, *options); });

  const auto arguments = std::make_shared<RotateArguments>();
  CLI::App* const rotate = commands.add_below(key, "rotate");
  rotate->add_option("--reason", arguments->reason, commands.text("ui.key.reason"))
      ->type_name("TEXT")
      ->required();
  rotate
      ->add_option("--passphrase-file", arguments->passphrase_file,
                   commands.text("ui.key.passphrase_file"))
      ->type_name("FILE");
  rotate->add_flag("--encrypt", arguments->encrypt, commands.text("ui.key.encrypt"));
  rotate
      ->add_option("--new-passphrase-file", arguments->new_passphrase_file,
                   commands.text("ui.key.new_passphrase_file"))
      ->type_name("FILE");
  commands.on(rotate, [&session, arguments] { return run_rotate(session, *arguments); });
}

}  // namespace minutebook::cli
