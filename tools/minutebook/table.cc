#include "tools/minutebook/table.h"

#include <algorithm>

#include "ledger/base/check.h"
#include "tools/minutebook/display.h"

namespace minutebook::cli {
namespace {
constexpr std::size_t least_wrapped = 24;  // columns; narrower, the terminal wraps by itself
}

void Table::add(std::vector<std::string> row) {
  MB_CHECK_EQ(row.size(), columns_.size());
  for (std::string& cell : row) cell = one_line(cell);
  rows_.push_back(std::move(row));
}

void Table::widen(const std::vector<std::string>& row) {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    columns_[i].at_least = std::max(columns_[i].at_least, display_width(row[i]));
  }
}

std::string Table::format(const std::vector<std::string>& row, std::size_t terminal) const {
  std::string line;
  std::size_t used = 0;
  for (std::size_t i = 0; i + 1 < row.size(); ++i) {
    const std::size_t width = columns_[i].at_least;
    const std::size_t spaces = width - std::min(width, display_width(row[i]));
    const bool right = columns_[i].align == Align::right;
    line += (right ? std::string(spaces, ' ') + row[i] : padded(row[i], width)) + "  ";
    used += std::max(width, display_width(row[i])) + 2;
  }
  if (terminal < used + least_wrapped) return line + row.back();
  std::string rest = row.back();
  while (display_width(rest) > terminal - used) {
    const std::size_t cut = break_before(rest, terminal - used);
    line += rest.substr(0, cut) + "\n" + std::string(used, ' ');
    rest.erase(0, cut + (cut < rest.size() && rest[cut] == ' ' ? 1 : 0));
  }
  return line + rest;
}

void Table::print(Output& out, const Palette& palette, std::size_t terminal) {
  if (rows_.empty()) return;
  std::vector<std::string> titles;
  titles.reserve(columns_.size());
  for (const Column& column : columns_) titles.push_back(column.title);
  if (!header_printed_) widen(titles);
  for (const auto& row : rows_) widen(row);
  if (!header_printed_) out.line(palette.strong(format(titles, terminal)));
  header_printed_ = true;
  for (const auto& row : rows_) out.line(format(row, terminal));
  rows_.clear();
}

}  // namespace minutebook::cli
