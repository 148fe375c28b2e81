#include "tools/generate/ink.h"

#include <charconv>

namespace minutebook::generate {

void Ink::name(std::string_view name) {
  const char last = out_.back();
  if (last != '{' && last != '[') out_ += ',';
  if (name.empty()) return;
  out_ += '"';
  out_ += name;
  out_ += "\":";
}

void Ink::escaped(std::string_view value) {
  for (std::size_t from = 0;;) {
    const std::size_t special = value.find_first_of("\"\\\n", from);
    out_ += value.substr(from, special - from);
    if (special == std::string_view::npos) return;
    out_ += '\\';
    out_ += value[special] == '\n' ? 'n' : value[special];
    from = special + 1;
  }
}

Ink& Ink::text(std::string_view field, Pieces pieces) {
  name(field);
  out_ += '"';
  for (const std::string_view piece : pieces) escaped(piece);
  out_ += '"';
  return *this;
}

Ink& Ink::number(std::string_view field, std::int64_t value) {
  name(field);
  char digits[24];
  out_.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
  return *this;
}

Ink& Ink::flag(std::string_view field, bool value) {
  name(field);
  out_ += value ? "true" : "false";
  return *this;
}

Ink& Ink::day(std::string_view field, std::int64_t day) {
  name(field);
  out_ += '"';
  append_day(out_, day);
  out_ += '"';
  return *this;
}

Ink& Ink::time(std::string_view field, Minute moment) {
  name(field);
  out_ += '"';
  append_time(out_, moment);
  out_ += '"';
  return *this;
}

Ink& Ink::open(std::string_view field) {
  name(field);
  out_ += '{';
  return *this;
}

Ink& Ink::close() {
  out_ += '}';
  return *this;
}

Ink& Ink::list(std::string_view field) {
  name(field);
  out_ += '[';
  return *this;
}

Ink& Ink::item(std::string_view value) {
  name({});
  out_ += '"';
  escaped(value);
  out_ += '"';
  return *this;
}

Ink& Ink::end() {
  out_ += ']';
  return *this;
}

}  // namespace minutebook::generate
