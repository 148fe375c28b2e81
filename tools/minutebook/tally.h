#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "ledger/service/outcome.h"
#include "tools/minutebook/outcome_json.h"
#include "tools/minutebook/session.h"

namespace minutebook::cli {

/// Prints each outcome as it comes, counts, and remembers the first that is not an acceptance.
/// add() is called on a thread of the writer, the rest by the thread that submits; thread-safe.
class Tally {
 public:
  Tally(Session& session, bool dry_run) : session_(session), dry_run_(dry_run) {}

  struct First {
    Place place;
    Bilingual reason;
    ExitStatus status = ExitStatus::done;
  };

  /// `bytes` of input lie behind the command, whatever became of it.
  void add(const service::Outcome& outcome, const Place& place, std::uint64_t bytes);
  /// Prints what is still held back.
  Result<void> flush();

  std::optional<First> first_failure() const;
  std::uint64_t decided() const { return decided_.load(); }
  std::uint64_t bytes() const { return bytes_.load(); }
  std::uint64_t accepted() const;
  /// False when receipts can no longer be printed: nothing more should be sent then.
  bool can_print() const;
  /// "120 accepted, 1 refused": only what there is.
  std::string summary() const;

 private:
  using Time = std::chrono::steady_clock::time_point;

  Session& session_;
  bool dry_run_;
  std::atomic<std::uint64_t> decided_{0};
  std::atomic<std::uint64_t> bytes_{0};
  mutable std::mutex mutex_;  // guards all below, and session_.out
  std::array<std::uint64_t, std::variant_size_v<service::Outcome>> counts_{};
  std::uint64_t repeated_ = 0;
  std::optional<First> first_;
  Time last_flush_{};
};

}  // namespace minutebook::cli
