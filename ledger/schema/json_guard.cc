#include "ledger/schema/json_guard.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "ledger/base/limits.h"

namespace minutebook::schema {
namespace {

/// Listens to the parser; stops it at the first fault.
class Guard final : public nlohmann::json_sax<nlohmann::json> {
 public:
  MaybeFault take_fault() { return std::move(fault_); }

  bool null() override { return value(); }
  bool boolean(bool) override { return value(); }
  bool number_integer(number_integer_t) override { return value(); }
  bool number_unsigned(number_unsigned_t) override { return value(); }
  bool string(string_t&) override { return value(); }
  bool binary(binary_t&) override { return value(); }
  bool number_float(number_float_t number, const string_t&) override {
    step();
    // Also catches what is too small for a double, which must not turn into a plain 0.
    if (number == 0.0) return stop(fault("write a whole number in digits", "请用数字写整数"));
    return true;
  }
  bool start_object(std::size_t) override { return open(false); }
  bool start_array(std::size_t) override { return open(true); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    auto& level = levels_[depth_ - 1];
    if (std::find(level.keys.begin(), level.keys.end(), name) != level.keys.end()) {
      level.last = std::move(name);
      return stop(fault("the field is there twice", "该字段重复出现"));
    }
    if (level.keys.size() == limits::max_json_object_fields) {
      return stop_here(fault("there are too many fields", "字段过多"));
    }
    level.keys.push_back(name);
    level.last = std::move(name);
    return true;
  }
  bool parse_error(std::size_t at, const std::string&,
                   const nlohmann::detail::exception& e) override {
    if (e.id == number_overflow_id) {
      step();
      return stop(fault("the number is out of range", "数值超出范围"));
    }
    error_at_ = at;
    return stop(fault("", ""));
  }

  /// Set on a syntax error: how many bytes had been read.
  std::optional<std::size_t> error_at() const { return error_at_; }

 private:
  static constexpr int number_overflow_id = 406;

  struct Level {
    bool array = false;
    std::size_t count = 0;  // items begun in an array
    std::string last;       // field begun in an object
    std::vector<std::string> keys;
  };

  void step() {
    if (depth_ > 0) ++levels_[depth_ - 1].count;
  }

  bool value() {
    step();
    return true;
  }

  bool open(bool array) {
    step();
    if (depth_ == limits::max_json_depth) {
      return stop(fault("it is nested too deeply", "嵌套层次过深"));
    }
    if (levels_.size() == depth_) levels_.emplace_back();  // levels are reused for their memory
    auto& level = levels_[depth_++];
    level.array = array;
    level.count = 0;
    level.last.clear();
    level.keys.clear();
    return true;
  }

  bool close() {
    --depth_;
    return true;
  }

  bool stop(Fault found) {
    for (std::size_t i = depth_; i-- > 0;) {
      const auto& level = levels_[i];
      if (level.array ? level.count > 0 : !level.last.empty()) {
        found = within(
            level.array ? "[" + std::to_string(level.count - 1) + "]" : printable(level.last, 64),
            std::move(found));
      }
    }
    fault_ = std::move(found);
    return false;
  }

  bool stop_here(Fault found) {
    levels_[depth_ - 1].last.clear();
    return stop(std::move(found));
  }

  std::vector<Level> levels_;
  std::size_t depth_ = 0;
  MaybeFault fault_;
  std::optional<std::size_t> error_at_;
};

std::size_t column_of(std::string_view text, std::size_t bytes_read) {
  const auto before = text.substr(0, bytes_read > 0 ? bytes_read - 1 : 0);
  const auto is_first = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  return static_cast<std::size_t>(std::count_if(before.begin(), before.end(), is_first)) + 1;
}

Fault syntax_fault(std::string_view text, std::size_t bytes_read, Fault found) {
  const std::size_t column = column_of(text, std::min(bytes_read, text.size() + 1));
  const std::string number = std::to_string(column);
  if (bytes_read > text.size()) {
    found.detail = {"the JSON text ends too early", "JSON 文本不完整"};
  } else if (!is_valid_utf8(text)) {
    found.detail = {"the text is not UTF-8 at character " + number,
                    "文本第 " + number + " 个字符处不是 UTF-8"};
  } else {
    found.detail = {"the text is not JSON at character " + number,
                    "文本第 " + number + " 个字符处不是 JSON"};
  }
  found.column = column;
  return found;
}

}  // namespace

MaybeFault guard_json(std::string_view text) {
  if (text.size() > limits::max_command_bytes) {
    const std::string bound = std::to_string(limits::max_command_bytes / 1024);
    return fault("it is larger than " + bound + " KiB", "超过 " + bound + " KiB");
  }
  // The parser takes a NUL for the end, and skips a byte order mark.
  const std::size_t nul = text.find('\0');
  if (nul != std::string_view::npos) return syntax_fault(text, nul + 1, fault("", ""));
  if (text.starts_with("\xEF\xBB\xBF")) return syntax_fault(text, 1, fault("", ""));
  Guard guard;
  nlohmann::json::sax_parse(text.begin(), text.end(), &guard);
  auto found = guard.take_fault();
  if (found && guard.error_at()) return syntax_fault(text, *guard.error_at(), std::move(*found));
  return found;
}

std::string without_unicode_escapes(std::string_view text) {
  return nlohmann::json::parse(text.begin(), text.end()).dump();
}

}  // namespace minutebook::schema
