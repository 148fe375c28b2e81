#include "ledger/service/key_ring.h"

#include <mutex>

namespace minutebook::service {

std::optional<KeyRing::Entry> KeyRing::find(std::string_view key_id) const {
  const std::shared_lock guard(mutex_);
  const auto found = keys_.find(key_id);
  if (found == keys_.end()) return std::nullopt;
  return found->second;
}

void KeyRing::update(const std::string& key_id, const domain::KeyRecord& record) {
  auto key = crypto::PublicKey::from_der(record.public_key);
  if (!key) return;
  const std::unique_lock guard(mutex_);
  keys_.insert_or_assign(key_id,
                         Entry{record.owner, std::move(*key), record.revoked_at.has_value()});
}

}  // namespace minutebook::service
