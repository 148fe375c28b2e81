#include "projections/query/cursor.h"

#include <algorithm>
#include <charconv>

#include "ledger/base/limits.h"
#include "ledger/crypto/base64.h"

namespace minutebook::projections {
namespace {

constexpr std::string_view format = "1";

tl::unexpected<Error> not_a_cursor() {
  return fail(Errc::invalid_input,
              "this is no cursor of a list: give the one that came with a page",
              "这不是列表游标：请使用随上一页给出的游标");
}

/// Reads lines from the front of a text; any that is not as it should be makes it fail for good.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}

  std::string_view line() {
    const std::size_t end = rest_.find('\n');
    if (end == std::string_view::npos) {
      failed_ = true;
      return {};
    }
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return line;
  }
  std::int64_t number() { return number_of(line()); }
  /// All that is left.
  Value value() {
    const char sort = rest_.empty() ? '\0' : rest_[0];
    const std::string_view text = rest_.substr(rest_.empty() ? 0 : 1);
    if (sort == 't') return std::string(text);
    if (sort == 'i') return number_of(text);
    failed_ = failed_ || sort != 'n' || !text.empty();
    return {};
  }
  bool failed() const { return failed_; }

 private:
  std::int64_t number_of(std::string_view text) {
    std::int64_t value = 0;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    // One number has one spelling.
    failed_ = failed_ || read.ec != std::errc() || std::to_string(value) != text;
    return value;
  }

  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace

std::string encode_cursor(const ListCursor& cursor) {
  std::string text(format);
  text += '\n' + cursor.question;
  for (const std::int64_t number : {cursor.version, cursor.known, cursor.valid_ns, cursor.id}) {
    text += '\n' + std::to_string(number);
  }
  text += '\n';
  if (const auto* number = std::get_if<std::int64_t>(&cursor.sort_value)) {
    text += 'i' + std::to_string(*number);
  } else if (const auto* words = std::get_if<std::string>(&cursor.sort_value)) {
    text += 't' + *words;
  } else {
    text += 'n';
  }
  std::string encoded = crypto::to_base64(as_bytes(text));
  std::ranges::replace(encoded, '+', '-');
  std::ranges::replace(encoded, '/', '_');
  encoded.erase(std::min(encoded.find('='), encoded.size()));
  return encoded;
}

Result<ListCursor> decode_cursor(std::string_view text) {
  const bool other_alphabet = text.find_first_of("+/=") != std::string_view::npos;
  if (text.empty() || text.size() > limits::max_cursor_bytes || other_alphabet) {
    return not_a_cursor();
  }
  std::string padded(text);
  padded.append((4 - padded.size() % 4) % 4, '=');
  const auto bytes = crypto::from_base64(padded);
  if (!bytes) return not_a_cursor();
  Lines lines(as_text(*bytes));
  const bool known_format = lines.line() == format;
  ListCursor cursor;
  cursor.question = lines.line();
  cursor.version = lines.number();
  cursor.known = lines.number();
  cursor.valid_ns = lines.number();
  cursor.id = lines.number();
  cursor.sort_value = lines.value();
  if (lines.failed() || !known_format) return not_a_cursor();
  return cursor;
}

}  // namespace minutebook::projections
