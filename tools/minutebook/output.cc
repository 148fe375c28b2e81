#include "tools/minutebook/output.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace minutebook::cli {
namespace {
constexpr std::size_t buffer_bytes = 64 * 1024;
}

Output::~Output() { static_cast<void>(flush()); }

void Output::line(std::string_view text) {
  write(text);
  write("\n");
}

void Output::write(std::string_view text) {
  if (closed_ || error_ != 0) return;
  buffer_ += text;
  if (buffer_.size() >= buffer_bytes) static_cast<void>(flush());
}

Result<void> Output::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty() && !closed_ && error_ == 0) {
    const ssize_t count = ::write(fd_, rest.data(), rest.size());
    if (count >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno == EPIPE) {
      closed_ = true;
    } else if (errno != EINTR) {
      error_ = errno;
    }
  }
  buffer_.clear();
  if (error_ == 0) return {};
  const std::string why = std::strerror(error_);
  return fail(error_ == ENOSPC ? Errc::no_space : Errc::io,
              "cannot write to standard output: " + why, "无法写入标准输出：" + why);
}

}  // namespace minutebook::cli
