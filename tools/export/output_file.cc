#include "tools/export/output_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "ledger/service/durable_file.h"

namespace minutebook::exporting {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t buffer_bytes = 256 * 1024;

tl::unexpected<Error> cannot_write(const fs::path& path) {
  return service::cannot("write", "写入", path);
}

Result<void> check_target(const fs::path& target, bool replace) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(target, error);
  if (!fs::exists(status)) return {};
  const std::string name = target.string();
  if (!fs::is_regular_file(status)) {
    return fail(Errc::invalid_input, name + " is there and is not a file; choose another name",
                name + " 已存在且不是普通文件，请另取文件名");
  }
  if (replace) return {};
  return fail(Errc::conflict, name + " is there already; --force replaces it",
              name + " 已存在；使用 --force 可替换");
}

}  // namespace

Draft::Draft(fs::path target) : target_(std::move(target)), path_(target_) { path_ += ".new"; }

Draft::Draft(Draft&& other) noexcept
    : target_(std::move(other.target_)),
      path_(std::move(other.path_)),
      here_(std::exchange(other.here_, false)) {}

Draft::~Draft() {
  std::error_code ignored;
  if (here_) fs::remove(path_, ignored);
}

Result<Draft> Draft::make(const fs::path& target, bool replace) {
  MB_TRY_VOID(check_target(target, replace));
  Draft draft(target);
  const int file =
      ::open(draft.path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file < 0) return cannot_write(target);
  ::close(file);
  draft.here_ = true;
  return draft;
}

Result<void> Draft::put_in_place() {
  const int file = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return cannot_write(path_);
  const bool synced = ::fsync(file) == 0;
  const int number = errno;
  ::close(file);
  errno = number;
  if (!synced || ::rename(path_.c_str(), target_.c_str()) != 0) return cannot_write(target_);
  here_ = false;
  return service::sync_folder(target_.has_parent_path() ? target_.parent_path() : fs::path("."));
}

Result<DraftWriter> DraftWriter::open(const Draft& draft) {
  const int file = ::open(draft.path().c_str(), O_WRONLY | O_TRUNC | O_NOFOLLOW | O_CLOEXEC);
  if (file < 0) return cannot_write(draft.path());
  return DraftWriter(draft.path(), file);
}

DraftWriter::DraftWriter(DraftWriter&& other) noexcept
    : path_(std::move(other.path_)),
      file_(std::exchange(other.file_, -1)),
      buffer_(std::move(other.buffer_)) {}

DraftWriter::~DraftWriter() {
  if (file_ >= 0) ::close(file_);
}

Result<void> DraftWriter::write(std::string_view text) {
  buffer_ += text;
  if (buffer_.size() < buffer_bytes) return {};
  return flush();
}

Result<void> DraftWriter::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    const ssize_t count = ::write(file_, rest.data(), rest.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return cannot_write(path_);
    rest.remove_prefix(static_cast<std::size_t>(count));
  }
  buffer_.clear();
  return {};
}

}  // namespace minutebook::exporting
