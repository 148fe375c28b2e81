#include "tools/export/ocel_database.h"

#include <utility>

namespace minutebook::exporting {
namespace {

using projections::Statement;
using projections::Value;

/// Of an object about which the log says nothing: the specification's time of what always was.
constexpr const char* always = "1970-01-01 00:00:00.000000";

constexpr const char* schema_sql = R"(
BEGIN;
CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);
CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT);
CREATE TABLE event (ocel_id TEXT PRIMARY KEY,
  ocel_type TEXT REFERENCES event_map_type (ocel_type));
CREATE TABLE object (ocel_id TEXT PRIMARY KEY,
  ocel_type TEXT REFERENCES object_map_type (ocel_type));
CREATE TABLE event_object (ocel_event_id TEXT REFERENCES event (ocel_id),
  ocel_object_id TEXT REFERENCES object (ocel_id), ocel_qualifier TEXT,
  PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier));
CREATE TABLE object_object (ocel_source_id TEXT REFERENCES object (ocel_id),
  ocel_target_id TEXT REFERENCES object (ocel_id), ocel_qualifier TEXT,
  PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier));
)";

std::string in_quotes(std::string_view name) { return '"' + std::string(name) + '"'; }

const char* column_type(OcelForm form) {
  switch (form) {
    case OcelForm::integer:
      return "INTEGER";
    case OcelForm::boolean:
      return "BOOLEAN";
    case OcelForm::time:
      return "TIMESTAMP";
    case OcelForm::string:
      break;
  }
  return "TEXT";
}

/// "INSERT INTO table (first, second, a, b) VALUES (?1, ?2, …)"
std::string insertion(const std::string& table, const std::string& columns,
                      const std::vector<OcelValue>& values) {
  std::string names = columns;
  std::string places = "?1, ?2";
  int place = 2;
  for (const OcelValue& each : values) {
    names += ", " + in_quotes(each.name);
    places += ", ?" + std::to_string(++place);
  }
  return "INSERT INTO " + table + " (" + names + ") VALUES (" + places + ")";
}

std::vector<Value> row_of(const std::string& id, const std::string& time,
                          const std::vector<OcelValue>& values) {
  std::vector<Value> row = {id, time};
  for (const OcelValue& each : values) row.push_back(each.value);
  return row;
}

std::string event_table(const std::string& type) { return ocel_table("event", type); }
std::string object_table(std::string_view type) { return ocel_table("object", type); }

}  // namespace

std::string ocel_table(std::string_view side, std::string_view type) {
  return in_quotes(std::string(side) + "_" + std::string(type));
}

Result<OcelDatabase> OcelDatabase::create(const std::filesystem::path& file) {
  MB_TRY(database, projections::Database::open(file, projections::OpenFor::writing));
  // The draft is thrown away whole when it fails, and synced when it is put in place: nothing in it
  // has to outlive a crash. Without a write-ahead log it is one file, readable on any medium.
  MB_TRY_VOID(database.execute("PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;"));
  MB_TRY_VOID(database.execute(schema_sql));
  return OcelDatabase(std::move(database));
}

Result<Statement*> OcelDatabase::statement(const std::string& sql) {
  const auto found = statements_.find(sql);
  if (found != statements_.end()) return &found->second;
  MB_TRY(prepared, database_.prepare(sql));
  return &statements_.emplace(sql, std::move(prepared)).first->second;
}

Result<void> OcelDatabase::run(const std::string& sql, const std::vector<Value>& values) {
  MB_TRY(prepared, statement(sql));
  return prepared->run(values);
}

Result<std::optional<Value>> OcelDatabase::first_cell(const std::string& sql,
                                                      const std::vector<Value>& values) {
  MB_TRY(prepared, statement(sql));
  prepared->start(values);
  MB_TRY(found, prepared->step());
  if (!found) return std::nullopt;
  std::optional<Value> cell = prepared->value(0);
  MB_TRY_VOID(prepared->run(values));  // an unfinished question would hold up the commit
  return cell;
}

Result<void> OcelDatabase::declare(const char* side, const std::string& type,
                                   std::span<const OcelAttribute> attributes) {
  const std::string name(side);
  if (!declared_.emplace(name + " " + type, true).second) return {};
  const bool is_object = name == "object";
  std::string columns = is_object ? "ocel_id TEXT" : "ocel_id TEXT PRIMARY KEY";
  columns += " REFERENCES " + name + " (ocel_id), ocel_time TIMESTAMP";
  if (is_object) columns += ", ocel_changed_field TEXT";
  for (const OcelAttribute& each : attributes) {
    columns += ", " + in_quotes(each.name) + " " + column_type(each.form);
  }
  const std::string table = ocel_table(side, type);
  MB_TRY_VOID(database_.execute("CREATE TABLE " + table + " (" + columns + ")"));
  if (is_object) {
    MB_TRY_VOID(database_.execute("CREATE INDEX " + ocel_table("history_of_object", type) + " ON " +
                                  table + " (ocel_id)"));
  }
  return run("INSERT INTO " + name + "_map_type VALUES (?1, ?1)", {type});
}

