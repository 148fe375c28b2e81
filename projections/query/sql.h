#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/clock.h"
#include "projections/table.h"

/// SQL as queries put it together: text of ours with a `?` for every value, and the values in the
/// order of the marks. Nothing that a reader wrote is ever part of the text.
namespace minutebook::projections {

struct Sql {
  std::string text;
  std::vector<Value> values;

  Sql() = default;
  explicit Sql(std::string_view words) : text(words) {}
  Sql& operator+=(std::string_view words) {
    text += words;
    return *this;
  }
  Sql& operator+=(const Sql& other) {
    text += other.text;
    values.insert(values.end(), other.values.begin(), other.values.end());
    return *this;
  }
  /// A mark and its value.
  Sql& bind(Value value) {
    text += '?';
    values.push_back(std::move(value));
    return *this;
  }
};

/// The two times of a question.
struct QuestionTime {
  std::int64_t known = -1;  ///< the position of the last event known; -1: none
  Instant valid;            ///< when it was so
  bool newest = false;      ///< `known` is the last event in the rows
  bool now = false;         ///< nobody asked for another moment than the present one
};

/// Rows of `table`, called `alias`, that are so then as known then.
Sql holds_at(const Table& table, std::string_view alias, const QuestionTime& time);

/// A column of the rows called `r`.
std::string row_column(std::string_view name);

/// A list, in brackets, of the organizations given, which are well-formed subjects, and all below
/// them. `tree` chooses which organizations `o` exist, and where they belong.
Sql subtree(const std::vector<std::string>& organizations, const Sql& tree);

}  // namespace minutebook::projections
