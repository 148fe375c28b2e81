#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/result.h"

namespace minutebook::cli {

/// A line without its end ("\n" or "\r\n").
struct Line {
  std::uint64_t number = 0;  ///< 1-based
  std::string text;          ///< empty when the line is too long
  std::uint64_t bytes = 0;   ///< of the whole line, also of one that is too long
  bool too_long = false;     ///< longer than limits::max_line_bytes; was skipped
};

/// Reads a file or standard input line by line in bounded memory, whatever the length of a line.
/// A resource; one thread.
class LineReader {
 public:
  /// `name` is a path, or "-" for standard input.
  static Result<LineReader> open(const std::string& name);
  LineReader(LineReader&& other) noexcept;
  LineReader& operator=(LineReader&&) = delete;
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;
  ~LineReader();

  /// The next line, none at the end, Errc::cancelled when SIGINT came first.
  Result<std::optional<Line>> next();

  /// Would next() have to wait for more to arrive?
  bool would_wait() const;

  const std::string& name() const { return name_; }
  std::uint64_t bytes_read() const { return consumed_; }
  /// Size of a regular file, 0 for a pipe or terminal.
  std::uint64_t size() const { return size_; }

 private:
  LineReader(std::string name, int fd, std::uint64_t size);
  Result<bool> fill();
  void take(std::string_view part, Line& line) const;

  std::string name_;
  int fd_;
  std::uint64_t size_;
  std::uint64_t consumed_ = 0;
  std::uint64_t line_number_ = 0;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace minutebook::cli
