#include "tools/export/list_book.h"

#include "tools/export/csv.h"
#include "tools/report/words.h"

namespace minutebook::exporting {
namespace {

using projections::Column;
using projections::ColumnType;
using report::Format;
using report::format_of;

/// A worksheet has 1,048,576 rows; some are headings.
constexpr std::uint64_t max_rows = 1'000'000;

report::Cell cell_of(const Column& column, const projections::Value& value, std::int16_t zone,
                     Language language) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    if (column.type == ColumnType::flag) {
      return *number == 0 ? report::Cell{} : report::Cell{report::phrase(language, "yes")};
    }
    if (format_of(column.type) != Format::text) return *number;
    return plain_text(column, value, zone);
  }
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return {};
  return column.type == ColumnType::word ? projections::word_label(language, column, *text) : *text;
}

report::Sheet about_sheet(const Facts& facts, const ListRead& read, Language language,
                          std::int16_t zone) {
  report::Sheet sheet{.name = "about",
                      .title = report::phrase(language, "sheet.about"),
                      .note = report::phrase(language, "note.about_list"),
                      .columns = {{"item", report::phrase(language, "column.item_of_about")},
                                  {"value", report::phrase(language, "column.text_of_about")}},
                      .rows = {},
                      .filtered = false};
  const auto add = [&](const std::string& name, const std::string& value) {
    sheet.rows.push_back({{report::phrase(language, "about_list." + name), value}});
  };
  for (const auto& [name, value] : facts) add(name, value);
  add("rows", std::to_string(read.rows));
  if (read.read_at) add("position", std::to_string(read.read_at->value));
  add("asOf", format_time({read.valid_at, zone}));
  return sheet;
}

}  // namespace

Result<report::Report> list_book(const projections::ViewsReader& views,
                                 const projections::ListQuestion& question, const Facts& facts,
                                 Language language) {
  const projections::Kind& kind = *question.kind;
  report::Sheet sheet{.name = std::string(kind.name),
                      .title = projections::kind_label(language, kind),
                      .note = question.where,
                      .columns = {},
                      .rows = {}};
  for (const Column& column : kind.table->columns) {
    const bool adds_up = column.type == ColumnType::money;
    sheet.columns.push_back(
        {std::string(column.name), projections::column_label(language, kind, column.name),
         format_of(column.type), adds_up ? report::Total::sum : report::Total::none});
  }
  MB_TRY(read, each_row(views, question, [&](const projections::Row& row) -> Result<void> {
           if (sheet.rows.size() == max_rows) {
             return fail(Errc::invalid_input,
                         "more than 1,000,000 rows: choose fewer with --where, or export csv",
                         "超过 1,000,000 行：请用 --where 缩小范围，或改用 export csv");
           }
           report::Row& out = sheet.rows.emplace_back();
           for (std::size_t i = 0; i < row.size(); ++i) {
             out.cells.push_back(
                 cell_of(kind.table->columns[i], row[i], question.zone_offset_minutes, language));
           }
           return {};
         }));
  report::Report report;
  report.title = sheet.title;
  const std::string position = read.read_at ? std::to_string(read.read_at->value) : "–";
  report.subtitle = report::phrase(language, "list_subtitle", {position});
  report.language = language;
  report.zone_offset_minutes = question.zone_offset_minutes;
  report.made_from = read.valid_at;
  report.total_word = report::phrase(language, "total");
  report.nothing_word = report::phrase(language, "nothing");
  // A sheet's name holds 31 characters, and no list's label is longer.
  report.sheets = {std::move(sheet),
                   about_sheet(facts, read, language, question.zone_offset_minutes)};
  report::clean(report);
  return report;
}

}  // namespace minutebook::exporting
