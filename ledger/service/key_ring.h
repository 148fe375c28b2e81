#pragma once

#include <map>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>

#include "ledger/base/ids.h"
#include "ledger/crypto/key.h"
#include "ledger/domain/directory.h"

namespace minutebook::service {

/// The enrolled keys, parsed, for threads that verify signatures while the writer goes on. May lag
/// behind the directory by a batch: the writer checks again. Thread-safe.
class KeyRing {
 public:
  struct Entry {
    Subject owner;
    crypto::PublicKey key;
    bool revoked = false;
  };

  /// The key of that id, or nothing.
  std::optional<Entry> find(std::string_view key_id) const;
  /// Takes in one key of the directory; one that cannot be parsed is left out.
  void update(const std::string& key_id, const domain::KeyRecord& record);

 private:
  mutable std::shared_mutex mutex_;
  std::map<std::string, Entry, std::less<>> keys_;
};

}  // namespace minutebook::service
