#include <fstream>
#include <memory>

#include "ledger/crypto/dsse.h"
#include "ledger/schema/json.h"
#include "tools/minutebook/commands.h"
#include "tools/minutebook/line_reader.h"
#include "tools/minutebook/passphrase.h"

namespace minutebook::cli {
namespace {

struct SignOptions {
  std::string file = "-";
  std::string key;
  std::string output;
  std::string passphrase_file;
};

tl::unexpected<Error> bad_line(const Line& line, const std::string& path, const Bilingual& why) {
  const std::string number = std::to_string(line.number);
  const std::string at = path.empty() ? "" : path + ": ";
  return fail(Errc::invalid_input, "line " + number + ": " + at + why.en,
              "第 " + number + " 行：" + at + why.zh);
}

/// The line's envelope. The bytes of a command are signed as they are; an envelope gets one more
/// signature.
Result<std::string> sign_line(const Line& line, const crypto::PrivateKey& key) {
  if (line.too_long) return bad_line(line, "", {"the line is too long", "该行过长"});
  if (crypto::looks_like_envelope(line.text)) {
    auto envelope = crypto::parse_envelope(line.text);
    if (!envelope) return bad_line(line, "", envelope.error().message);
    return crypto::serialize(crypto::cosign_envelope(std::move(*envelope), key));
  }
  // Nobody wants to sign what the ledger will not take.
  const auto command = schema::decode_command(line.text);
  if (!command) return bad_line(line, command.error().path, command.error().detail);
  return crypto::serialize(
      crypto::sign_envelope(key, crypto::command_payload_type, as_bytes(line.text)));
}

Result<void> sign_all(LineReader& reader, const crypto::PrivateKey& key,
                      const std::function<void(const std::string&)>& print) {
  while (true) {
    MB_TRY(line, reader.next());
    if (!line) return {};
    if (!line->too_long && line->text.find_first_not_of(" \t") == std::string::npos) continue;
    MB_TRY(envelope, sign_line(*line, key));
    print(envelope);
  }
}

ExitStatus run_sign(Session& session, const SignOptions& options) {
  const auto key = load_private_key(session, options.key, options.passphrase_file);
  if (!key) return session.fail(key.error());
  auto reader = LineReader::open(options.file);
  if (!reader) return session.fail(reader.error());
  if (options.output.empty()) {
    const auto done = sign_all(*reader, *key, [&](const auto& line) { session.out.line(line); });
    return done ? ExitStatus::done : session.fail(done.error());
  }
  std::ofstream file(options.output, std::ios::binary | std::ios::trunc);
  const auto done = sign_all(*reader, *key, [&](const auto& line) { file << line << '\n'; });
  if (!done) return session.fail(done.error());
  file.close();
  if (file) return ExitStatus::done;
  return session.fail(Error{Errc::io,
                            {phrase("ui.error.cannot_write", Language::en, {options.output}),
                             phrase("ui.error.cannot_write", Language::zh_cn, {options.output})}});
}

}  // namespace

void add_sign(Commands& commands) {
  const auto options = std::make_shared<SignOptions>();
  CLI::App* const sub = commands.add("sign");
  sub->add_option("FILE", options->file, commands.text("ui.sign.file"))->type_name("");
  sub->add_option("--key", options->key, commands.text("ui.sign.key"))
      ->required()
      ->type_name("FILE");
  sub->add_option("--output", options->output, commands.text("ui.sign.output"))->type_name("FILE");
  sub->add_option("--passphrase-file", options->passphrase_file,
                  commands.text("ui.key.passphrase_file"))
      ->type_name("FILE");
  Session& session = commands.session();
  commands.on(sub, [&session, options] { return run_sign(session, *options); });
}

}  // namespace minutebook::cli
