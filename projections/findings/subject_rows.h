#pragma once

#include <array>
#include <map>
#include <vector>

#include "projections/table_writer.h"

namespace minutebook::projections::findings {

/// The view's tables, by the place at which rows name them.
inline constexpr std::size_t finding_rows = 0;
inline constexpr std::size_t worklist_rows = 1;
inline constexpr std::size_t citation_rows = 2;
inline constexpr std::size_t table_count = 3;

/// What is so of one subject from a moment on, as long as nothing is recorded: of each thing that
/// there is a row of, by table and key.
using SubjectRows = std::map<std::pair<std::size_t, std::vector<Value>>, std::vector<Segment>>;

/// Adds that `row` is so from `from` on (none: nothing is). The first columns are the key.
void add_row(SubjectRows& rows, std::size_t table, Instant from, Row row);

/// Writes what changed about subjects, and nothing else. Borrows the database; one thread.
class RowKeeper {
 public:
  static Result<RowKeeper> prepare(const Database& database);

  /// What is known now of the subject from `from` on, in some of the tables.
  Result<SubjectRows> known(const Subject& subject, Instant from,
                            std::initializer_list<std::size_t> some);
  /// From the event at `position` on, this is what is so of the subject from `from` on: things that
  /// are not in `wanted` are not there then. Returns what is known afterwards from `from` on.
  Result<SubjectRows> rewrite(Position position, Instant from, SubjectRows known,
                              const SubjectRows& wanted);

 private:
  RowKeeper() = default;
  std::vector<TableWriter> writers_;
  std::vector<Statement> known_;
};

}  // namespace minutebook::projections::findings
