#include "tools/minutebook/list_kinds.h"

#include <nlohmann/json.hpp>

#include "projections/query/kinds.h"
#include "tools/inspect/row_json.h"
#include "tools/minutebook/table.h"

namespace minutebook::cli {
namespace {

using inspect::Json;
using projections::Kind;

std::string_view name_of(projections::ColumnType type) {
  using projections::ColumnType;
  switch (type) {
    case ColumnType::number:
      return "number";
    case ColumnType::money:
      return "money";
    case ColumnType::share:
      return "share";
    case ColumnType::flag:
      return "flag";
    case ColumnType::text:
      return "text";
    case ColumnType::word:
      return "word";
    case ColumnType::subject:
      return "subject";
    case ColumnType::moment:
      return "moment";
    case ColumnType::day:
      return "day";
    case ColumnType::quarter:
      return "quarter";
    case ColumnType::position:
      return "position";
    case ColumnType::digest:
      return "digest";
  }
  return "text";
}

void print_json(Session& session, const Kind& kind) {
  const auto label = [](const std::string& en, const std::string& zh) {
    return Json{{"en", en}, {"zh-CN", zh}};
  };
  Json out = {{"list", std::string(kind.name)},
              {"label", label(kind_label(Language::en, kind), kind_label(Language::zh_cn, kind))},
              {"sort", std::string(kind.default_sort)},
              {"text", kind.has_text()},
              {"shared", kind.shared},
              {"fields", Json::array()}};
  for (const projections::Column& column : kind.table->columns) {
    Json field = {{"field", std::string(column.name)},
                  {"json", inspect::json_name(column)},
                  {"type", std::string(name_of(column.type))},
                  {"filter", column.indexed},
                  {"label", label(column_label(Language::en, kind, column.name),
                                  column_label(Language::zh_cn, kind, column.name))}};
    if (column.type == projections::ColumnType::word) {
      field["words"] = Json::array();
      for (const std::string_view word : projections::words_of(column.enumeration)) {
        field["words"].push_back(std::string(word));
      }
    }
    out["fields"].push_back(std::move(field));
  }
  session.out.line(out.dump());
}

/// The type, and of a word those that it can be, when they are few.
std::string type_text(const Session& session, const projections::Column& column) {
  constexpr std::size_t few = 24;
  std::string text = session.text("ui.list.type." + std::string(name_of(column.type)));
  const auto words = projections::words_of(column.enumeration);
  if (column.type != projections::ColumnType::word || words.size() > few) return text;
  text += session.text("ui.show.colon");
  for (std::size_t i = 0; i < words.size(); ++i) {
    text += (i == 0 ? "" : ", ") + std::string(words[i]);
  }
  return text;
}

void print_for_people(Session& session, const Kind& kind) {
  session.out.line(session.palette().strong(std::string(kind.name)) +
                   session.text("ui.show.colon") + kind_label(session.language(), kind));
  Table table({{session.text("ui.column.field")},
               {session.text("ui.list.label")},
               {session.text("ui.list.filter")},
               {session.text("ui.list.holds")}});
  for (const projections::Column& column : kind.table->columns) {
    table.add({std::string(column.name), column_label(session.language(), kind, column.name),
               session.text(column.indexed ? "ui.value.yes" : "ui.value.none"),
               type_text(session, column)});
  }
  if (kind.has_text()) {
    table.add({"text", session.text("ui.list.words"), "~", session.text("ui.list.words_help")});
  }
  table.print(session.out, session.palette(), session.columns());
}

}  // namespace

ExitStatus print_kinds(Session& session, const Kind* only) {
  bool first = true;
  for (const Kind& kind : projections::all_kinds()) {
    if (only != nullptr && &kind != only) continue;
    if (session.json()) {
      print_json(session, kind);
      continue;
    }
    if (!first) session.out.line("");
    first = false;
    print_for_people(session, kind);
  }
  return ExitStatus::done;
}

}  // namespace minutebook::cli
