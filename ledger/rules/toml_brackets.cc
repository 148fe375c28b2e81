#include "ledger/rules/toml_brackets.h"

#include <string>

namespace minutebook::rules {
namespace {

/// Past the string that begins at `at`; npos when it does not end, or not as TOML has it.
std::size_t end_of_string(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const std::string three(3, quote);
  const bool many_lines = text.substr(at, 3) == three;
  std::size_t i = at + (many_lines ? 3 : 1);
  while (i < text.size()) {
    if (quote == '"' && text[i] == '\\') {
      i += 2;
    } else if (many_lines && text.substr(i, 3) == three) {
      i += 3;
      for (int more = 0; more < 2 && i < text.size() && text[i] == quote; ++more) ++i;
      return i;
    } else if (!many_lines && text[i] == quote) {
      return i + 1;
    } else if (!many_lines && text[i] == '\n') {
      return std::string_view::npos;
    } else {
      ++i;
    }
  }
  return std::string_view::npos;
}

std::uint32_t line_at(std::string_view text, std::size_t at) {
  std::uint32_t line = 1;
  for (const char c : text.substr(0, at)) line += c == '\n' ? 1 : 0;
  return line;
}

/// Does the table header that begins at `at` name a table?
bool names_a_table(std::string_view text, std::size_t at) {
  constexpr std::string_view blank = " \t";
  at = text.find_first_not_of(blank, at + 1);
  if (at != std::string_view::npos && text[at] == '[') at = text.find_first_not_of(blank, at + 1);
  if (at == std::string_view::npos) return false;
  const char c = text[at];
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '"' || c == '\'';
}

/// Walks over a text, bracket by bracket.
class Brackets {
 public:
  /// Is the bracket at `at` where it may be?
  bool take(std::string_view text, std::size_t at) {
    const char c = text[at];
    if (c == '[' || c == '{') {
      const bool header = c == '[' && open_.empty() && line_is_blank_;
      open_ += c;
      return !header || names_a_table(text, at);
    }
    if (open_.empty() || open_.back() != (c == ']' ? '[' : '{')) return false;
    open_.pop_back();
    return true;
  }
  /// Every other character.
  void pass(char c) {
    line_is_blank_ = c == '\n' || (line_is_blank_ && (c == ' ' || c == '\t' || c == '\r'));
  }
  void pass_string() { line_is_blank_ = false; }

 private:
  std::string open_;
  bool line_is_blank_ = true;
};

}  // namespace

std::optional<std::uint32_t> line_of_wrong_bracket(std::string_view text) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  Brackets brackets;
  std::size_t i = text.starts_with(mark) ? mark.size() : 0;
  while (i < text.size()) {
    const char c = text[i];
    if (c == '"' || c == '\'') {
      i = end_of_string(text, i);
      if (i == std::string_view::npos) return std::nullopt;  // the parser says so
      brackets.pass_string();
      continue;
    }
    if (c == '#') {
      i = text.find('\n', i);
      if (i == std::string_view::npos) return std::nullopt;
      brackets.pass('\n');
    } else if (c == '[' || c == '{' || c == ']' || c == '}') {
      if (!brackets.take(text, i)) return line_at(text, i);
      brackets.pass(c);
    } else {
      brackets.pass(c);
    }
    ++i;
  }
  return std::nullopt;
}

}  // namespace minutebook::rules
