#include "tools/report/quarterly.h"

#include "projections/query/quarterly.h"
#include "tools/report/parts.h"
#include "tools/report/words.h"

namespace minutebook::report {
namespace {

using projections::ColumnType;
using projections::Database;
using projections::QuarterlyColumn;
using projections::QuarterlyTable;
using projections::QuarterQuestion;
using projections::SubjectNames;

/// The label of a finding's status is the tools' own; those of other words are the schema's.
std::string word_of(Language language, const QuarterlyColumn& column, const std::string& word) {
  if (column.enumeration == "FindingStatus") return schema::label(language, "ui.finding." + word);
  return schema::enum_label(language, column.enumeration, word);
}

Result<Cell> cell_of(const QuarterlyColumn& column, const projections::Value& value,
                     SubjectNames& names, Language language) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    if (column.type == ColumnType::word) return Cell{word_of(language, column, *text)};
    if (column.type != ColumnType::subject) return Cell{*text};
    // Its heading says what kind of thing it is.
    if (column.name == "matter") return Cell{text->substr(text->find('/') + 1)};
    MB_TRY(name, names.of(*text));
    return Cell{std::move(name)};
  }
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    if (column.type != ColumnType::flag) return Cell{*number};
    return *number == 0 ? Cell{} : Cell{phrase(language, "yes")};
  }
  if (const auto* real = std::get_if<double>(&value)) return Cell{*real};
  return Cell{};
}

Result<Sheet> sheet_of(const QuarterlyTable& table, const Database& database,
                       const QuarterQuestion& question, SubjectNames& names) {
  const Language language = question.language;
  Sheet sheet;
  sheet.name = table.name;
  sheet.title = phrase(language, "sheet." + sheet.name);
  sheet.note = phrase(language, "note." + sheet.name);
  for (const QuarterlyColumn& column : table.columns) {
    Column out{std::string(column.name), phrase(language, "column." + std::string(column.name)),
               format_of(column.type)};
    if (column.total == projections::Total::sum) out.total = Total::sum;
    if (column.total == projections::Total::mean_by_respondents) {
      out.total = Total::weighted_mean;
      for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (table.columns[i].name == "respondents") out.weight = i;
      }
    }
    sheet.columns.push_back(std::move(out));
  }
  MB_TRY(rows, projections::ask(database, table.sql, question));
  for (const projections::Row& row : rows) {
    Row& out = sheet.rows.emplace_back();
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      MB_TRY(cell, cell_of(table.columns[i], row[i], names, language));
      out.cells.push_back(std::move(cell));
    }
  }
  return sheet;
}

/// Findings and what falls due are in a file that need not be there.
Result<bool> has_findings(const Database& database) {
  MB_TRY(there, database.integer_of("SELECT count(*) FROM pragma_table_list"
                                    " WHERE name IN ('findings', 'worklist')"));
  return there >= 2;
}

}  // namespace

Result<Report> quarterly_report(const Database& database, const QuarterQuestion& question,
                                const Provenance& provenance) {
  const Language language = question.language;
  MB_TRY(figures, key_figures(database, question));
  MB_TRY(findings, has_findings(database));
  Report report;
  const std::string quarter =
      phrase(language, "quarter",
             {std::to_string(question.quarter.year()), std::to_string(question.quarter.of_year())});
  report.title = phrase(language, "title", {figures.tree.front().name});
  report.subtitle = phrase(language, "subtitle", {quarter, std::to_string(question.known.value)});
  if (!provenance.whole) report.subtitle += phrase(language, "subtitle_not_over");
  report.language = language;
  report.zone_offset_minutes = question.zone_offset_minutes;
  report.made_from = provenance.recorded_at;
  report.total_word = phrase(language, "total");
  report.nothing_word = phrase(language, "nothing");
  report.sheets = {summary_sheet(figures, question), branch_sheet(figures, question),
                   step_sheet(figures, question)};
  SubjectNames names(database, question);
  for (const QuarterlyTable& table : projections::quarterly_tables()) {
    if (table.view == "findings" && !findings) continue;
    MB_TRY(sheet, sheet_of(table, database, question, names));
    report.sheets.push_back(std::move(sheet));
  }
  report.sheets.push_back(organization_sheet(figures, question));
  report.sheets.push_back(statistics_sheet(figures, question));
  report.sheets.push_back(about_sheet(figures, question, provenance));
  clean(report);
  return report;
}

}  // namespace minutebook::report
