#include "tools/export/ocel_json.h"

#include <nlohmann/json.hpp>
#include <unordered_map>
#include <utility>

namespace minutebook::exporting {
namespace {

using Json = nlohmann::ordered_json;
using projections::Database;
using projections::Statement;

const char* name_of(OcelForm form) {
  switch (form) {
    case OcelForm::integer:
      return "integer";
    case OcelForm::boolean:
      return "boolean";
    case OcelForm::time:
      return "time";
    case OcelForm::string:
      break;
  }
  return "string";
}

/// RFC 3339 of what ocel_time() made.
std::string json_time(std::string_view time) {
  std::string text(time);
  text[10] = 'T';
  return text + "Z";
}

std::string json_value(const Statement& row, int column, OcelForm form) {
  if (form == OcelForm::boolean) return row.integer(column) != 0 ? "true" : "false";
  if (form == OcelForm::time) return json_time(row.text(column));
  return std::string(row.text(column));
}

class Writer {
 public:
  Writer(const Database& database, DraftWriter& out) : database_(database), out_(out) {}

  Result<void> write() {
    MB_TRY_VOID(out_.write("{\n\"eventTypes\": ["));
    MB_TRY_VOID(types("event"));
    MB_TRY_VOID(out_.write("],\n\"objectTypes\": ["));
    MB_TRY_VOID(types("object"));
    MB_TRY_VOID(out_.write("],\n\"events\": ["));
    MB_TRY_VOID(
        items("SELECT ocel_id, ocel_type FROM event ORDER BY rowid",
              [&](const std::string& id, const std::string& type) { return event(id, type); }));
    MB_TRY_VOID(out_.write("],\n\"objects\": ["));
    MB_TRY_VOID(
        items("SELECT ocel_id, ocel_type FROM object ORDER BY ocel_id",
              [&](const std::string& id, const std::string& type) { return object(id, type); }));
    MB_TRY_VOID(out_.write("]\n}\n"));
    return out_.flush();
  }

 private:
  using Attributes = std::vector<OcelAttribute>;

  Result<void> types(const std::string& side) {
    MB_TRY(rows, database_.prepare("SELECT ocel_type FROM " + side + "_map_type ORDER BY 1"));
    first_ = true;
    while (true) {
      MB_TRY(more, rows.step());
      if (!more) return {};
      const std::string type(rows.text(0));
      const Attributes attributes =
          side == "event" ? ocel_event_attributes(type) : find_ocel_object_type(type)->attributes;
      Json list = Json::array();
      for (const OcelAttribute& each : attributes) {
        list.push_back({{"name", each.name}, {"type", name_of(each.form)}});
      }
      MB_TRY_VOID(item({{"name", type}, {"attributes", list}}));
      (side == "event" ? event_types_ : object_types_)[type] = attributes;
    }
  }

  template <typename Make>
  Result<void> items(const std::string& sql, const Make& make) {
    MB_TRY(rows, database_.prepare(sql));
    first_ = true;
    while (true) {
      MB_TRY(more, rows.step());
      if (!more) return {};
      MB_TRY(json, make(std::string(rows.text(0)), std::string(rows.text(1))));
      MB_TRY_VOID(item(json));
    }
  }

  Result<void> item(const Json& json) {
    MB_TRY_VOID(out_.write(first_ ? "\n" : ",\n"));
    first_ = false;
    return out_.write(json.dump(-1, ' ', false, Json::error_handler_t::replace));
  }

  Result<Json> event(const std::string& id, const std::string& type) {
    Json out = {{"id", id}, {"type", type}};
    MB_TRY(row, start("SELECT * FROM " + ocel_table("event", type) + " WHERE ocel_id = ?1", id));
    MB_TRY(found, row->step());
    if (!found) return missing(id);
    out["time"] = json_time(row->text(1));
    Json attributes = Json::array();
    int column = 2;
    for (const OcelAttribute& each : event_types_[type]) {
      if (!row->is_null(column)) {
        attributes.push_back({{"name", each.name}, {"value", json_value(*row, column, each.form)}});
      }
      ++column;
    }
    out["attributes"] = std::move(attributes);
    MB_TRY(relations, relations_of("SELECT ocel_object_id, ocel_qualifier FROM event_object "
                                   "WHERE ocel_event_id = ?1 ORDER BY rowid",
                                   id));
    out["relationships"] = std::move(relations);
    return out;
  }

  Result<Json> object(const std::string& id, const std::string& type) {
    Json out = {{"id", id}, {"type", type}};
    MB_TRY(row, start("SELECT * FROM " + ocel_table("object", type) +
                          " WHERE ocel_id = ?1 ORDER BY ocel_time, rowid",
                      id));
    Json attributes = Json::array();
    while (true) {
      MB_TRY(more, row->step());
      if (!more) break;
      int column = 3;
      for (const OcelAttribute& each : object_types_[type]) {
        if (!row->is_null(column)) {
          attributes.push_back({{"name", each.name},
                                {"time", json_time(row->text(1))},
                                {"value", json_value(*row, column, each.form)}});
        }
        ++column;
      }
    }
    out["attributes"] = std::move(attributes);
    MB_TRY(relations, relations_of("SELECT ocel_target_id, ocel_qualifier FROM object_object "
                                   "WHERE ocel_source_id = ?1 ORDER BY rowid",
                                   id));
    out["relationships"] = std::move(relations);
    return out;
  }

  Result<Json> relations_of(const std::string& sql, const std::string& id) {
    MB_TRY(rows, start(sql, id));
    Json out = Json::array();
    while (true) {
      MB_TRY(more, rows->step());
      if (!more) return out;
      out.push_back({{"objectId", rows->text(0)}, {"qualifier", rows->text(1)}});
    }
  }

  /// The statement, begun for that id; prepared once.
  Result<Statement*> start(const std::string& sql, const std::string& id) {
    auto found = statements_.find(sql);
    if (found == statements_.end()) {
      MB_TRY(prepared, database_.prepare(sql));
      found = statements_.emplace(sql, std::move(prepared)).first;
    }
    found->second.start_with(std::string_view(id));
    return &found->second;
  }

  tl::unexpected<Error> missing(const std::string& id) const {
    const std::string file = database_.file().string();
    return fail(Errc::corruption, file + " has lost " + id, file + " 丢失了 " + id);
  }

  const Database& database_;
  DraftWriter& out_;
  std::unordered_map<std::string, Statement> statements_;
  std::unordered_map<std::string, Attributes> event_types_;
  std::unordered_map<std::string, Attributes> object_types_;
  bool first_ = true;
};

}  // namespace

Result<void> write_ocel_json(const OcelDatabase& log, DraftWriter& out) {
  return Writer(log.database(), out).write();
}

}  // namespace minutebook::exporting
