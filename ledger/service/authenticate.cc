#include "ledger/base/limits.h"
#include "ledger/schema/convert.h"
#include "ledger/schema/json.h"
#include "ledger/service/submission.h"

namespace minutebook::service {
namespace {

Invalid invalid(std::string path, std::string en, std::string zh) {
  return {std::move(path), {std::move(en), std::move(zh)}, {}, {}};
}

Invalid invalid(const schema::Invalid& fault) {
  return {fault.path, fault.detail, fault.command_id.is_nil() ? "" : fault.command_id.text(),
          fault.column};
}

/// What the ledger says of itself comes from inside, by internal_submission() alone.
std::optional<Unauthorised> check_speaker(const Submission& submission) {
  const Subject actor = Subject::from_stored(schema::text_view(submission.command.getActor()));
  if (submission.command.getRole() != schema::Role::LEDGER && actor.kind() != SubjectKind::ledger) {
    return std::nullopt;
  }
  return Unauthorised{submission.id.text(),
                      {"only the ledger itself acts in its name and in the role ledger: send this "
                       "in a role of your own",
                       "只有账本自身才能以账本名义或账本角色行事：请以您自己的角色提交"}};
}

/// The key whose signature counts: the first known one of the actor. None known: nothing.
Prepared verified(Submission submission, const KeyRing& keys) {
  const std::string_view actor(submission.command.getActor().cStr(),
                               submission.command.getActor().size());
  for (const crypto::Signature& signature : submission.envelope->signatures) {
    const auto entry = keys.find(signature.key_id);
    if (!entry || entry->owner.text() != actor) continue;
    if (crypto::verify_envelope(*submission.envelope, entry->key)) {
      submission.verified_key = signature.key_id;
      return submission;
    }
    return Unauthorised{submission.id.text(),
                        {"the signature by key " + printable(signature.key_id) + " does not verify",
                         "密钥 " + printable(signature.key_id) + " 的签名验证未通过"}};
  }
  return submission;  // perhaps enrolled a moment ago: the writer knows
}

}  // namespace

CommandId command_id_of(schema::Command::Reader command) {
  const auto id = command.getCommandId();
  CommandId result;
  const auto high = big_endian(id.getHigh());
  const auto low = big_endian(id.getLow());
  std::copy(high.begin(), high.end(), result.bytes.begin());
  std::copy(low.begin(), low.end(), result.bytes.begin() + 8);
  return result;
}

Submission submission_of(schema::Message message, std::string_view json, crypto::Suite suite) {
  Submission submission;
  submission.message = std::move(message);
  submission.command = submission.message->getRoot<schema::Command>().asReader();
  submission.id = command_id_of(submission.command);
  submission.input = crypto::hash(suite, {as_bytes(json)});
  return submission;
}

Prepared authenticate(std::string_view line, crypto::Suite suite, const KeyRing& keys,
                      const Origin& origin) {
  if (line.size() > limits::max_command_bytes) {
    const std::string limit = std::to_string(limits::max_command_bytes);
    return invalid("", "the command is longer than " + limit + " bytes",
                   "命令超过 " + limit + " 字节");
  }
  std::optional<crypto::Envelope> envelope;
  std::string_view json = line;
  if (crypto::looks_like_envelope(line)) {
    auto parsed = crypto::parse_envelope(line);
    if (!parsed) return Invalid{"", std::move(parsed).error().message, {}, {}};
    if (parsed->payload_type != crypto::command_payload_type) {
      return invalid("payloadType", "is not " + std::string(crypto::command_payload_type),
                     "不是 " + std::string(crypto::command_payload_type));
    }
    envelope = std::move(*parsed);
    json = as_text(envelope->payload);
  }
  auto message = schema::decode_command(json);
  if (!message) return invalid(message.error());
  Submission submission = submission_of(std::move(*message), json, suite);
  submission.envelope = std::move(envelope);
  submission.raw = line;
  submission.origin = origin;
  if (auto pretender = check_speaker(submission)) return *std::move(pretender);
  if (!submission.envelope) return submission;
  return verified(std::move(submission), keys);
}

}  // namespace minutebook::service
