#include "tools/bench/rules.h"

#include <chrono>

#include "ledger/rules/examiner.h"
#include "ledger/service/reader.h"
#include "tools/bench/fill.h"

namespace minutebook::bench {
namespace {

using Clock = std::chrono::steady_clock;

/// Seconds that the examiner takes over the whole log; without rules it only replays.
Result<double> time_examiner(const service::Ledger& ledger, rules::Examiner& examiner) {
  const auto start = Clock::now();
  MB_TRY_VOID(
      service::Reader(ledger).events({}, [&](const store::StoredEvent& event) -> Result<bool> {
        examiner.observe(event.view());
        return true;
      }));
  return std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace

Result<RulesReport> run_rules(const RulesOptions& options, const Progress& progress) {
  RulesReport report;
  report.rounds = options.rounds;
  progress("filling a trial ledger");
  MB_TRY(trial, TrialLedger::make_bare(options.base));
  MB_TRY_VOID(fill_with_histories(*trial, options.partnerships));
  MB_TRY_VOID(trial->ledger().store().compact());
  MB_TRY_VOID(trial->reopen());
  report.events = trial->ledger().store().head().value;
  const auto events = static_cast<double>(report.events);
  const Instant now = SystemClock().now();
  std::vector<double> replayed;
  std::vector<double> examined;
  std::vector<double> costs;
  for (unsigned round = 0; round < options.rounds; ++round) {
    progress("round " + std::to_string(round + 1) + " of " + std::to_string(options.rounds));
    rules::Examiner without({.rules = {}});
    MB_TRY(replay_seconds, time_examiner(trial->ledger(), without));
    rules::Examiner with;
    MB_TRY(seconds, time_examiner(trial->ledger(), with));
    replayed.push_back(events / replay_seconds);
    examined.push_back(events / seconds);
    costs.push_back((seconds - replay_seconds) / events * 1e6);
    if (round > 0) continue;
    report.matters = with.matter_count();
    report.findings = with.findings(now).size();
    report.differences = with.differences_from_scratch(now);
  }
  report.replayed_per_second = median(replayed);
  report.examined_per_second = median(examined);
  report.microseconds_per_event = median(costs);
  return report;
}

}  // namespace minutebook::bench
