#pragma once

#include <list>
#include <map>
#include <set>
#include <vector>

#include "ledger/store/event_store.h"
#include "projections/read_model.h"
#include "projections/table_writer.h"

namespace minutebook::projections {

/// Keeps the rows of read models in step with the log, event by event, in both times: an event that
/// occurred before others of its stream rewrites what was so since then, and leaves what was known
/// before. Remembers the streams used last and loads others from the log. One thread.
class StreamRows {
 public:
  /// `models` and `store` outlive it. Begins after the events before `end`.
  static Result<StreamRows> begin(const Database& database, std::span<const ReadModel> models,
                                  const store::EventStore& store, Position end);

  /// Takes in the next event.
  Result<void> apply(const store::StoredEvent& event);
  const domain::Directory& directory() const { return directory_; }

 private:
  using Key = std::vector<Value>;
  using Rows = std::map<Key, Row>;
  struct Stream {
    explicit Stream(const Subject& subject) : aggregate(subject) {}
    domain::Aggregate aggregate;
    Instant clock{INT64_MIN};  // the latest time at which an event of it occurred
    std::vector<Rows> rows;    // by model of the kind
    std::list<Subject>::iterator used;
  };
  StreamRows(std::span<const ReadModel> models, const store::EventStore& store)
      : models_(models), store_(&store) {}

  Result<Stream*> stream_of(const Subject& subject, Position before);
  Rows rows_of(std::size_t model, const StreamScene& scene) const;
  Result<void> apply_in_order(Stream& stream, const domain::EventView& event);
  Result<void> apply_earlier(Stream& stream, const domain::EventView& event);

  std::span<const ReadModel> models_;
  const store::EventStore* store_;
  std::vector<TableWriter> writers_;  // by model
  domain::Directory directory_;
  std::map<Subject, Stream> streams_;
  std::list<Subject> used_;  // the one used last first
};

}  // namespace minutebook::projections
