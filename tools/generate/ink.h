#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "tools/generate/calendar.h"

namespace minutebook::generate {

/// Pieces of a text, one after another; numbers are written beside.
using Pieces = std::initializer_list<std::string_view>;

/// Writes the inside of a JSON object, field after field. The caller keeps names and nesting
/// right; texts are escaped. Building a tree first would cost most of the time there is.
class Ink {
 public:
  explicit Ink(std::string& out) : out_(out) {}

  Ink& text(std::string_view name, Pieces pieces);
  Ink& text(std::string_view name, std::string_view value) { return text(name, {value}); }
  Ink& number(std::string_view name, std::int64_t value);
  Ink& flag(std::string_view name, bool value);
  Ink& day(std::string_view name, std::int64_t day);
  Ink& time(std::string_view name, Minute moment);

  /// An object as a field; without a name, as an item of a list.
  Ink& open(std::string_view name = {});
  Ink& close();
  Ink& list(std::string_view name);
  Ink& item(std::string_view value);
  Ink& end();

 private:
  void name(std::string_view name);
  void escaped(std::string_view value);

  std::string& out_;
};

}  // namespace minutebook::generate
