#pragma once

#include <filesystem>
#include <string_view>

#include "ledger/base/clock.h"
#include "ledger/base/result.h"

namespace minutebook::store {

/// The exclusive right to write to a ledger, held as long as the object lives. The kernel gives it
/// up when the process dies, however it dies; the file itself stays and means nothing unlocked.
class LockFile {
 public:
  /// Errc::locked names the process that holds it, what it does and since when. `purpose` is what
  /// this process will be shown as, such as "minutebook submit".
  static Result<LockFile> acquire(const std::filesystem::path& file, std::string_view purpose,
                                  Instant now);
  LockFile(LockFile&& other) noexcept : descriptor_(other.descriptor_) { other.descriptor_ = -1; }
  LockFile& operator=(LockFile&& other) noexcept;
  ~LockFile();

 private:
  explicit LockFile(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace minutebook::store
