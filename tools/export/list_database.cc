#include "tools/export/list_database.h"

#include <system_error>

namespace minutebook::exporting {
namespace {

namespace fs = std::filesystem;
using projections::ColumnType;
using projections::Database;

bool is_text(ColumnType type) {
  return type == ColumnType::text || type == ColumnType::word || type == ColumnType::subject ||
         type == ColumnType::digest;
}

struct TableSql {
  std::string create;
  std::string insert;
};

TableSql sql_of(const projections::Table& table) {
  TableSql sql{"CREATE TABLE \"" + std::string(table.name) + "\"(",
               "INSERT INTO \"" + std::string(table.name) + "\" VALUES("};
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const projections::Column& column = table.columns[i];
    sql.create += (i == 0 ? "\"" : ", \"") + std::string(column.name) +
                  (is_text(column.type) ? "\" TEXT" : "\" INTEGER");
    sql.insert += i == 0 ? "?" : ", ?";
  }
  sql.create += ") STRICT;\nCREATE TABLE about(name TEXT PRIMARY KEY, value TEXT) STRICT;\n";
  sql.insert += ")";
  return sql;
}

Result<void> write_facts(const Database& database, const Facts& facts) {
  MB_TRY(insert, database.prepare("INSERT INTO about VALUES(?1, ?2)"));
  for (const auto& [name, value] : facts) {
    MB_TRY_VOID(insert.run_with(std::string_view(name), std::string_view(value)));
  }
  return {};
}

Result<ListRead> fill(const projections::ViewsReader& views,
                      const projections::ListQuestion& question, Facts facts,
                      const fs::path& file) {
  MB_TRY(database, Database::open(file, projections::OpenFor::writing));
  const TableSql sql = sql_of(*question.kind->table);
  // One file that can be copied and opened where nothing may be written.
  MB_TRY_VOID(database.execute("PRAGMA journal_mode = DELETE;\nBEGIN;\n" + sql.create));
  MB_TRY(insert, database.prepare(sql.insert));
  MB_TRY(read,
         each_row(views, question, [&](const projections::Row& row) { return insert.run(row); }));
  facts.emplace_back("rows", std::to_string(read.rows));
  if (read.read_at) facts.emplace_back("position", std::to_string(read.read_at->value));
  facts.emplace_back("asOf", format_time({read.valid_at, question.zone_offset_minutes}));
  MB_TRY_VOID(write_facts(database, facts));
  MB_TRY_VOID(database.execute("COMMIT"));
  return read;
}

}  // namespace

Result<ListRead> write_list_database(const projections::ViewsReader& views,
                                     const projections::ListQuestion& question, const Facts& facts,
                                     const fs::path& file) {
  fs::path part = file;
  part += ".part";
  std::error_code error;
  fs::remove(part, error);
  auto read = fill(views, question, facts, part);
  if (!read) {
    fs::remove(part, error);
    return read;
  }
  fs::rename(part, file, error);
  if (!error) return read;
  return fail(Errc::io, "cannot write " + file.string() + ": " + error.message(),
              "无法写入 " + file.string() + "：" + error.message());
}

}  // namespace minutebook::exporting
