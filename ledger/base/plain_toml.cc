#include "ledger/base/plain_toml.h"

#include <algorithm>

#include "ledger/base/text.h"

namespace minutebook {
namespace {

constexpr std::size_t max_digits = 19;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_word(char c) {
  return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
}

/// Reads from the front; each method takes what it names, or nothing and says so.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  std::size_t line() const { return line_; }
  bool at_end() const { return rest_.empty(); }

  bool take(char c) {
    skip_blanks();
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  /// A comment, if there is one, and the end of the line or of the text.
  bool end_of_line() {
    skip_blanks();
    if (rest_.starts_with('#')) rest_.remove_prefix(std::min(rest_.find('\n'), rest_.size()));
    if (rest_.empty()) return true;
    if (!rest_.starts_with('\n') && !rest_.starts_with("\r\n")) return false;
    rest_.remove_prefix(rest_.find('\n') + 1);
    ++line_;
    return true;
  }
  bool key() { return string() || !word().empty(); }
  bool scalar() {
    if (string()) return true;
    std::string_view found = word();
    if (found == "true" || found == "false") return true;
    if (found.starts_with('-')) found.remove_prefix(1);
    return !found.empty() && found.size() <= max_digits &&
           std::all_of(found.begin(), found.end(), is_digit);
  }
  bool array() {
    if (!take('[')) return false;
    while (skip_lines()) {
      if (take(']')) return true;
      if (!scalar() || !skip_lines()) return false;
      if (!take(',')) return take(']');
    }
    return false;
  }

 private:
  void skip_blanks() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t"), rest_.size()));
  }
  /// False at the end of the text.
  bool skip_lines() {
    while (!rest_.empty()) {
      if (!end_of_line()) return true;
    }
    return false;
  }
  std::string_view word() {
    skip_blanks();
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_word);
    const auto size = static_cast<std::size_t>(end - rest_.begin());
    const std::string_view found = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return found;
  }
  bool string() {
    skip_blanks();
    if (!rest_.starts_with('"') && !rest_.starts_with('\'')) return false;
    const char quote = rest_[0];
    if (rest_.substr(1, 2) == std::string(2, quote)) return false;  // of several lines
    for (std::size_t i = 1; i < rest_.size() && rest_[i] != '\n' && rest_[i] != '\r'; ++i) {
      if (rest_[i] == quote) {
        rest_.remove_prefix(i + 1);
        return true;
      }
      if (quote == '"' && rest_[i] == '\\' && i + 1 < rest_.size() &&
          static_cast<unsigned char>(rest_[i + 1]) >= 0x20)
        ++i;
    }
    return false;
  }

  std::string_view rest_;
  std::size_t line_ = 1;
};

bool take_line(Scanner& scanner) {
  if (scanner.end_of_line()) return true;
  if (scanner.take('[')) return scanner.key() && scanner.take(']') && scanner.end_of_line();
  return scanner.key() && scanner.take('=') && (scanner.array() || scanner.scalar()) &&
         scanner.end_of_line();
}

std::size_t line_of(std::string_view text, std::size_t at) {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(at);
  return 1 + static_cast<std::size_t>(std::count(text.begin(), end, '\n'));
}

}  // namespace

std::optional<std::size_t> line_past_plain_toml(std::string_view text) {
  const auto control = std::find_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\t' && c != '\r') ||
           c == 0x7F;
  });
  if (control != text.end()) {
    return line_of(text, static_cast<std::size_t>(control - text.begin()));
  }
  if (!is_valid_utf8(text)) return 1;
  Scanner scanner(text);
  while (!scanner.at_end()) {
    const std::size_t line = scanner.line();
    if (!take_line(scanner)) return std::max(line, scanner.line());
  }
  return std::nullopt;
}

}  // namespace minutebook
