#pragma once

#include <filesystem>

#include "ledger/base/result.h"
#include "ledger/store/event_store.h"

namespace minutebook::store {

/// The database of one moment, taken while another process may be writing it, without its lock: the
/// tables are linked, the rest is copied. It holds every commit that was acknowledged before take()
/// was called. A resource; its files go with it.
class Snapshot {
 public:
  /// Of the database in `database`, in a new folder in `scratch`, which should be on the same file
  /// system (otherwise tables are copied). A crash leaves that folder, "snapshot-…"; the next
  /// take() in the same `scratch` removes it, so there is one at a time: the caller sees to that.
  static Result<Snapshot> take(const std::filesystem::path& database,
                               const std::filesystem::path& scratch);
  Snapshot(Snapshot&& other) noexcept;
  Snapshot& operator=(Snapshot&&) = delete;
  ~Snapshot();

  /// The store that it holds. The snapshot outlives it.
  EventStore& store() { return *store_; }

 private:
  Snapshot(std::filesystem::path folder, std::unique_ptr<EventStore> store);
  static Result<std::unique_ptr<EventStore>> open(const std::filesystem::path& folder);

  std::filesystem::path folder_;
  std::unique_ptr<EventStore> store_;
};

}  // namespace minutebook::store
