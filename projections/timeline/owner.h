#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "ledger/domain/directory.h"
#include "ledger/store/event_store.h"

namespace minutebook::projections::timeline {

/// Which organization answers for each stream: a matter's is the owner of its venue. Looks into the
/// log for streams that it does not remember. One thread.
class Owners {
 public:
  explicit Owners(const store::EventStore& store) : store_(store) {}

  /// Of the event's stream; where that says none, of its actor. Nothing for the ledger itself.
  Result<std::optional<Subject>> of(const domain::EventView& event,
                                    const domain::Directory& directory);

 private:
  Result<std::optional<Subject>> look(const Subject& stream, Position until,
                                      const domain::Directory& directory) const;

  const store::EventStore& store_;
  std::unordered_map<Subject, Subject> known_;
};

}  // namespace minutebook::projections::timeline
