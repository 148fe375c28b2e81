#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "ledger/base/result.h"

namespace minutebook::cli {

/// Standard output, buffered. A reader that goes away (`| head`) is not an error: closed() then
/// says so and further lines are dropped. One thread.
class Output {
 public:
  explicit Output(int fd) : fd_(fd) {}
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  ~Output();

  /// `text` and a newline.
  void line(std::string_view text);
  void write(std::string_view text);
  /// Everything written so far is with the operating system, or an error says why not.
  Result<void> flush();

  bool closed() const { return closed_; }
  /// False after a write that failed for another reason than a closed pipe.
  bool good() const { return error_ == 0; }

 private:
  int fd_;
  std::string buffer_;
  bool closed_ = false;
  int error_ = 0;
};

}  // namespace minutebook::cli
