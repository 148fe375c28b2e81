#include "tools/report/page.h"

#include <fstream>
#include <system_error>

#include "tools/report/html.h"

namespace minutebook::report {
namespace {

constexpr std::string_view style = R"(
:root { color-scheme: light; }
body { font: 14px/1.5 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei",
  "WenQuanYi Zen Hei", system-ui, sans-serif; margin: 2em auto; max-width: 1600px; padding: 0 2em;
  color: #1a1a1a; background: #fff; }
h1 { font-size: 1.6em; margin: 0; }
h2 { font-size: 1.2em; margin: 2em 0 0.2em; border-bottom: 2px solid #1f4e79; color: #1f4e79; }
.note { color: #555; margin: 0.2em 0 0.8em; }
nav ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0.2em 1.2em; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.9em; }
th, td { border: 1px solid #bfbfbf; padding: 0.25em 0.6em; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; max-width: 32em; }
th { background: #dce6f1; overflow-wrap: normal; }
td { min-width: 2.5em; }
td.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
td.d, td:first-child { white-space: nowrap; }
tr.total td { font-weight: bold; background: #f2f2f2; border-top: 2px solid #7f7f7f; }
tbody tr:nth-child(even) td { background: #fafafa; }
@page { size: A4 landscape; margin: 12mm; }
@media print {
  body { margin: 0; padding: 0; max-width: none; font-size: 9px; }
  nav { display: none; }
  .wide { overflow: visible; }
  table { font-size: 0.8em; }
  th, td { padding: 0.1em 0.25em; }
  td.d, td:first-child { white-space: normal; }
  h2 { break-after: avoid; }
  tr { break-inside: avoid; }
  thead { display: table-header-group; }
}
)";

std::string_view class_of(Format format) {
  switch (format) {
    case Format::number:
    case Format::money:
    case Format::percent:
      return " class=\"n\"";
    case Format::day:
    case Format::time:
      return " class=\"d\"";
    case Format::text:
      return "";
  }
  return "";
}

void add_cell(const Cell& cell, Format format, std::int16_t zone, std::string& out) {
  out += "<td";
  out += class_of(format);
  out += ">" + escaped(text_of(cell, format, zone)) + "</td>";
}

void add_totals(const Report& report, const Sheet& sheet, std::string& out) {
  out += "<tr class=\"total\">";
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
    Cell total = sheet.total(i);
    if (i == 0 && std::holds_alternative<std::monostate>(total)) total = report.total_word;
    add_cell(total, sheet.columns[i].format, report.zone_offset_minutes, out);
  }
  out += "</tr>\n";
}

void add_sheet(const Report& report, const Sheet& sheet, std::string& out) {
  out += "<section id=\"" + escaped(sheet.name) + "\">\n<h2>" + escaped(sheet.title) +
         "</h2>\n<p class=\"note\">" + escaped(sheet.note) + "</p>\n";
  if (sheet.rows.empty()) {
    out += "<p>" + escaped(report.nothing_word) + "</p>\n</section>\n";
    return;
  }
  out += "<div class=\"wide\"><table>\n<thead><tr>";
  for (const Column& column : sheet.columns) {
    out += "<th scope=\"col\">" + escaped(column.title) + "</th>";
  }
  out += "</tr></thead>\n<tbody>\n";
  for (const Row& row : sheet.rows) {
    out += "<tr>";
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      add_cell(row.cells[i], sheet.format(row, i), report.zone_offset_minutes, out);
    }
    out += "</tr>\n";
  }
  if (sheet.has_totals()) add_totals(report, sheet, out);
  out += "</tbody>\n</table></div>\n</section>\n";
}

}  // namespace

std::string page_of(const Report& report) {
  const std::string title = escaped(report.title);
  std::string out = "<!doctype html>\n<html lang=\"";
  out += report.language == Language::en ? "en" : "zh-CN";
  out +=
      "\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\""
      " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
      title + "</title>\n<style>" + std::string(style) + "</style>\n</head>\n<body>\n<h1>" + title +
      "</h1>\n<p class=\"note\">" + escaped(report.subtitle) + "</p>\n<nav><ul>";
  for (const Sheet& sheet : report.sheets) {
    out += "<li><a href=\"#" + escaped(sheet.name) + "\">" + escaped(sheet.title) + "</a></li>";
  }
  out += "</ul></nav>\n";
  for (const Sheet& sheet : report.sheets) add_sheet(report, sheet, out);
  return out + "</body>\n</html>\n";
}

Result<void> write_page(const Report& report, const std::filesystem::path& file) {
  std::filesystem::path part = file;
  part += ".part";
  std::ofstream out(part, std::ios::binary | std::ios::trunc);
  out << page_of(report);
  out.close();
  std::error_code error;
  if (out.good()) {
    std::filesystem::rename(part, file, error);
    if (!error) return {};
  }
  std::error_code ignored;
  std::filesystem::remove(part, ignored);
  const std::string why = error ? ": " + error.message() : "";
  return fail(Errc::io, "cannot write " + file.string() + why, "无法写入 " + file.string() + why);
}

}  // namespace minutebook::report
