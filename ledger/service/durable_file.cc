#include "ledger/service/durable_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace minutebook::service {
namespace fs = std::filesystem;

namespace {

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

tl::unexpected<Error> cannot(const std::string& en, const std::string& zh, const fs::path& path) {
  const int number = errno;
  const std::string said = std::generic_category().message(number);
  return fail(number == ENOSPC ? Errc::no_space : Errc::io,
              "cannot " + en + " " + path.string() + ": " + said,
              "无法" + zh + " " + path.string() + "：" + said);
}

Result<std::optional<std::string>> read_small_file(const fs::path& path, std::size_t max_bytes) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0 && errno == ENOENT) return std::nullopt;
  if (file < 0) return cannot("read", "读取", path);
  std::string bytes;
  char block[16 * 1024];
  ssize_t got = 0;
  while (bytes.size() <= max_bytes) {
    got = ::read(file, block, sizeof block);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    bytes.append(block, static_cast<std::size_t>(got));
  }
  const int number = errno;
  ::close(file);
  errno = number;
  if (got < 0) return cannot("read", "读取", path);
  if (bytes.size() > max_bytes) {
    const std::string limit = std::to_string(max_bytes);
    return fail(Errc::invalid_input, path.string() + " is larger than " + limit + " bytes",
                path.string() + " 超过 " + limit + " 字节");
  }
  return std::optional(std::move(bytes));
}

Result<void> write_synced(const fs::path& path, std::string_view bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return cannot("write", "写入", path);
  const bool written = write_all(file, bytes) && ::fsync(file) == 0;
  const int number = errno;
  ::close(file);
  errno = number;
  if (!written) return cannot("write", "写入", path);
  return {};
}

Result<void> replace_durably(const fs::path& path, std::string_view bytes) {
  fs::path draft = path;
  draft += ".new";
  MB_TRY_VOID(write_synced(draft, bytes));
  if (::rename(draft.c_str(), path.c_str()) != 0) return cannot("write", "写入", path);
  return sync_folder(path.has_parent_path() ? path.parent_path() : fs::path("."));
}

Result<void> sync_folder(const fs::path& path) {
  const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return cannot("open", "打开", path);
  const bool synced = ::fsync(folder) == 0;
  const int number = errno;
  ::close(folder);
  errno = number;
  if (!synced) return cannot("sync", "同步", path);
  return {};
}

}  // namespace minutebook::service
