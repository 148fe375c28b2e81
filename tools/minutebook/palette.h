#pragma once

#include <string>
#include <string_view>

namespace minutebook::cli {

/// Colours for people's output; leaves the text alone when off. Meaning never rests on colour.
class Palette {
 public:
  explicit Palette(bool on) : on_(on) {}
  std::string strong(std::string_view text) const { return paint("1", text); }
  std::string faint(std::string_view text) const { return paint("2", text); }
  std::string good(std::string_view text) const { return paint("32", text); }
  std::string bad(std::string_view text) const { return paint("31", text); }
  std::string mark(std::string_view text) const { return paint("33", text); }
  std::string name(std::string_view text) const { return paint("36", text); }

 private:
  std::string paint(std::string_view code, std::string_view text) const {
    if (!on_ || text.empty()) return std::string(text);
    return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
  }
  bool on_;
};

}  // namespace minutebook::cli
