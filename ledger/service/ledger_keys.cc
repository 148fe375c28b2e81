#include "ledger/service/ledger_keys.h"

#include <string>

#include "ledger/domain/key_rotation.h"
#include "ledger/service/recovery.h"
#include "ledger/service/replay.h"

namespace minutebook::service {
namespace {

tl::unexpected<Error> damaged(Position position, const std::string& en, const std::string& zh) {
  const std::string number = std::to_string(position.value);
  return fail(Errc::corruption, "the ledger's key at position " + number + ": " + en,
              "位置 " + number + " 处的账本密钥：" + zh);
}

ByteSpan span_of(capnp::Data::Reader data) { return {data.begin(), data.size()}; }

/// Follows the ledger's stream. Reads two types of event and nothing else of them, so that it can
/// be run over bytes that nobody has checked yet.
class KeyHistory {
 public:
  explicit KeyHistory(const Ledger& ledger) : ledger_(ledger) {}

  Result<void> take(const store::StoredEvent& event) {
    if (!commitment_holds(ledger_.info().suite, event)) {
      return damaged(event.position(), "the event is not what it was", "事件已被改动");
    }
    const auto body = event.payload().getBody();
    if (body.isLedgerCreated() && body.getLedgerCreated().hasPublicKey()) {
      return add(event.position(), span_of(body.getLedgerCreated().getPublicKey()));
    }
    if (!body.isLedgerKeyRotated()) return {};
    const auto rotation = body.getLedgerKeyRotated();
    MB_TRY(next, crypto::PublicKey::from_der(span_of(rotation.getPublicKey())));
    const std::string text = domain::key_rotation_text(ledger_.info().id.text(), next.key_id());
    const bool handed_over =
        !keys_.empty() && keys_.back().key.public_key().verify(
                              as_bytes(text), span_of(rotation.getSignatureByOldKey()));
    if (!handed_over) {
      return damaged(event.position(), "the key before has not signed for it",
                     "前一密钥未对其签名");
    }
    keys_.back().up_to = event.position().value;
    return add(event.position(), span_of(rotation.getPublicKey()));
  }

  std::vector<LedgerKey> take_keys() { return std::move(keys_); }

 private:
  Result<void> add(Position from, ByteSpan der) {
    MB_TRY(key, crypto::PublicKey::from_der(der));
    MB_TRY(verifier, tlog::VerifierKey::make(ledger_.info().name, tlog::KeyRole::log, key));
    keys_.push_back({std::move(verifier), from.value, {}});
    return {};
  }

  const Ledger& ledger_;
  std::vector<LedgerKey> keys_;
};

}  // namespace

Result<std::vector<LedgerKey>> ledger_keys(const Ledger& ledger) {
  KeyHistory history(ledger);
  const Subject own = Subject::from_stored("ledger/" + ledger.info().id.text());
  MB_TRY_VOID(
      each_stream_event(ledger.store(), own, [&](const store::StoredEvent& event) -> Result<bool> {
        Result<void> taken;
        MB_TRY_VOID(guarded([&] { taken = history.take(event); }));
        if (!taken) return tl::unexpected<Error>(std::move(taken).error());
        return true;
      }));
  std::vector<LedgerKey> keys = history.take_keys();
  if (!keys.empty()) return keys;
  return fail(Errc::corruption, "the ledger's own stream names no key of the ledger",
              "账本自身的事件流未登记账本密钥");
}

std::vector<tlog::VerifierKey> verifiers(const std::vector<LedgerKey>& keys) {
  std::vector<tlog::VerifierKey> all;
  for (const LedgerKey& each : keys) all.push_back(each.key);
  return all;
}

}  // namespace minutebook::service
