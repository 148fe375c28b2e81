#include "ledger/store/lock_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>

#include "ledger/base/rfc3339.h"

namespace minutebook::store {
namespace {

constexpr std::size_t max_holder_bytes = 256;

std::string reason() { return std::generic_category().message(errno); }

/// The three lines that the holder wrote: process id, purpose, since when.
std::array<std::string, 3> read_holder(int descriptor) {
  std::array<char, max_holder_bytes> bytes{};
  const ssize_t size = ::pread(descriptor, bytes.data(), bytes.size(), 0);
  std::string_view text(bytes.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  std::array<std::string, 3> lines;
  for (std::string& line : lines) {
    const std::size_t end = text.find('\n');
    line = printable(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (line.empty()) line = "?";
  }
  return lines;
}

tl::unexpected<Error> held_by(const std::array<std::string, 3>& holder) {
  const auto& [pid, purpose, since] = holder;
  return fail(Errc::locked,
              "the ledger is in use by process " + pid + " (" + purpose + ") since " + since +
                  "; wait for it, or use a reading command",
              "账本自 " + since + " 起由进程 " + pid + "（" + purpose +
                  "）使用中；请等待其结束，或使用只读命令");
}

bool write_holder(int descriptor, std::string_view purpose, Instant now) {
  const std::string text = std::to_string(::getpid()) + "\n" + printable(purpose) + "\n" +
                           format_time({Instant{now.ns / 1'000'000'000 * 1'000'000'000}, 0}) + "\n";
  return ::ftruncate(descriptor, 0) == 0 &&
         ::pwrite(descriptor, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size());
}

}  // namespace

Result<LockFile> LockFile::acquire(const std::filesystem::path& file, std::string_view purpose,
                                   Instant now) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    return fail(Errc::io, "cannot lock the ledger: " + file.string() + ": " + reason(),
                "无法锁定账本：" + file.string() + "：" + reason());
  }
  LockFile lock(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) return held_by(read_holder(descriptor));
    return fail(Errc::io, "cannot lock the ledger: " + file.string() + ": " + reason(),
                "无法锁定账本：" + file.string() + "：" + reason());
  }
  if (!write_holder(descriptor, purpose, now)) {
    const Errc code = errno == ENOSPC ? Errc::no_space : Errc::io;
    return fail(code, "cannot write " + file.string() + ": " + reason(),
                "无法写入 " + file.string() + "：" + reason());
  }
  return lock;
}

LockFile& LockFile::operator=(LockFile&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

LockFile::~LockFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace minutebook::store
