#include "projections/query/filter.h"
#include "projections/query/filter_lexer.h"

namespace minutebook::projections {
namespace {

std::string quoted(const std::string& text) {
  if (is_bare_word(text)) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string printed(const FilterValue& value) {
  const std::string first = quoted(value.spelling);
  return value.is_range() ? first + ".." + quoted(value.spelling_of_end) : first;
}

std::string_view sign_of(FilterOp op) {
  switch (op) {
    case FilterOp::equal:
      return " = ";
    case FilterOp::not_equal:
      return " != ";
    case FilterOp::less:
      return " < ";
    case FilterOp::at_most:
      return " <= ";
    case FilterOp::greater:
      return " > ";
    case FilterOp::at_least:
      return " >= ";
    case FilterOp::one_of:
      return " in ";
    case FilterOp::under:
      return " under ";
    case FilterOp::search:
      return " ~ ";
    case FilterOp::absent:
      return " is absent";
    case FilterOp::present:
      return " is present";
  }
  return "";
}

std::string comparison(const Filter& filter) {
  std::string out = filter.field + std::string(sign_of(filter.op));
  if (filter.values.size() == 1) return out + printed(filter.values.front());
  if (filter.values.empty()) return out;
  out += '(';
  for (std::size_t i = 0; i < filter.values.size(); ++i) {
    out += (i == 0 ? "" : ", ") + printed(filter.values[i]);
  }
  return out + ')';
}

/// A part of something else: in brackets when it is itself made of parts.
std::string part(const Filter& filter) {
  const std::string text = print_filter(filter);
  const bool chain = filter.form == Filter::Form::all_of || filter.form == Filter::Form::any_of;
  return chain ? "(" + text + ")" : text;
}

}  // namespace

std::string print_filter(const Filter& filter) {
  if (filter.form == Filter::Form::comparison) return comparison(filter);
  if (filter.form == Filter::Form::negation) return "not " + part(filter.parts.front());
  std::string out;
  for (const Filter& each : filter.parts) {
    if (!out.empty()) out += filter.form == Filter::Form::all_of ? " and " : " or ";
    out += part(each);
  }
  return out;
}

}  // namespace minutebook::projections
