#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

#include "ledger/base/check.h"

namespace minutebook {

/// A folder for one test, removed at its end.
class TemporaryFolder {
 public:
  TemporaryFolder() : path_(std::filesystem::temp_directory_path() / "minutebook-XXXXXX") {
    std::string name = path_.string();
    MB_CHECK(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace minutebook
