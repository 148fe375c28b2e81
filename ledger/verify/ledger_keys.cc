#include "ledger/verify/ledger_keys.h"

#include "ledger/service/ledger_keys.h"
#include "ledger/service/publisher.h"

namespace minutebook::verify {

std::vector<tlog::VerifierKey> keys_at(const LedgerKeys& keys, std::uint64_t size) {
  std::vector<tlog::VerifierKey> found;
  for (const LedgerKey& each : keys) {
    if (each.from_size <= size && size <= each.to_size) found.push_back(each.key);
  }
  return found;
}

Result<LedgerKeys> ledger_keys(const service::Ledger& ledger) {
  MB_TRY(recorded, service::ledger_keys(ledger));
  LedgerKeys keys;
  for (service::LedgerKey& each : recorded) {
    keys.push_back({std::move(each.key), each.above + 1});
    if (each.up_to) keys.back().to_size = *each.up_to;
  }
  return keys;
}

Result<void> check_key_file(const service::Ledger& ledger, const LedgerKeys& keys) {
  const auto key = service::read_ledger_key(ledger.paths(), {});
  // One that is encrypted, or not for this reader's eyes, is no damage.
  if (!key && key.error().code != Errc::invalid_input) return {};
  if (!key) return tl::unexpected<Error>(key.error());
  if (!keys.empty() && keys.back().key.public_key() == key->public_key()) return {};
  return fail(Errc::corruption, "keys/ledger.pem is not the key in force",
              "keys/ledger.pem 不是现用密钥");
}

}  // namespace minutebook::verify
