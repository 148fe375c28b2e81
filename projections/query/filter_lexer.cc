#include "projections/query/filter_lexer.h"

#include <array>

#include "ledger/base/limits.h"

namespace minutebook::projections {
namespace {

using Sort = FilterToken::Sort;

constexpr std::size_t shown_characters = 60;  // of a long filter, before and behind the place

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool is_of_word(char c) {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return letter || static_cast<unsigned char>(c) >= 0x80 ||
         std::string_view("_-+/.:#%@").find(c) != std::string_view::npos;
}

/// A character that does as another sign does, of three bytes in UTF-8.
struct Wide {
  std::string_view character;
  char means;
};
constexpr std::array wide{Wide{"（", '('}, Wide{"）", ')'}, Wide{"，", ','}, Wide{"、", ','},
                          Wide{"　", ' '}, Wide{"“", '"'},  Wide{"”", '"'},  Wide{"＝", '='},
                          Wide{"＜", '<'}, Wide{"＞", '>'}, Wide{"～", '~'}};

/// The sign at the start of a text, full-width or not, and its bytes.
struct Sign {
  char means = '\0';
  std::size_t bytes = 1;
};

Sign sign_at(std::string_view text) {
  if (static_cast<unsigned char>(text[0]) < 0x80) return {text[0], 1};
  for (const Wide& each : wide) {
    if (text.starts_with(each.character)) return {each.means, each.character.size()};
  }
  return {'\0', 1};
}

class Lexer {
 public:
  explicit Lexer(std::string_view filter) : filter_(filter) {}

  Result<std::vector<FilterToken>> all() {
    while (at_ < filter_.size()) {
      const Sign sign = sign_at(filter_.substr(at_));
      if (is_space(sign.means)) {
        at_ += sign.bytes;
      } else if (sign.means == '"') {
        MB_TRY_VOID(quoted(sign.bytes));
      } else if (filter_.substr(at_).starts_with("..")) {
        add(Sort::range, "..", 2);
      } else if (sign.means == '\0' || is_of_word(sign.means)) {
        word();
      } else {
        MB_TRY_VOID(mark(sign));
      }
    }
    add(Sort::end, "", 0);
    return std::move(tokens_);
  }

 private:
  void add(Sort sort, std::string text, std::size_t bytes) {
    tokens_.push_back(FilterToken{sort, std::move(text), at_});
    at_ += bytes;
  }

  void word() {
    std::size_t end = at_;
    while (end < filter_.size() && is_of_word(filter_[end]) &&
           !filter_.substr(end).starts_with("..")) {
      const Sign sign = sign_at(filter_.substr(end));
      if (static_cast<unsigned char>(filter_[end]) >= 0x80 && sign.means != '\0') break;
      ++end;
    }
    add(Sort::word, std::string(filter_.substr(at_, end - at_)), end - at_);
  }

  Result<void> mark(const Sign& sign) {
    switch (sign.means) {
      case '(':
        add(Sort::open, "(", sign.bytes);
        return {};
      case ')':
        add(Sort::close, ")", sign.bytes);
        return {};
      case ',':
        add(Sort::comma, ",", sign.bytes);
        return {};
      case '=':
      case '~':
        add(Sort::sign, std::string(1, sign.means), sign.bytes);
        return {};
      case '<':
      case '>':
      case '!': {
        const std::string_view rest = filter_.substr(at_ + sign.bytes);
        const Sign second = rest.empty() ? Sign{} : sign_at(rest);
        if (second.means == '=') {
          add(Sort::sign, std::string(1, sign.means) + "=", sign.bytes + second.bytes);
          return {};
        }
        if (sign.means != '!') {
          add(Sort::sign, std::string(1, sign.means), sign.bytes);
          return {};
        }
        break;
      }
      default:
        break;
    }
    const std::string shown = printable(filter_.substr(at_, 1));
    return filter_fault(filter_, at_,
                        {shown + " means nothing here; put text between quotation marks",
                         "此处不能使用 " + shown + "；文字请放在引号内"});
  }

  Result<void> quoted(std::size_t mark_bytes) {
    std::string text;
    for (std::size_t end = at_ + mark_bytes; end < filter_.size();) {
      const char c = filter_[end];
      // Marks of the other width are text.
      const Sign sign = sign_at(filter_.substr(end));
      if (sign.means == '"' && sign.bytes == mark_bytes) {
        add(Sort::quoted, std::move(text), end + sign.bytes - at_);
        return {};
      }
      if (c == '\\') {
        const char escaped = end + 1 < filter_.size() ? filter_[end + 1] : '\0';
        if (escaped != '"' && escaped != '\\') {
          return filter_fault(
              filter_, end,
              {R"(a backslash stands before " or \ only)", R"(反斜杠之后只能是 " 或 \)"});
        }
        text += escaped;
        end += 2;
        continue;
      }
      text += c;
      ++end;
    }
    return filter_fault(filter_, at_,
                        {"this quotation mark is not closed", "此引号没有配对的结束引号"});
  }

  std::string_view filter_;
  std::size_t at_ = 0;
  std::vector<FilterToken> tokens_;
};

std::size_t character_bytes(std::string_view text) {
  std::size_t bytes = 1;
  while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) ++bytes;
  return bytes;
}

/// The part of the filter around a place, and under it a caret. East Asian characters take two
/// columns, and so does the ideographic space that stands under each.
std::string drawing(std::string_view filter, std::size_t at) {
  std::vector<std::string> characters;
  std::size_t place = 0;
  for (std::size_t byte = 0; byte < filter.size(); byte += characters.back().size()) {
    if (byte <= at) place = characters.size();
    characters.emplace_back(filter.substr(byte, character_bytes(filter.substr(byte))));
  }
  if (at >= filter.size()) place = characters.size();
  const std::size_t first = place > shown_characters ? place - shown_characters : 0;
  std::string above = first > 0 ? "…" : "";
  std::string below = first > 0 ? " " : "";
  for (std::size_t i = first; i < characters.size() && i < place + shown_characters; ++i) {
    const std::string& character = characters[i];
    above += is_space(character[0]) ? " " : printable(character);
    if (i < place) below += static_cast<unsigned char>(character[0]) >= 0xE2 ? "　" : " ";
  }
  return "\n  " + above + "\n  " + below + "^";
}

std::size_t characters_in(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) == 0x80 ? 0 : 1;
  return count;
}

}  // namespace

Result<std::vector<FilterToken>> lex_filter(std::string_view filter) {
  if (filter.size() > limits::max_filter_bytes) {
    const std::string most = std::to_string(limits::max_filter_bytes);
    return fail(Errc::invalid_input, "a filter has at most " + most + " bytes",
                "筛选条件最多 " + most + " 字节");
  }
  if (!is_valid_utf8(filter) || has_control_characters(filter)) {
    return fail(Errc::invalid_input, "a filter is UTF-8 text without control characters",
                "筛选条件须为不含控制字符的 UTF-8 文本");
  }
  return Lexer(filter).all();
}

bool is_bare_word(std::string_view text) {
  const auto tokens = lex_filter(text);
  return tokens && tokens->size() == 2 && tokens->front().sort == Sort::word &&
         tokens->front().text == text;
}

tl::unexpected<Error> filter_fault(std::string_view filter, std::size_t at,
                                   const Bilingual& reason) {
  const std::string column = std::to_string(characters_in(filter.substr(0, at)) + 1);
  const std::string drawn = drawing(filter, at);
  return fail(Errc::invalid_input, "filter, column " + column + ": " + reason.en + drawn,
              "筛选条件第 " + column + " 列：" + reason.zh + drawn);
}

}  // namespace minutebook::projections
