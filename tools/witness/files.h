#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/base/result.h"

/// Files whose writing is over only when the disk has it. Of this room only.
namespace minutebook::witness {

/// Asked before each step that changes the disk, by the step's name ("append", "write", "rename",
/// "sync"); an error stops there, as a crash would. Empty outside tests.
using FaultHook = std::function<Result<void>(std::string_view step)>;

/// The file's text, or nothing when there is no such file. Errc::invalid_input above `limit` bytes.
Result<std::optional<std::string>> read_file(const std::filesystem::path& file, std::size_t limit);

/// Replaces the file in one step: a crash leaves the old text or the new one.
Result<void> replace_file(const std::filesystem::path& file, std::string_view text,
                          const FaultHook& fault);

/// Adds `line` and a newline at the end, synced. A crash leaves nothing of it, all of it, or a part
/// that last_line() takes off.
Result<void> append_line(const std::filesystem::path& file, std::string_view line,
                         const FaultHook& fault);

/// The last whole line, or nothing when there is none; what follows its newline was torn by a crash
/// and is cut off. Errc::corruption when the line is longer than `limit`.
Result<std::optional<std::string>> last_line(const std::filesystem::path& file, std::size_t limit);

/// The exclusive right to a witness's folder, as long as the object lives: two processes with one
/// key could cosign a fork between them. The kernel gives it up when the process dies.
class FolderLock {
 public:
  /// Errc::locked when another process has it.
  static Result<FolderLock> acquire(const std::filesystem::path& folder);
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace minutebook::witness
