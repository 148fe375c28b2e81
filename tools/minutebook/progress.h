#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "tools/minutebook/words.h"

namespace minutebook::cli {

/// How far a long command is, on stderr: a bar on a terminal, otherwise a line every few seconds;
/// nothing for what is over in a moment. One thread.
class Progress {
 public:
  struct Style {
    bool shown = true;
    Language language = Language::en;
  };
  /// `what` is the label of what is being done. `total` in the unit of `done`, 0 when unknown.
  Progress(Style style, std::string what, std::uint64_t total);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();

  /// `done` of the total, and how many items that is; cheap, prints only when it is time to.
  void update(std::uint64_t done, std::uint64_t items);
  /// Takes the bar off the terminal.
  void clear();
  double seconds() const;

 private:
  using Time = std::chrono::steady_clock::time_point;
  std::string text(std::uint64_t done, std::uint64_t items) const;

  Style style_;
  std::string what_;
  std::uint64_t total_;
  bool terminal_;
  bool drawn_ = false;
  Time start_;
  Time last_;
};

/// "1,234,567".
std::string grouped(std::uint64_t number);
/// "850 ms", "12.3 s", "4 min 10 s".
std::string duration_text(double seconds, Language language);

}  // namespace minutebook::cli
