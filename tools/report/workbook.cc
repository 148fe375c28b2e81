#include "tools/report/workbook.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <system_error>

namespace minutebook::report {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t ns_per_day = 86'400'000'000'000;
constexpr std::int64_t ns_per_minute = 60'000'000'000;
/// Days from 1899-12-30, the spreadsheets' day 0, to 1970-01-01.
constexpr double first_unix_day = 25'569;
/// Before 1900-03-01 spreadsheets count a day that never was.
constexpr double first_sound_day = 61;

constexpr lxw_row_t title_row = 0;
constexpr lxw_row_t note_row = 1;
constexpr lxw_row_t header_row = 2;
constexpr lxw_row_t first_row = 3;

/// In characters. Longer texts go on in the next line of their cell.
constexpr double least_width = 6;
constexpr double most_width = 30;
constexpr double most_width_of_prose = 90;
constexpr double header_lines = 3;
/// In points; a spreadsheet has no taller rows than the last.
constexpr double line_height = 15;
constexpr double most_height = 405;
/// What a workbook can hold in a cell, with room for the mark of what was cut.
constexpr std::size_t max_cell_bytes = 32'000;

/// The looks of cells, made once a workbook.
class Looks {
 public:
  explicit Looks(lxw_workbook* book)
      : title_(workbook_add_format(book)),
        note_(workbook_add_format(book)),
        header_(workbook_add_format(book)) {
    format_set_bold(title_);
    format_set_font_size(title_, 14);
    format_set_font_color(note_, 0x606060);
    format_set_bold(header_);
    format_set_text_wrap(header_);
    format_set_align(header_, LXW_ALIGN_CENTER);
    format_set_align(header_, LXW_ALIGN_VERTICAL_CENTER);
    format_set_bg_color(header_, 0xDCE6F1);
    format_set_border(header_, LXW_BORDER_THIN);
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      cells_[i] = cell(book, static_cast<Format>(i));
      totals_[i] = cell(book, static_cast<Format>(i));
      format_set_bold(totals_[i]);
      format_set_bg_color(totals_[i], 0xF2F2F2);
      format_set_top(totals_[i], LXW_BORDER_MEDIUM);
    }
  }

  lxw_format* title() const { return title_; }
  lxw_format* note() const { return note_; }
  lxw_format* header() const { return header_; }
  lxw_format* cell(Format format) const { return cells_[static_cast<std::size_t>(format)]; }
  lxw_format* total(Format format) const { return totals_[static_cast<std::size_t>(format)]; }

 private:
  static lxw_format* cell(lxw_workbook* book, Format format) {
    constexpr std::array patterns{"@",     "#,##0",      "#,##0.00",
                                  "0.00%", "yyyy-mm-dd", "yyyy-mm-dd hh:mm"};
    lxw_format* const look = workbook_add_format(book);
    format_set_border(look, LXW_BORDER_THIN);
    format_set_border_color(look, 0xBFBFBF);
    format_set_align(look, LXW_ALIGN_VERTICAL_TOP);
    format_set_num_format(look, patterns[static_cast<std::size_t>(format)]);
    if (format == Format::text) format_set_text_wrap(look);
    if (format == Format::day || format == Format::time) format_set_align(look, LXW_ALIGN_CENTER);
    return look;
  }

  lxw_format* title_;
  lxw_format* note_;
  lxw_format* header_;
  std::array<lxw_format*, 6> cells_{};
  std::array<lxw_format*, 6> totals_{};
};

/// A number as a spreadsheet holds it.
double cell_number(double value, Format format, std::int16_t zone_offset_minutes) {
  switch (format) {
    case Format::money:
      return value / 100;
    case Format::percent:
      return value / 10'000;
    case Format::day:
      return value + first_unix_day;
    case Format::time:
      return (value + static_cast<double>(zone_offset_minutes * ns_per_minute)) /
                 static_cast<double>(ns_per_day) +
             first_unix_day;
    default:
      return value;
  }
}

