#include "projections/query/sql.h"

namespace minutebook::projections {
namespace {

constexpr std::string_view unended = "9223372036854775807";

}  // namespace

Sql holds_at(const Table& table, std::string_view alias, const QuestionTime& time) {
  const std::string of = std::string(alias) + ".";
  Sql sql;
  if (table.facts) {
    // Known for good, and so for good.
    sql += of + "knownFrom <= ";
    sql.bind(time.known);
    sql += " AND " + of + "validFrom <= ";
    return sql.bind(time.valid.ns);
  }
  if (time.newest && (time.now || table.ahead)) {
    sql += current_rows(table, alias);
    // What was recorded last is so, even if its author's clock is some seconds ahead.
    if (!table.ahead) return sql;
  } else if (time.newest) {
    // As indexes have it. Constant, so that the planner knows it to be one value.
    sql += of + "knownUntil = " + std::string(unended);
  } else {
    sql += of + "knownFrom <= ";
    sql.bind(time.known);
    sql += " AND " + of + "knownUntil > ";
    sql.bind(time.known);
  }
  sql += " AND " + of + "validFrom <= ";
  sql.bind(time.valid.ns);
  sql += " AND " + of + "validUntil > ";
  return sql.bind(time.valid.ns);
}

std::string row_column(std::string_view name) { return "r.\"" + std::string(name) + '"'; }

Sql subtree(const std::vector<std::string>& organizations, const Sql& tree) {
  // One value however many they are; ids hold nothing that JSON would have to escape.
  std::string array = "[";
  for (const std::string& organization : organizations) {
    array += (array.size() == 1 ? "\"" : ",\"") + organization + '"';
  }
  Sql sql("(WITH RECURSIVE reached(subject) AS (SELECT value FROM json_each(");
  sql.bind(array + "]") += ")";
  // UNION, not UNION ALL: an irregular entry may have closed a circle.
  sql +=
      " UNION SELECT o.subject FROM register.organizations AS o"
      " JOIN reached ON o.parent = reached.subject WHERE ";
  sql += tree;
  return sql += ") SELECT subject FROM reached)";
}

}  // namespace minutebook::projections
