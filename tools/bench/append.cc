#include "tools/bench/append.h"

#include <algorithm>
#include <chrono>
#include <optional>

#include "tools/bench/bare.h"
#include "tools/bench/memory.h"
#include "tools/bench/workload.h"

namespace minutebook::bench {
namespace {

using Clock = std::chrono::steady_clock;

/// Small batches wait for the disk: a few hundred of them say enough.
constexpr std::uint64_t max_batches_per_trial = 2'000;

struct Trial {
  double ledger_seconds = 0;
  double bare_seconds = 0;
  std::uint64_t memory_growth = 0;
  double payload_bytes = 0;
  double stored_bytes = 0;
  double disk_bytes = 0;
};

Result<double> time_ledger(TrialLedger& trial, std::size_t batch,
                           std::vector<service::Prepared> commands) {
  MB_TRY(writer, trial.start_writer(batch));
  std::optional<service::Outcome> refused;  // touched by the writer's thread until drain()
  const auto start = Clock::now();
  for (service::Prepared& command : commands) {
    writer->submit(std::move(command), nullptr, [&refused](service::Outcome outcome) {
      if (!service::is_accepted(outcome)) refused = std::move(outcome);
    });
  }
  writer->drain();
  const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
  if (refused) return not_accepted(*refused);
  return seconds;
}

Result<Trial> run_trial(const AppendOptions& options, std::size_t batch, std::uint64_t count) {
  Trial result;
  MB_TRY(trial, TrialLedger::make(options.base));
  const Position from = trial->ledger().store().head();
  const service::KeyRing keys;
  MB_TRY(commands, make_commands(0, count, keys));
  reset_peak();
  const std::uint64_t before = resident_bytes();
  MB_TRY(seconds, time_ledger(*trial, batch, std::move(commands)));
  const std::uint64_t peak = peak_resident_bytes();
  result.memory_growth = peak > before ? peak - before : 0;
  result.ledger_seconds = seconds;
  MB_TRY(recorded, record_puts(trial->ledger(), from));
  MB_TRY(bare_seconds, time_bare_append(recorded, batch, options.base));
  result.bare_seconds = bare_seconds;
  const auto events = static_cast<double>(recorded.events.size());
  result.payload_bytes = static_cast<double>(recorded.payload_bytes) / events;
  result.stored_bytes = static_cast<double>(recorded.stored_bytes) / events;
  MB_TRY_VOID(trial->ledger().store().compact());
  MB_TRY(statistics, trial->ledger().store().statistics());
  result.disk_bytes = static_cast<double>(statistics.disk_bytes) /
                      static_cast<double>(trial->ledger().store().head().value);
  return result;
}

AppendRow row_of(std::size_t batch, std::uint64_t count, const std::vector<Trial>& trials) {
  std::vector<double> ledger;
  std::vector<double> bare;
  std::vector<double> ratios;
  for (const Trial& trial : trials) {
    ledger.push_back(static_cast<double>(count) / trial.ledger_seconds);
    bare.push_back(static_cast<double>(count) / trial.bare_seconds);
    ratios.push_back(trial.bare_seconds / trial.ledger_seconds);
  }
  return {batch, count, median(ledger), median(bare), median(ratios)};
}

}  // namespace

Result<AppendReport> run_append(const AppendOptions& options, const Progress& progress) {
  AppendReport report;
  report.rounds = options.rounds;
  const auto count_of = [&](std::size_t batch) {
    return std::min(options.events, max_batches_per_trial * batch);
  };
  std::vector<std::vector<Trial>> trials(options.batches.size());
  for (unsigned round = 0; round < options.rounds; ++round) {
    for (std::size_t i = 0; i < options.batches.size(); ++i) {
      const std::size_t batch = options.batches[i];
      progress("round " + std::to_string(round + 1) + " of " + std::to_string(options.rounds) +
               ", batch " + std::to_string(batch));
      MB_TRY(trial, run_trial(options, batch, count_of(batch)));
      trials[i].push_back(trial);
      report.memory_growth = std::max(report.memory_growth, trial.memory_growth);
      report.payload_bytes = trial.payload_bytes;
      report.stored_bytes = trial.stored_bytes;
      report.disk_bytes = trial.disk_bytes;
    }
  }
  for (std::size_t i = 0; i < options.batches.size(); ++i) {
    report.rows.push_back(row_of(options.batches[i], count_of(options.batches[i]), trials[i]));
  }
  return report;
}

}  // namespace minutebook::bench