std::string fitting(const std::string& text) {
  if (text.size() <= max_cell_bytes) return text;
  std::size_t end = max_cell_bytes;
  while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

/// Columns of the longest word that nothing breaks; Chinese breaks anywhere.
double longest_word(const std::string& text) {
  std::size_t longest = 0;
  std::size_t length = 0;
  for (const char byte : text) {
    const bool in_word = byte != ' ' && static_cast<unsigned char>(byte) < 0x80;
    length = in_word ? length + 1 : 0;
    longest = std::max(longest, length);
  }
  return static_cast<double>(longest);
}

/// "D": the letters of a column.
std::string letters(std::size_t column) {
  std::string out;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    out.insert(out.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return out;
}

/// One worksheet being written. Rows go from the top down: the library keeps one at a time.
class SheetWriter {
 public:
  SheetWriter(const Report& report, const Sheet& sheet, const Looks& looks, lxw_worksheet* out)
      : report_(report), sheet_(sheet), looks_(looks), out_(out) {}

  void write() {
    set_up_page();
    set_widths();
    worksheet_write_string(out_, title_row, 0, (report_.title + " · " + sheet_.title).c_str(),
                           looks_.title());
    worksheet_write_string(out_, note_row, 0, (report_.subtitle + " · " + sheet_.note).c_str(),
                           looks_.note());
    write_header();
    lxw_row_t row = first_row;
    for (const Row& each : sheet_.rows) write_row(row++, each);
    if (sheet_.rows.empty()) {
      worksheet_write_string(out_, row, 0, report_.nothing_word.c_str(), looks_.note());
    } else if (sheet_.has_totals()) {
      write_totals(row);
    }
  }

 private:
  void set_up_page() {
    worksheet_set_landscape(out_);
    worksheet_set_paper(out_, 9);  // A4
    worksheet_set_margins(out_, 0.4, 0.4, 0.5, 0.6);
    worksheet_fit_to_pages(out_, 1, 0);
    worksheet_repeat_rows(out_, header_row, header_row);
    worksheet_freeze_panes(out_, first_row, 1);
    worksheet_set_footer(out_, "&L&A&R&P / &N");
    if (!sheet_.filtered || sheet_.rows.empty()) return;
    worksheet_autofilter(out_, header_row, 0,
                         header_row + static_cast<lxw_row_t>(sheet_.rows.size()),
                         static_cast<lxw_col_t>(sheet_.columns.size() - 1));
  }

  void set_widths() {
    for (std::size_t i = 0; i < sheet_.columns.size(); ++i) {
      const Column& column = sheet_.columns[i];
      // Beside the last line of a header stands the sign of its filter.
      double width = std::max(static_cast<double>(width_of(column.title)) / header_lines + 3,
                              longest_word(column.title) + 2);
      for (const Row& row : sheet_.rows) {
        const auto text = text_of(row.cells[i], sheet_.format(row, i), report_.zone_offset_minutes);
        width = std::max(width, static_cast<double>(width_of(text)) + 1.5);
      }
      const auto total = text_of(sheet_.total(i), column.format, report_.zone_offset_minutes);
      width = std::max(width, static_cast<double>(width_of(total)) + 3);
      const double most = sheet_.columns.size() == 2 ? most_width_of_prose : most_width;
      widths_.push_back(std::clamp(width, least_width, most));
      const auto at = static_cast<lxw_col_t>(i);
      worksheet_set_column(out_, at, at, widths_.back(), nullptr);
    }
  }

  /// Lines that a text takes in a column.
  double lines(const std::string& text, std::size_t column) const {
    return std::max(1.0, std::ceil((static_cast<double>(width_of(text)) + 1) / widths_[column]));
  }

  /// Readers do not all work it out by themselves. Before the row's cells.
  void set_height(lxw_row_t row, double lines) {
    if (lines > 1) {
      worksheet_set_row(out_, row, std::min(lines * line_height, most_height), nullptr);
    }
  }

  void write_header() {
    double most = 1;
    for (std::size_t i = 0; i < sheet_.columns.size(); ++i) {
      most = std::max(most, lines(sheet_.columns[i].title + "   ", i));
    }
    set_height(header_row, most);
    for (std::size_t i = 0; i < sheet_.columns.size(); ++i) {
      worksheet_write_string(out_, header_row, static_cast<lxw_col_t>(i),
                             sheet_.columns[i].title.c_str(), looks_.header());
    }
  }

  void write_row(lxw_row_t row, const Row& values) {
    double most = 1;
    for (std::size_t i = 0; i < values.cells.size(); ++i) {
      const auto* text = std::get_if<std::string>(&values.cells[i]);
      if (text != nullptr) most = std::max(most, lines(*text, i));
    }
    set_height(row, most);
    for (std::size_t i = 0; i < values.cells.size(); ++i) {
      write_cell(row, i, values.cells[i], sheet_.format(values, i));
    }
  }

  void write_cell(lxw_row_t row, std::size_t column, const Cell& cell, Format format) {
    const auto at = static_cast<lxw_col_t>(column);
    double number = 0;
    if (const auto* text = std::get_if<std::string>(&cell)) {
      worksheet_write_string(out_, row, at, fitting(*text).c_str(), looks_.cell(Format::text));
      return;
    }
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
      number = static_cast<double>(*whole);
    } else if (const auto* real = std::get_if<double>(&cell)) {
      number = *real;
    } else {
      worksheet_write_blank(out_, row, at, looks_.cell(format));
      return;
    }
    const double value = cell_number(number, format, report_.zone_offset_minutes);
    const bool is_date = format == Format::day || format == Format::time;
    if (is_date && value < first_sound_day) {
      worksheet_write_string(out_, row, at,
                             text_of(cell, format, report_.zone_offset_minutes).c_str(),
                             looks_.cell(Format::text));
      return;
    }
    worksheet_write_number(out_, row, at, value, looks_.cell(format));
  }

  /// "D4:D9": the rows of a column.
  std::string range(std::size_t column) const {
    const std::string name = letters(column);
    return name + std::to_string(first_row + 1) + ":" + name +
           std::to_string(first_row + sheet_.rows.size());
  }

  void write_totals(lxw_row_t row) {
    for (std::size_t i = 0; i < sheet_.columns.size(); ++i) {
      const Column& column = sheet_.columns[i];
      const auto at = static_cast<lxw_col_t>(i);
      const Cell total = sheet_.total(i);
      lxw_format* const look = looks_.total(column.format);
      double value = 0;
      if (const auto* whole = std::get_if<std::int64_t>(&total)) {
        value = static_cast<double>(*whole);
      } else if (const auto* real = std::get_if<double>(&total)) {
        value = *real;
      } else if (i == 0) {
        worksheet_write_string(out_, row, at, report_.total_word.c_str(), look);
        continue;
      } else {
        worksheet_write_blank(out_, row, at, look);
        continue;
      }
      const std::string formula = column.total == Total::sum
                                      ? "=SUM(" + range(i) + ")"
                                      : "=SUMPRODUCT(" + range(i) + "," + range(column.weight) +
                                            ")/SUM(" + range(column.weight) + ")";
      worksheet_write_formula_num(out_, row, at, formula.c_str(), look,
                                  cell_number(value, column.format, 0));
    }
  }

  const Report& report_;
  const Sheet& sheet_;
  const Looks& looks_;
  lxw_worksheet* out_;
  std::vector<double> widths_;
};

tl::unexpected<Error> cannot_write(const fs::path& file, const std::string& why) {
  const Errc code = errno == ENOSPC ? Errc::no_space : Errc::io;
  return fail(code, "cannot write " + file.string() + ": " + why,
              "无法写入 " + file.string() + "：" + why);
}

}  // namespace

