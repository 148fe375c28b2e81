#include "tools/bench/verify.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "ledger/verify/verify.h"
#include "tools/bench/bare.h"
#include "tools/bench/memory.h"
#include "tools/bench/workload.h"

namespace minutebook::bench {
namespace {

using Clock = std::chrono::steady_clock;

struct Verification {
  double seconds = 0;
  std::uint64_t memory_growth = 0;
};

Result<Verification> verify_once(service::Ledger& ledger, unsigned threads) {
  verify::Options options;
  options.level = verify::Level::tree;
  options.threads = threads;
  SystemClock clock;
  reset_peak();
  const std::uint64_t before = resident_bytes();
  const auto start = Clock::now();
  MB_TRY(report, verify::verify(ledger, options, clock));
  const std::chrono::duration<double> seconds = Clock::now() - start;
  if (!report.holds()) {
    return fail(Errc::corruption, "the trial ledger does not verify", "试验账本未通过核验");
  }
  const std::uint64_t peak = peak_resident_bytes();
  return Verification{seconds.count(), peak > before ? peak - before : 0};
}

}  // namespace

Result<VerifyReport> run_verify(const VerifyOptions& options, const Progress& progress) {
  VerifyReport report;
  report.rounds = options.rounds;
  report.threads =
      options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  progress("filling a trial ledger");
  MB_TRY(trial, TrialLedger::make(options.base));
  MB_TRY_VOID(trial->fill(0, options.events));
  MB_TRY_VOID(trial->sign_checkpoint());
  MB_TRY_VOID(trial->ledger().store().compact());
  MB_TRY_VOID(trial->reopen());
  std::vector<double> verified;
  std::vector<double> hashed;
  std::vector<double> ratios;
  for (unsigned round = 0; round < options.rounds; ++round) {
    progress("round " + std::to_string(round + 1) + " of " + std::to_string(options.rounds));
    MB_TRY(verification, verify_once(trial->ledger(), report.threads));
    MB_TRY_VOID(trial->ledger().close());
    MB_TRY(bare, time_bare_hashing(trial->directory() / "log", report.threads));
    MB_TRY_VOID(trial->reopen());
    const auto events = static_cast<double>(bare.events);
    report.events = bare.events;
    report.stored_bytes = static_cast<double>(bare.bytes) / events;
    report.memory_growth = std::max(report.memory_growth, verification.memory_growth);
    verified.push_back(events / verification.seconds);
    hashed.push_back(events / bare.seconds);
    ratios.push_back(bare.seconds / verification.seconds);
  }
  report.verified_per_second = median(verified);
  report.hashed_per_second = median(hashed);
  report.ratio = median(ratios);
  return report;
}

}  // namespace minutebook::bench
