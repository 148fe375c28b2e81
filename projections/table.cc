#include "projections/table.h"

namespace minutebook::projections {
namespace {

std::string quoted(std::string_view name) { return '"' + std::string(name) + '"'; }

/// How a column reads for people in SQL.
std::string readable(const Column& column) {
  std::string name = quoted(column.name);
  switch (column.type) {
    case ColumnType::moment:
      return "strftime('%Y-%m-%dT%H:%M:%SZ', " + name + " / 1000000000, 'unixepoch') AS " + name;
    case ColumnType::day:
      return "date(" + name + " * 86400, 'unixepoch') AS " + name;
    case ColumnType::quarter:
      return "(" + name + " / 4) || 'Q' || (" + name + " % 4 + 1) AS " + name;
    case ColumnType::money:
    case ColumnType::share:
      return name + " / 100.0 AS " + name;
    default:
      return name;
  }
}

bool is_text(ColumnType type) {
  return type == ColumnType::text || type == ColumnType::word || type == ColumnType::subject ||
         type == ColumnType::digest;
}

}  // namespace

std::optional<std::size_t> Table::find(std::string_view column) const {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].name == column) return i;
  }
  return std::nullopt;
}

std::string create_table(const Table& table) {
  std::string sql = "CREATE TABLE " + std::string(table.name) +
                    "(id INTEGER PRIMARY KEY, knownFrom INTEGER NOT NULL,"
                    " knownUntil INTEGER NOT NULL, validFrom INTEGER NOT NULL,"
                    " validUntil INTEGER NOT NULL";
  for (const Column& column : table.columns) {
    sql += ", " + quoted(column.name) + (is_text(column.type) ? " TEXT" : " INTEGER");
  }
  sql += ") STRICT;\n";
  if (table.facts) return sql;
  sql += "CREATE INDEX " + std::string(table.name) + "_key ON " + std::string(table.name) + "(";
  for (const Column& column : table.columns.first(table.key_columns)) {
    sql += quoted(column.name) + ", ";
  }
  return sql + "knownUntil, validUntil);\n";
}

std::string current_rows(const Table& table, std::string_view alias) {
  const std::string of = alias.empty() ? "" : std::string(alias) + ".";
  std::string known = of + "knownUntil = 9223372036854775807";
  if (table.ahead) return known;
  return known + " AND " + of + "validUntil = 9223372036854775807";
}

std::string create_indexes(const Table& table) {
  const std::string name(table.name);
  std::string sql;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Column& column = table.columns[i];
    // The index by key begins with the first key column.
    if (!column.indexed || (i == 0 && !table.facts)) continue;
    std::string on = " ON " + name + "(" + quoted(column.name);
    if (!table.order.empty() && column.name != table.order) on += ", " + quoted(table.order);
    on += ")";
    const std::string index = "CREATE INDEX IF NOT EXISTS " + name + "_" + std::string(column.name);
    sql += index + on + ";\n";
    // Most rows are of the past. Those of now have an index that has nothing else in it.
    if (!table.facts) sql += index + "_current" + on + " WHERE " + current_rows(table) + ";\n";
  }
  return sql;
}

std::string create_now_view(const Table& table) {
  std::string sql = "CREATE VIEW " + std::string(table.name) + "_now AS SELECT ";
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    sql += (i == 0 ? "" : ", ") + readable(table.columns[i]);
  }
  return sql + " FROM " + std::string(table.name) +
         " WHERE knownUntil = 9223372036854775807 AND validFrom <= unixepoch() * 1000000000"
         " AND validUntil > unixepoch() * 1000000000;\n";
}

}  // namespace minutebook::projections