Result<void> OcelDatabase::note(const OcelObject& object) {
  const OcelObjectType& type = *find_ocel_object_type(object.type);
  MB_TRY_VOID(declare("object", std::string(type.name), type.attributes));
  MB_TRY_VOID(
      run("INSERT OR IGNORE INTO object VALUES (?1, ?2)", {object.id, std::string(object.type)}));
  if (database_.changes() > 0) ++objects_;
  return {};
}

Result<bool> OcelDatabase::has(std::string_view object) {
  MB_TRY(found, first_cell("SELECT 1 FROM object WHERE ocel_id = ?1", {std::string(object)}));
  return found.has_value();
}

Result<void> OcelDatabase::add(const OcelEvent& event) {
  MB_TRY_VOID(declare("event", event.type, ocel_event_attributes(event.type)));
  MB_TRY_VOID(run("INSERT INTO event VALUES (?1, ?2)", {event.id, event.type}));
  MB_TRY_VOID(run(insertion(event_table(event.type), "ocel_id, ocel_time", event.attributes),
                  row_of(event.id, event.time, event.attributes)));
  for (const OcelRelation& each : event.relations) {
    MB_TRY_VOID(note(each.object));
    MB_TRY_VOID(run("INSERT INTO event_object VALUES (?1, ?2, ?3)",
                    {event.id, each.object.id, each.qualifier}));
  }
  ++events_;
  return apply(event.changes, event.time);
}

Result<void> OcelDatabase::relate(const OcelChange& change) {
  for (const OcelRelation& each : change.links) {
    MB_TRY_VOID(note(each.object));
    MB_TRY_VOID(run("INSERT OR IGNORE INTO object_object VALUES (?1, ?2, ?3)",
                    {change.object.id, each.object.id, each.qualifier}));
  }
  return {};
}

Result<void> OcelDatabase::add_first_row(const OcelChange& change, const std::string& time) {
  return run(insertion(object_table(change.object.type), "ocel_id, ocel_time", change.values),
             row_of(change.object.id, time, change.values));
}

Result<void> OcelDatabase::apply(const std::vector<OcelChange>& changes, const std::string& time) {
  for (const OcelChange& change : changes) {
    MB_TRY_VOID(note(change.object));
    MB_TRY_VOID(relate(change));
    if (change.values.empty()) continue;
    MB_TRY(seen, first_cell("SELECT 1 FROM " + object_table(change.object.type) +
                                " WHERE ocel_id = ?1 LIMIT 1",
                            {change.object.id}));
    if (!seen) {
      MB_TRY_VOID(add_first_row(change, time));
      continue;
    }
    for (const OcelValue& value : change.values) {
      MB_TRY_VOID(set(change.object, value, time));
    }
  }
  return {};
}

Result<void> OcelDatabase::set(const OcelObject& object, const OcelValue& value,
                               const std::string& time) {
  const std::string table = object_table(object.type);
  const std::string column = in_quotes(value.name);
  const std::string of_field = " WHERE ocel_id = ?1 AND " + column + " IS NOT NULL";
  MB_TRY(now, first_cell(
                  "SELECT " + column + " FROM " + table + of_field + " ORDER BY rowid DESC LIMIT 1",
                  {object.id}));
  if (now && *now == value.value) return {};
  // An attribute has one value at a time: of two that were set at once, the later one counts.
  MB_TRY_VOID(run("UPDATE " + table + " SET " + column + " = ?2" + of_field + " AND ocel_time = ?3",
                  {object.id, value.value, time}));
  if (database_.changes() > 0) return {};
  return run("INSERT INTO " + table + " (ocel_id, ocel_time, ocel_changed_field, " + column +
                 ") VALUES (?1, ?2, ?3, ?4)",
             {object.id, time, value.name, value.value});
}

Result<void> OcelDatabase::finish() {
  for (const OcelObjectType& type : ocel_object_types()) {
    if (!declared_.contains("object " + std::string(type.name))) continue;
    const std::string table = object_table(type.name);
    MB_TRY_VOID(run("INSERT INTO " + table +
                        " (ocel_id, ocel_time) SELECT ocel_id, ?2 FROM object WHERE ocel_type = ?1 "
                        "AND ocel_id NOT IN (SELECT ocel_id FROM " +
                        table + ") ORDER BY ocel_id",
                    {std::string(type.name), std::string(always)}));
  }
  statements_.clear();
  return database_.execute("COMMIT;");
}

}  // namespace minutebook::exporting
