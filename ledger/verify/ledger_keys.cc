#include "ledger/verify/ledger_keys.h"

#include "ledger/service/publisher.h"

namespace minutebook::verify {

std::vector<tlog::VerifierKey> keys_at(const LedgerKeys& keys, std::uint64_t size) {
  std::vector<tlog::VerifierKey> found;
  for (const service::LedgerKey& each : keys) {
    if (each.signs(size)) found.push_back(each.key);
  }
  return found;
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
