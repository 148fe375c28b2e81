#include "tools/minutebook/line_reader.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "ledger/base/limits.h"
#include "tools/minutebook/interrupt.h"

namespace minutebook::cli {
namespace {

constexpr std::size_t buffer_bytes = 256 * 1024;
constexpr int poll_ms = 200;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

tl::unexpected<Error> cannot_read(const std::string& name, int error) {
  const std::string why = std::strerror(error);
  const Errc code = error == ENOENT ? Errc::not_found : Errc::io;
  return fail(code, "cannot read " + name + ": " + why, "无法读取 " + name + "：" + why);
}

}  // namespace

LineReader::LineReader(std::string name, int fd, std::uint64_t size)
    : name_(std::move(name)), fd_(fd), size_(size), buffer_(buffer_bytes) {}

LineReader::LineReader(LineReader&& other) noexcept
    : name_(std::move(other.name_)),
      fd_(std::exchange(other.fd_, -1)),
      size_(other.size_),
      consumed_(other.consumed_),
      line_number_(other.line_number_),
      buffer_(std::move(other.buffer_)),
      begin_(other.begin_),
      end_(other.end_) {}

LineReader::~LineReader() {
  if (fd_ > STDERR_FILENO) close(fd_);
}

Result<LineReader> LineReader::open(const std::string& name) {
  const int fd = name == "-" ? STDIN_FILENO : ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return cannot_read(name, errno);
  struct stat status {};
  std::uint64_t size = 0;
  if (fstat(fd, &status) == 0) {
    if (S_ISDIR(status.st_mode)) {
      if (fd > STDERR_FILENO) close(fd);
      return cannot_read(name, EISDIR);
    }
    if (S_ISREG(status.st_mode)) size = static_cast<std::uint64_t>(status.st_size);
  }
  return LineReader(name == "-" ? "stdin" : name, fd, size);
}

/// False at the end of the input.
Result<bool> LineReader::fill() {
  while (true) {
    if (interrupted()) return fail(Errc::cancelled, "interrupted", "已中断");
    // Waiting in steps: the signal may have gone to another thread, or come just before the read.
    pollfd waiting{fd_, POLLIN, 0};
    const int ready = poll(&waiting, 1, poll_ms);
    if (ready == 0 || (ready < 0 && errno == EINTR)) continue;
    const ssize_t count = ::read(fd_, buffer_.data(), buffer_.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return cannot_read(name_, errno);
    begin_ = 0;
    end_ = static_cast<std::size_t>(count);
    return count > 0;
  }
}

bool LineReader::would_wait() const {
  const std::string_view rest(buffer_.data() + begin_, end_ - begin_);
  if (rest.find('\n') != std::string_view::npos) return false;
  pollfd waiting{fd_, POLLIN, 0};
  return poll(&waiting, 1, 0) == 0;
}

void LineReader::take(std::string_view part, Line& line) const {
  line.bytes += part.size();
  if (line.bytes > limits::max_line_bytes) {
    line.too_long = true;
    line.text.clear();
    line.text.shrink_to_fit();
  } else {
    line.text += part;
  }
}

Result<std::optional<Line>> LineReader::next() {
  Line line;
  bool any = false;
  while (true) {
    if (begin_ == end_) {
      MB_TRY(more, fill());
      if (!more) break;
    }
    any = true;
    const std::string_view rest(buffer_.data() + begin_, end_ - begin_);
    const std::size_t at = rest.find('\n');
    take(rest.substr(0, at), line);
    const std::size_t used = at == std::string_view::npos ? rest.size() : at + 1;
    begin_ += used;
    consumed_ += used;
    if (at != std::string_view::npos) break;
  }
  if (!any) return std::optional<Line>();
  line.number = ++line_number_;
  if (line.number == 1 && line.text.starts_with(byte_order_mark)) line.text.erase(0, 3);
  if (line.text.ends_with('\r')) line.text.pop_back();
  return std::optional<Line>(std::move(line));
}

}  // namespace minutebook::cli
