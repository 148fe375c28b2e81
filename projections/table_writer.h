#pragma once

#include <span>
#include <vector>

#include "projections/table.h"

namespace minutebook::projections {

/// A row from a moment on, until the next segment's moment. Without a row: nothing is so.
struct Segment {
  Instant from;
  std::optional<Row> row;
};

/// Writes one table's rows with their intervals. Borrows the database; one thread.
class TableWriter {
 public:
  static Result<TableWriter> prepare(const Database& database, const Table& table);

  const Table& table() const { return *table_; }

  /// A fact: known from the event on, so from the time on.
  Result<void> add(Position known_from, Instant valid_from, const Row& row);
  /// From the event at `known_from` on, this is what is so of the thing named by `key` from the
  /// first segment's moment on; of earlier moments, what was known stays.
  Result<void> rewrite(Position known_from, std::span<const Value> key,
                       std::span<const Segment> segments);
  /// What is known now of the thing named by `key`, as segments without gaps from `from` on.
  Result<std::vector<Segment>> known(std::span<const Value> key, Instant from);

 private:
  explicit TableWriter(const Table& table) : table_(&table) {}
  Result<void> insert(Position known_from, Instant valid_from, std::int64_t valid_until,
                      const Row& row);

  const Table* table_;
  Statement insert_;
  Statement split_;  // what was so before the moment stays known
  Statement end_;    // what was known of later moments is known no longer
  Statement known_;
  std::vector<Value> values_;  // of a statement; kept for its memory
};

}  // namespace minutebook::projections
