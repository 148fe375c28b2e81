#include "tools/bench/rules.h"

#include <atomic>
#include <chrono>

#include "ledger/rules/examiner.h"
#include "ledger/service/submission.h"
#include "ledger/service/reader.h"
#include "tools/bench/workload.h"
#include "tools/generate/generate.h"

namespace minutebook::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint32_t breaches_per_million = 50'000;
constexpr std::uint64_t seed = 1;

Result<void> fill(TrialLedger& trial, std::uint64_t partnerships) {
  MB_TRY(writer, trial.start_writer(limits::max_batch_commands));
  const crypto::Suite suite = trial.ledger().info().suite;
  std::atomic<std::uint64_t> refused{0};
  const auto sink = [&](std::string_view lines) -> Result<void> {
    while (!lines.empty()) {
      const std::size_t end = lines.find('\n');
      writer->submit(
          service::authenticate(std::string(lines.substr(0, end)), suite, writer->keys()), nullptr,
          [&](const service::Outcome& outcome) {
            if (!service::is_accepted(outcome)) ++refused;
          });
      lines.remove_prefix(end + 1);
    }
    return {};
  };
  MB_TRY(summary, generate::generate({.partnerships = partnerships,
                                      .seed = seed,
                                      .suite = suite,
                                      .breaches = breaches_per_million},
                                     sink));
  writer->drain();
  if (const auto error = writer->latched()) return tl::unexpected<Error>(*error);
  if (refused == 0) return {};
  return fail(Errc::invalid_input,
              std::to_string(refused) + " of " + std::to_string(summary.commands) +
                  " generated commands were not accepted",
              "生成的 " + std::to_string(summary.commands) + " 条命令中有 " +
                  std::to_string(refused) + " 条未被接受");
}

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
  MB_TRY_VOID(fill(*trial, options.partnerships));
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
