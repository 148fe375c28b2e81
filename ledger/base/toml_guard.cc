#include "ledger/base/toml_guard.h"

#include <algorithm>

namespace minutebook {
namespace {

constexpr std::string_view blanks = " \t\r";

bool begins_a_name(char c) {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return letter || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '"' || c == '\'';
}

void skip_blanks(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
}

/// What follows "[" at the beginning of a line.
bool names_a_table(std::string_view rest) {
  skip_blanks(rest);
  if (rest.starts_with('[')) {
    rest.remove_prefix(1);
    skip_blanks(rest);
  }
  return !rest.empty() && (rest.front() == ']' || begins_a_name(rest.front()));
}

bool is_one_of(char c, std::string_view characters) {
  return characters.find(c) != characters.npos;
}

/// A number at the beginning of `text` that is a whole one or a plain fraction.
bool is_plain_number(std::string_view text) {
  if (is_one_of(text.front(), "+-")) text.remove_prefix(1);
  const std::size_t end = std::min(text.find_first_of(" \t\r\n,]}#"), text.size());
  return text.substr(0, end).find_first_not_of("0123456789abcdefABCDEFxo_.") == text.npos;
}

/// A day at the beginning of `text` that ends its line: with anything behind it, the parser looks
/// for a time.
bool is_day_alone(std::string_view text) {
  constexpr std::string_view shape = "0000-00-00";
  if (text.size() < shape.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (shape[i] == '0' ? !digit : text[i] != shape[i]) return false;
  }
  text.remove_prefix(shape.size());
  return text.empty() || is_one_of(text.front(), "\r\n");
}

/// Bytes of the string that `text` begins with, quotes included. One that does not end is taken to
/// go on to the end of its line or of the text: the parser stops there, too.
std::size_t string_bytes(std::string_view text) {
  const char quote = text.front();
  const std::string_view three = quote == '"' ? R"(""")" : "'''";
  const bool several_lines = text.starts_with(three);
  std::size_t at = several_lines ? 3 : 1;
  for (; at < text.size(); ++at) {
    if (text[at] == '\n' && !several_lines) return at;
    if (text[at] == '\\' && quote == '"') {
      ++at;
    } else if (several_lines && text.substr(at).starts_with(three)) {
      at += 3;
      // Up to two quotes before the closing ones are the string's own.
      for (int own = 0; own < 2 && at < text.size() && text[at] == quote; ++own) ++at;
      return at;
    } else if (!several_lines && text[at] == quote) {
      return at + 1;
    }
  }
  return text.size();
}

}  // namespace

std::size_t line_that_toml_cannot_take(std::string_view text) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  std::size_t line = 1;
  char last = '\n';  // the one before that is no blank
  char last_in_lists = '\n';
  while (!text.empty()) {
    const char c = text.front();
    std::size_t used = 1;
    if (c == '\n') {
      ++line;
      last = c;
    } else if (c == '#') {
      used = std::min(text.find('\n'), text.size());
    } else if (c == '"' || c == '\'') {
      used = string_bytes(text);
      line += static_cast<std::size_t>(std::count(text.begin(), text.begin() + used, '\n'));
      last = last_in_lists = c;
    } else if (!is_one_of(c, blanks)) {
      if (c < ' ' || c > '~') return line;
      if (c == '[' && last == '\n' && !names_a_table(text.substr(1))) return line;
      if (c == '}' && is_one_of(last_in_lists, "[,")) return line;
      const bool number = (c >= '0' && c <= '9') || is_one_of(c, "+-");
      if (number && is_one_of(last_in_lists, "=[,") && !is_plain_number(text) &&
          !is_day_alone(text)) {
        return line;
      }
      last = last_in_lists = c;
    }
    text.remove_prefix(used);
  }
  return 0;
}

}  // namespace minutebook
