#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "ledger/base/result.h"

namespace minutebook::exporting {

/// The place of a file that is being made: TARGET.new, which takes TARGET's place when it is whole.
/// Until then, and when it never is, TARGET is as it was. A resource.
class Draft {
 public:
  /// Makes the empty draft (0600). Errc::conflict when there is a file at `target` and not
  /// `replace`; Errc::invalid_input when what is there is not a file.
  static Result<Draft> make(const std::filesystem::path& target, bool replace);
  Draft(Draft&& other) noexcept;
  Draft& operator=(Draft&&) = delete;
  ~Draft();  ///< removes the draft unless it was put in place

  const std::filesystem::path& path() const { return path_; }
  /// Syncs the draft and puts it in place.
  Result<void> put_in_place();

 private:
  explicit Draft(std::filesystem::path target);
  std::filesystem::path target_;
  std::filesystem::path path_;
  bool here_ = false;
};

/// Writes a draft from its beginning, buffered. A resource; one thread.
class DraftWriter {
 public:
  /// Borrows the draft.
  static Result<DraftWriter> open(const Draft& draft);
  DraftWriter(DraftWriter&& other) noexcept;
  DraftWriter& operator=(DraftWriter&&) = delete;
  ~DraftWriter();

  Result<void> write(std::string_view text);
  /// Everything written is with the operating system.
  Result<void> flush();

 private:
  DraftWriter(std::filesystem::path path, int file) : path_(std::move(path)), file_(file) {}
  std::filesystem::path path_;
  int file_;
  std::string buffer_;
};

}  // namespace minutebook::exporting
