#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "ledger/base/random.h"
#include "ledger/base/result.h"
#include "ledger/service/ledger.h"
#include "ledger/service/writer.h"

namespace minutebook::bench {

/// A ledger in a folder of its own, ready for observations on its partnerships; the folder goes
/// with the object.
class TrialLedger {
 public:
  /// Below `base`, which exists.
  static Result<std::unique_ptr<TrialLedger>> make(const std::filesystem::path& base);
  /// The same without partnerships or anything else beside the first event.
  static Result<std::unique_ptr<TrialLedger>> make_bare(const std::filesystem::path& base);
  TrialLedger(const TrialLedger&) = delete;
  TrialLedger& operator=(const TrialLedger&) = delete;
  ~TrialLedger();

  service::Ledger& ledger() { return *ledger_; }
  const std::filesystem::path& directory() const { return directory_; }
  /// A writer whose batches hold `batch` commands while the queue is full.
  Result<std::unique_ptr<service::Writer>> start_writer(std::size_t batch);
  /// Appends `count` observations, numbered from `first`.
  Result<void> fill(std::uint64_t first, std::uint64_t count);
  /// Signs everything that is in it.
  Result<void> sign_checkpoint();
  /// Flushes and opens it again, for a scan of what is on the disk.
  Result<void> reopen();

 private:
  explicit TrialLedger(std::filesystem::path directory) : directory_(std::move(directory)) {}
  Result<void> add_master_data();

  std::filesystem::path directory_;
  std::unique_ptr<service::Ledger> ledger_;
  SystemClock clock_;
  SystemRandom random_;
};

inline constexpr std::uint64_t trial_partnerships = 512;

/// `count` unsigned commands whose events have payloads of about 512 bytes, as the writer gets
/// them: read from JSON, numbered from `first`, each with an id of its own, spread over the
/// partnerships.
Result<std::vector<service::Prepared>> make_commands(std::uint64_t first, std::uint64_t count,
                                                     const service::KeyRing& keys);

/// The error for a command that the trial ledger should have taken.
tl::unexpected<Error> not_accepted(const service::Outcome& outcome);

}  // namespace minutebook::bench
