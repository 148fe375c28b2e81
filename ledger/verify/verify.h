#pragma once

#include <atomic>
#include <functional>
#include <optional>

#include "ledger/base/clock.h"
#include "ledger/base/random.h"
#include "ledger/service/ledger.h"
#include "ledger/tlog/policy.h"
#include "ledger/verify/report.h"

namespace minutebook::verify {

/// What was found of tables that are made from the log.
struct ReadModelCheck {
  std::uint64_t tables = 0;
  std::uint64_t rows = 0;
  std::vector<Fault> faults;
};

struct Options {
  Level level = Level::replay;
  std::optional<Position> from = {};  ///< absent: the first event
  std::optional<Position> to = {};    ///< the last one wanted; absent: the head
  /// Begin where remember() says that an earlier run of at least this level ended.
  bool since_verified = false;
  unsigned threads = 0;                  ///< 0: one for each processor
  const tlog::Policy* policy = nullptr;  ///< null: cosignatures are not asked for
  /// PEM bundle in which the chains of time stamps must end. Absent: nobody asked for that check,
  /// and the report says that it was not made. An error, why there are none although somebody did:
  /// then it is a fault that it could not be made.
  std::optional<Result<std::string>> time_stamp_anchors = {};
  bool require_documents = false;          ///< a cited document that is not stored is a fault
  std::uint64_t max_bytes_per_second = 0;  ///< of stored bytes read; 0: no limit
  /// Called now and then on the calling thread: positions done, positions in all.
  std::function<void(std::uint64_t done, std::uint64_t total)> progress = {};
  /// Compares what was made from the log with the log, at level projections. Absent: nobody told of
  /// any, and the report says so.
  std::function<Result<ReadModelCheck>()> read_models = {};
  const std::atomic<bool>* stop = nullptr;  ///< set it and the run ends soon, incomplete
};

/// Checks the ledger against itself, its checkpoints and its rules. Reads only; `ledger` may be
/// open for reading beside a writer: one head is taken at the start. Memory does not grow with the
/// log. The stored bytes are trusted in nothing: whatever they are, the answer is a report. An
/// error is returned only for options that make no sense (Errc::invalid_input).
Result<Report> verify(service::Ledger& ledger, const Options& options, Clock& clock);

/// Leaves what a sound, complete run has shown where the next run with since_verified finds it:
/// reports/verified. Does nothing for a report that does not hold, or that skipped events before
/// its range without an earlier run behind it.
Result<void> remember(const service::Ledger& ledger, const Report& report);

}  // namespace minutebook::verify
