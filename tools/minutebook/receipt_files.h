#pragma once

#include <cstddef>
#include <filesystem>
#include <mutex>
#include <vector>

#include "ledger/base/ids.h"
#include "ledger/base/result.h"
#include "ledger/service/ledger.h"
#include "ledger/service/outcome.h"

namespace minutebook::cli {

/// Receipts as files of one folder, POSITION.tlog-proof, for everything that a run recorded. They
/// are made at the end, when a checkpoint covers all of it. note() is thread-safe.
class ReceiptFiles {
 public:
  explicit ReceiptFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}

  void note(const service::Outcome& outcome);
  /// Writes them; gives their number. A folder that is not there is made.
  Result<std::size_t> write(const service::Ledger& ledger) const;

 private:
  std::filesystem::path folder_;
  mutable std::mutex mutex_;
  std::vector<Position> positions_;
};

}  // namespace minutebook::cli
