#include "projections/findings/subject_rows.h"

#include "projections/findings/tables.h"

namespace minutebook::projections::findings {
namespace {

constexpr std::array<const Table*, table_count> tables{&findings, &worklist, &citations};

/// As it reads from `from` on, one segment for each difference; empty when nothing is ever so.
std::vector<Segment> from_then_on(const std::vector<Segment>& segments, Instant from) {
  std::vector<Segment> out;
  for (const Segment& segment : segments) {
    const Instant begin = std::max(segment.from, from);
    if (!out.empty() && out.back().from == begin) out.pop_back();
    const bool same = out.empty() ? !segment.row : out.back().row == segment.row;
    if (!same) out.push_back({begin, segment.row});
  }
  return out;
}

bool are_same(const std::vector<Segment>& some, const std::vector<Segment>& others) {
  return std::ranges::equal(some, others, [](const Segment& a, const Segment& b) {
    return a.from == b.from && a.row == b.row;
  });
}

}  // namespace

void add_row(SubjectRows& rows, std::size_t table, Instant from, Row row) {
  std::vector<Value> key(row.begin(),
                         row.begin() + static_cast<std::ptrdiff_t>(tables[table]->key_columns));
  rows[{table, std::move(key)}].push_back({from, std::move(row)});
}

Result<RowKeeper> RowKeeper::prepare(const Database& database) {
  RowKeeper keeper;
  for (const Table* table : tables) {
    MB_TRY(writer, TableWriter::prepare(database, *table));
    keeper.writers_.push_back(std::move(writer));
    std::string columns;
    for (const Column& column : table->columns) columns += ", \"" + std::string(column.name) + '"';
    MB_TRY(known, database.prepare("SELECT validFrom, validUntil" + columns + " FROM " +
                                   std::string(table->name) +
                                   " WHERE subject = ?1 AND knownUntil = 9223372036854775807"
                                   " AND validUntil > ?2 ORDER BY validFrom, id"));
    keeper.known_.push_back(std::move(known));
  }
  return keeper;
}

Result<SubjectRows> RowKeeper::known(const Subject& subject, Instant from,
                                     std::initializer_list<std::size_t> some) {
  SubjectRows rows;
  for (const std::size_t table : some) {
    Statement& statement = known_[table];
    statement.start_with(std::string_view(subject.text()), from.ns);
    const std::size_t columns = tables[table]->columns.size();
    while (true) {
      MB_TRY(more, statement.step());
      if (!more) break;
      const Instant begin{statement.integer(0)};
      const std::int64_t end = statement.integer(1);
      Row row;
      for (std::size_t i = 0; i < columns; ++i) {
        row.push_back(statement.value(static_cast<int>(i) + 2));
      }
      std::vector<Value> key(row.begin(),
                             row.begin() + static_cast<std::ptrdiff_t>(tables[table]->key_columns));
      auto& segments = rows[{table, std::move(key)}];
      // The row before ended here, or there was a gap.
      if (!segments.empty() && segments.back().from == begin) segments.pop_back();
      segments.push_back({begin, std::move(row)});
      if (end != for_ever) segments.push_back({Instant{end}, std::nullopt});
    }
  }
  return rows;
}

Result<SubjectRows> RowKeeper::rewrite(Position position, Instant from, SubjectRows known,
                                       const SubjectRows& wanted) {
  SubjectRows after;
  const auto settle = [&](const SubjectRows::key_type& thing, const std::vector<Segment>& before,
                          const std::vector<Segment>& then) -> Result<void> {
    if (are_same(before, then)) return {};
    std::vector<Segment> segments;
    if (then.empty() || then.front().from != from) segments.push_back({from, std::nullopt});
    segments.insert(segments.end(), then.begin(), then.end());
    return writers_[thing.first].rewrite(position, thing.second, segments);
  };
  for (const auto& [thing, segments] : wanted) {
    auto then = from_then_on(segments, from);
    const auto found = known.find(thing);
    std::vector<Segment> before;
    if (found != known.end()) {
      before = from_then_on(found->second, from);
      known.erase(found);
    }
    MB_TRY_VOID(settle(thing, before, then));
    if (!then.empty()) after.emplace(thing, std::move(then));
  }
  for (const auto& [thing, segments] : known) {
    MB_TRY_VOID(settle(thing, from_then_on(segments, from), {}));
  }
  return after;
}

}  // namespace minutebook::projections::findings
