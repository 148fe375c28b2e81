#include "ledger/crypto/key.h"
#include "ledger/domain/decide_steps.h"
#include "ledger/domain/drafts.h"
#include "ledger/domain/key_rotation.h"

/// The ledger's own stream: its signing keys, and what it found when it verified itself.
namespace minutebook::domain {

using Command = schema::Command;

std::string key_rotation_text(std::string_view ledger_id, std::string_view new_key_id) {
  return "minutebook ledger key rotation v1\n" + std::string(ledger_id) + "\n" +
         std::string(new_key_id) + "\n";
}

namespace {

ByteSpan span_of(capnp::Data::Reader data) { return {data.begin(), data.size()}; }

Refusal bad_key(const Bilingual& why) {
  return refuse("KEY-1", "the new key cannot be used: " + why.en, "新密钥不可用：" + why.zh);
}

std::optional<Refusal> check_unused(const LedgerRecord& ledger, const crypto::PublicKey& key) {
  for (const SigningKeyRecord& record : ledger.signing_keys) {
    if (record.public_key != key.der()) continue;
    if (!record.until) {
      return refuse("KEY-2", "this key signs for the ledger already", "该密钥正是账本现用的密钥",
                    {record.from});
    }
    return refuse("KEY-2", "a key that was replaced does not come back: make a new one",
                  "已更换的密钥不得再用，请生成新密钥", {record.from, *record.until});
  }
  return std::nullopt;
}

std::optional<Refusal> check_handed_over(const LedgerRecord& ledger, const crypto::PublicKey& key,
                                         ByteSpan signature) {
  if (ledger.signing_keys.empty()) {
    return refuse("KEY-3", "this ledger does not name its key, so none can be replaced",
                  "本账本未载明其密钥，无法更换");
  }
  const SigningKeyRecord& in_force = ledger.signing_keys.back();
  const auto old_key = crypto::PublicKey::from_der(in_force.public_key);
  const std::string text = key_rotation_text(ledger.subject->id(), key.key_id());
  if (old_key && old_key->verify(as_bytes(text), signature)) return std::nullopt;
  return refuse("KEY-3", "the key in force has not signed for the new one",
                "现用密钥未对新密钥作出有效签名", {in_force.from});
}

std::optional<Refusal> check_rotation(const LedgerRecord& ledger,
                                      schema::LedgerKeyRotation::Reader data) {
  const auto key = crypto::PublicKey::from_der(span_of(data.getPublicKey()));
  if (!key) return bad_key(key.error().message);
  const auto wanted = crypto::algorithm_of(ledger.suite);
  if (key->algorithm() != wanted) {
    const std::string name(crypto::name_of(wanted));
    return bad_key({"the suite of this ledger takes " + name, "本账本的算法套件须用 " + name});
  }
  if (auto refusal = check_unused(ledger, *key)) return refusal;
  return check_handed_over(ledger, *key, span_of(data.getSignatureByOldKey()));
}

std::optional<Refusal> check_verification(schema::IntegrityVerification::Reader data) {
  if (data.getFrom() > data.getTo() || data.getTo() > data.getTreeSize()) {
    return refuse("STEP-2", "`from` is not after `to`, nor `to` after the size of the tree",
                  "from 不得大于 to，to 不得大于树的规模");
  }
  if (data.getFinishedAt().getNs() >= data.getStartedAt().getNs()) return std::nullopt;
  return refuse("STEP-2", "a verification does not finish before it starts",
                "核验的结束时间不得早于开始时间");
}

}  // namespace

Decision decide_ledger(const DecisionContext& context, Command::Reader command) {
  const std::optional<Refusal> refusal =
      command.which() == Command::ROTATE_LEDGER_KEY
          ? check_rotation(context.directory.ledger(), command.getRotateLedgerKey())
          : check_verification(command.getRecordVerification());
  if (refusal) return *refusal;
  return emit_same(command);
}

}  // namespace minutebook::domain
