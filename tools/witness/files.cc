#include "tools/witness/files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

namespace minutebook::witness {
namespace {

namespace fs = std::filesystem;

class File {
 public:
  File(const fs::path& path, int flags) : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (fd_ >= 0) ::close(fd_);
  }
  bool is_open() const { return fd_ >= 0; }
  int get() const { return fd_; }

 private:
  int fd_;
};

tl::unexpected<Error> cannot(const char* en, const char* zh, const fs::path& file) {
  const int error = errno;
  const std::string why = std::generic_category().message(error);
  return fail(error == ENOSPC ? Errc::no_space : Errc::io,
              std::string("cannot ") + en + " " + file.string() + ": " + why,
              std::string("无法") + zh + " " + file.string() + "：" + why);
}

tl::unexpected<Error> cannot_read(const fs::path& file) { return cannot("read", "读取", file); }
tl::unexpected<Error> cannot_write(const fs::path& file) { return cannot("write", "写入", file); }

Result<void> ask(const FaultHook& fault, std::string_view step) {
  if (!fault) return {};
  return fault(step);
}

Result<void> write_all(const File& out, const fs::path& file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t put = ::write(out.get(), text.data(), text.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return cannot_write(file);
    text.remove_prefix(static_cast<std::size_t>(put));
  }
  if (::fsync(out.get()) != 0) return cannot_write(file);
  return {};
}

Result<void> sync_folder_of(const fs::path& file) {
  const File folder(file.parent_path(), O_RDONLY | O_DIRECTORY);
  if (!folder.is_open() || ::fsync(folder.get()) != 0) return cannot_write(file);
  return {};
}

Result<std::string> read_at(const File& in, const fs::path& file, off_t from, std::size_t size) {
  std::string text(size, '\0');
  std::size_t done = 0;
  while (done < size) {
    const ssize_t got =
        ::pread(in.get(), &text[done], size - done, from + static_cast<off_t>(done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return cannot_read(file);
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  text.resize(done);
  return text;
}

}  // namespace

Result<std::optional<std::string>> read_file(const fs::path& file, std::size_t limit) {
  const File in(file, O_RDONLY);
  if (!in.is_open() && errno == ENOENT) return std::nullopt;
  if (!in.is_open()) return cannot_read(file);
  MB_TRY(text, read_at(in, file, 0, limit + 1));
  if (text.size() > limit) {
    return fail(Errc::invalid_input, file.string() + " is too long", file.string() + " 过长");
  }
  return std::optional<std::string>(std::move(text));
}

Result<void> replace_file(const fs::path& file, std::string_view text, const FaultHook& fault) {
  const fs::path temporary = file.string() + ".new";
  MB_TRY_VOID(ask(fault, "write"));
  {
    const File out(temporary, O_WRONLY | O_CREAT | O_TRUNC);
    if (!out.is_open()) return cannot_write(temporary);
    MB_TRY_VOID(write_all(out, temporary, text));
  }
  MB_TRY_VOID(ask(fault, "rename"));
  if (::rename(temporary.c_str(), file.c_str()) != 0) return cannot_write(file);
  MB_TRY_VOID(ask(fault, "sync"));
  return sync_folder_of(file);
}

Result<void> append_line(const fs::path& file, std::string_view line, const FaultHook& fault) {
  MB_TRY_VOID(ask(fault, "append"));
  const File out(file, O_WRONLY | O_CREAT | O_APPEND);
  if (!out.is_open()) return cannot_write(file);
  struct stat status {};
  const bool is_new = ::fstat(out.get(), &status) == 0 && status.st_size == 0;
  MB_TRY_VOID(write_all(out, file, std::string(line) + "\n"));
  return is_new ? sync_folder_of(file) : Result<void>();
}

Result<std::optional<std::string>> last_line(const fs::path& file, std::size_t limit) {
  const File in(file, O_RDWR);
  if (!in.is_open() && errno == ENOENT) return std::nullopt;
  struct stat status {};
  if (!in.is_open() || ::fstat(in.get(), &status) != 0) return cannot_read(file);
  // A whole line, its newline, and as much again that a crash may have left of the next.
  const off_t wanted = static_cast<off_t>(2 * (limit + 1));
  const off_t from = std::max<off_t>(0, status.st_size - wanted);
  MB_TRY(text, read_at(in, file, from, static_cast<std::size_t>(status.st_size - from)));
  const std::size_t end = text.rfind('\n');
  const std::size_t whole = end == text.npos ? 0 : end + 1;
  if (end == text.npos && from > 0) {
    return fail(Errc::corruption, file.string() + ": its last line has no end",
                file.string() + "：末行没有结尾");
  }
  if (whole < text.size()) {
    const off_t size = from + static_cast<off_t>(whole);
    if (::ftruncate(in.get(), size) != 0 || ::fsync(in.get()) != 0) return cannot_write(file);
  }
  if (whole == 0) return std::nullopt;
  const std::size_t before = end == 0 ? text.npos : text.rfind('\n', end - 1);
  if (before == text.npos && from > 0) {
    return fail(Errc::corruption, file.string() + ": its last line is too long",
                file.string() + "：末行过长");
  }
  const std::size_t start = before == text.npos ? 0 : before + 1;
  return text.substr(start, end - start);
}

Result<FolderLock> FolderLock::acquire(const fs::path& folder) {
  const fs::path file = folder / "lock";
  const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return cannot("lock", "锁定", file);
  FolderLock lock(fd);
  if (::flock(fd, LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno != EWOULDBLOCK) return cannot("lock", "锁定", file);
  return fail(Errc::locked,
              "the witness in " + folder.string() + " is in use by another process; stop it first",
              folder.string() + " 中的见证程序正由另一进程使用；请先停止该进程");
}

FolderLock::FolderLock(FolderLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace minutebook::witness
