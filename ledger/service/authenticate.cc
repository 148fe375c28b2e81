#include "ledger/base/limits.h"
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

Prepared authenticate(std::string_view line, crypto::Suite suite, const KeyRing& keys,
                      const Origin& origin) {
  if (line.size() > limits::max_command_bytes) {
    const std::string limit = std::to_string(limits::max_command_bytes);
    return invalid("", "the command is longer than " + limit + " bytes",
                   "命令超过 " + limit + " 字节");
  }
  Submission submission;
  std::string_view json = line;
  if (crypto::looks_like_envelope(line)) {
    auto envelope = crypto::parse_envelope(line);
    if (!envelope) return Invalid{"", std::move(envelope).error().message, {}, {}};
    if (envelope->payload_type != crypto::command_payload_type) {
      return invalid("payloadType", "is not " + std::string(crypto::command_payload_type),
                     "不是 " + std::string(crypto::command_payload_type));
    }
    submission.envelope = std::move(*envelope);
    json = as_text(submission.envelope->payload);
  }
  auto message = schema::decode_command(json);
  if (!message) return invalid(message.error());
  submission.message = std::move(*message);
  submission.command = submission.message->getRoot<schema::Command>().asReader();
  submission.id = command_id_of(submission.command);
  submission.raw = line;
  submission.input = crypto::hash(suite, {as_bytes(json)});
  submission.origin = origin;
  if (!submission.envelope) return submission;
  return verified(std::move(submission), keys);
}

}  // namespace minutebook::service
