#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tools/minutebook/output.h"
#include "tools/minutebook/palette.h"

namespace minutebook::cli {

enum class Align { left, right };

struct Column {
  std::string title;
  Align align = Align::left;
  /// Columns kept free from the first row on, for tables that are printed while they grow.
  std::size_t at_least = 0;
};

/// Rows under a header, aligned by display width. The last column is not padded, and goes on below
/// itself where the terminal ends; elsewhere a row is always one line.
class Table {
 public:
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}
  void add(std::vector<std::string> row);
  bool empty() const { return rows_.empty(); }
  /// Prints what was added since the last print; the header goes before the first. `terminal` is
  /// its width, 0 for none.
  void print(Output& out, const Palette& palette, std::size_t terminal);

 private:
  std::string format(const std::vector<std::string>& row, std::size_t terminal) const;
  void widen(const std::vector<std::string>& row);

  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
  bool header_printed_ = false;
};

}  // namespace minutebook::cli