Result<void> write_workbook(const Report& report, const fs::path& file) {
  fs::path part = file;
  part += ".part";
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  errno = 0;
  lxw_workbook* const book = workbook_new_opt(part.c_str(), &options);
  if (book == nullptr) return cannot_write(file, "out of memory");
  std::string title = report.title;
  std::string subject = report.subtitle;
  std::string program = "minutebook";
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.subject = subject.data();
  properties.author = program.data();
  properties.created = static_cast<time_t>(report.made_from.ns / 1'000'000'000);
  workbook_set_properties(book, &properties);
  const Looks looks(book);
  for (const Sheet& sheet : report.sheets) {
    lxw_worksheet* const out = workbook_add_worksheet(book, sheet.title.c_str());
    if (out == nullptr) {
      workbook_close(book);
      return cannot_write(file, "no sheet can be called " + sheet.title);
    }
    SheetWriter(report, sheet, looks, out).write();
  }
  const lxw_error closed = workbook_close(book);
  std::error_code error;
  if (closed != LXW_NO_ERROR) {
    auto failed = cannot_write(file, lxw_strerror(closed));
    fs::remove(part, error);
    return failed;
  }
  fs::rename(part, file, error);
  if (error) return cannot_write(file, error.message());
  return {};
}

}  // namespace minutebook::report
