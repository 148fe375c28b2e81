#pragma once

#include <functional>
#include <optional>
#include <string>

#include "ledger/base/ids.h"
#include "ledger/base/result.h"
#include "ledger/domain/decide.h"
#include "ledger/service/ledger.h"

namespace minutebook::service {

/// A moment of the past on both axes of time. All absent: now.
struct AsOf {
  std::optional<Position> position = {};    ///< known then: only events up to and with this one
  std::optional<Instant> recorded_at = {};  ///< known then: only events recorded up to and at it
  std::optional<Instant> occurred_at = {};  ///< so then: only events that occurred up to and at it
};

/// Which events; absent means any.
struct EventFilter {
  Position from{0};
  std::optional<Position> to = {};  ///< the last one wanted
  std::optional<Subject> stream = {};
  std::optional<std::string> type = {};  ///< such as "BallotCast"
  std::optional<Subject> actor = {};
  std::optional<Instant> since = {};  ///< occurred at or after
  std::optional<Instant> until = {};  ///< occurred at or before
};

/// Reads a ledger, written to at the same time or not. Borrows it; any thread.
class Reader {
 public:
  explicit Reader(const Ledger& ledger) : ledger_(ledger) {}

  Position head() const { return ledger_.store().head(); }
  Result<store::StoredEvent> event(Position position) const;

  /// Calls `visit` for each event, in order, until it gives false. The event is valid during the
  /// call only. An event whose stored bytes make no sense is Errc::corruption.
  using Visit = std::function<Result<bool>(const store::StoredEvent&)>;
  Result<void> events(const EventFilter& filter, const Visit& visit) const;

  /// State of a subject's own stream then; Errc::not_found when it had no event by then.
  Result<domain::Aggregate> aggregate(const Subject& subject, const AsOf& as_of = {}) const;
  /// All master data then.
  Result<domain::Directory> directory(const AsOf& as_of = {}) const;
  /// The last position known at `recorded_at`: none when nothing had been recorded by then.
  Result<std::optional<Position>> last_recorded_by(Instant recorded_at) const;

 private:
  const Ledger& ledger_;
};

/// The leaf of the tree for a stored event: over its header's bytes as stored.
crypto::Digest leaf_of(crypto::Suite suite, const store::StoredEvent& event);

}  // namespace minutebook::service
