#include "projections/table_writer.h"

#include <algorithm>

#include "ledger/base/check.h"

namespace minutebook::projections {

Result<TableWriter> TableWriter::prepare(const Database& database, const Table& table) {
  const std::string name(table.name);
  std::string columns;
  std::string marks;
  std::string key;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const std::string column = '"' + std::string(table.columns[i].name) + '"';
    columns += ", " + column;
    marks += ", ?" + std::to_string(i + 5);
    if (i < table.key_columns) key += column + " = ?" + std::to_string(i + 3) + " AND ";
  }
  const std::string open = " WHERE " + key + "knownUntil = 9223372036854775807 AND validUntil > ?2";
  TableWriter writer(table);
  MB_TRY(insert,
         database.prepare("INSERT INTO " + name + "(knownFrom, knownUntil, validFrom, validUntil" +
                          columns + ") VALUES (?1, ?2, ?3, ?4" + marks + ")"));
  writer.insert_ = std::move(insert);
  if (table.facts) return writer;
  MB_TRY(split,
         database.prepare("INSERT INTO " + name + "(knownFrom, knownUntil, validFrom, validUntil" +
                          columns + ") SELECT ?1, 9223372036854775807, validFrom, ?2" + columns +
                          " FROM " + name + open + " AND validFrom < ?2 ORDER BY id"));
  writer.split_ = std::move(split);
  // A row split off for this very event ends at the moment, so it is not among these.
  MB_TRY(end, database.prepare("UPDATE " + name + " SET knownUntil = ?1" + open));
  writer.end_ = std::move(end);
  MB_TRY(known, database.prepare("SELECT validFrom, validUntil" + columns + " FROM " + name + open +
                                 " ORDER BY validFrom"));
  writer.known_ = std::move(known);
  return writer;
}

Result<void> TableWriter::insert(Position known_from, Instant valid_from, std::int64_t valid_until,
                                 const Row& row) {
  MB_CHECK(row.size() == table_->columns.size());
  values_.clear();
  values_.emplace_back(static_cast<std::int64_t>(known_from.value));
  values_.emplace_back(for_ever);
  values_.emplace_back(valid_from.ns);
  values_.emplace_back(valid_until);
  values_.insert(values_.end(), row.begin(), row.end());
  return insert_.run(values_);
}

Result<void> TableWriter::add(Position known_from, Instant valid_from, const Row& row) {
  return insert(known_from, valid_from, for_ever, row);
}

Result<void> TableWriter::rewrite(Position known_from, std::span<const Value> key,
                                  std::span<const Segment> segments) {
  MB_CHECK(!table_->facts && !segments.empty() && key.size() == table_->key_columns);
  values_.clear();
  values_.emplace_back(static_cast<std::int64_t>(known_from.value));
  values_.emplace_back(segments.front().from.ns);
  values_.insert(values_.end(), key.begin(), key.end());
  MB_TRY_VOID(split_.run(values_));
  MB_TRY_VOID(end_.run(values_));
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (!segments[i].row) continue;
    const std::int64_t until = i + 1 < segments.size() ? segments[i + 1].from.ns : for_ever;
    if (segments[i].from.ns == until) continue;
    MB_TRY_VOID(insert(known_from, segments[i].from, until, *segments[i].row));
  }
  return {};
}

Result<std::vector<Segment>> TableWriter::known(std::span<const Value> key, Instant from) {
  std::vector<Value> values{Value{}, from.ns};  // ?1 is not in this statement
  values.insert(values.end(), key.begin(), key.end());
  known_.start(values);
  std::vector<Segment> segments;
  std::int64_t until = from.ns;
  while (true) {
    MB_TRY(more, known_.step());
    if (!more) break;
    const std::int64_t begins = std::max(from.ns, known_.integer(0));
    if (begins > until) segments.push_back({Instant{until}, std::nullopt});
    Row row;
    for (int i = 2; i < known_.column_count(); ++i) row.push_back(known_.value(i));
    segments.push_back({Instant{begins}, std::move(row)});
    until = known_.integer(1);
  }
  if (until != for_ever) segments.push_back({Instant{until}, std::nullopt});
  return segments;
}

}  // namespace minutebook::projections
