#pragma once

#include <span>
#include <vector>

#include "ledger/domain/aggregate.h"
#include "ledger/domain/directory.h"
#include "ledger/schema/event.capnp.h"
#include "projections/table.h"

namespace minutebook::projections {

/// One stream as its events add up, for a read model to make rows of. Borrows.
struct StreamScene {
  const Subject& subject;
  const domain::Aggregate& aggregate;  ///< without state for master data
  const domain::Directory& own;        ///< for master data: has the subject's own record
  const domain::Directory& directory;  ///< everybody else's, as known now

  const domain::Partnership& matter() const {
    return std::get<domain::Partnership>(aggregate.state);
  }
  /// The organization that owns the matter's venue; none before the matter is proposed.
  std::optional<Subject> organization() const;
};

/// One table that is a pure function of the state of single streams: the rows of a stream depend on
/// that stream and on master data that never changes (which organization owns a venue).
struct ReadModel {
  const Table* table = nullptr;
  SubjectKind kind = SubjectKind::partnership;
  /// Rows of the stream's things, each with another key.
  void (*rows)(const StreamScene& scene, std::vector<Row>& rows) = nullptr;
  /// Events after which the rows can differ; empty: any.
  std::span<const schema::EventBody::Which> changed_by = {};

  bool is_changed_by(schema::EventBody::Which type) const;
};

/// When the last of them occurred; nothing when there is none.
template <typename Fact>
std::optional<ZonedTime> time_of_last(const std::vector<Fact>& facts) {
  if (facts.empty()) return std::nullopt;
  return facts.back().act.occurred_at;
}

}  // namespace minutebook::projections
