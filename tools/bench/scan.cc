#include "tools/bench/scan.h"

#include <chrono>
#include <unordered_map>

#include "ledger/domain/decide.h"
#include "ledger/schema/convert.h"
#include "ledger/service/reader.h"
#include "tools/bench/bare.h"
#include "tools/bench/workload.h"

namespace minutebook::bench {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// All state there is, as a replay of the whole ledger keeps it.
class Replay {
 public:
  void apply(const store::StoredEvent& event) {
    const auto name = schema::text_view(event.header().getStream());
    auto found = aggregates_.find(std::string(name));
    if (found == aggregates_.end()) {
      const auto subject = Subject::from_stored(name);
      found = aggregates_.emplace(std::string(name), domain::empty_aggregate(subject)).first;
    }
    evolve(found->second, event.view());
    if (domain::is_master_data(found->second.subject.kind())) evolve(directory_, event.view());
  }

 private:
  domain::Directory directory_;
  std::unordered_map<std::string, domain::Aggregate> aggregates_;
};

Result<double> time_replay(const service::Ledger& ledger) {
  Replay replay;
  const auto start = Clock::now();
  const auto visit = [&](const store::StoredEvent& event) -> Result<bool> {
    replay.apply(event);
    return true;
  };
  MB_TRY_VOID(service::Reader(ledger).events({}, visit));
  return seconds_since(start);
}

Result<double> time_reading(const service::Ledger& ledger) {
  const auto start = Clock::now();
  const auto visit = [](const store::StoredEvent&) -> Result<bool> { return true; };
  MB_TRY_VOID(service::Reader(ledger).events({}, visit));
  return seconds_since(start);
}

}  // namespace

Result<ScanReport> run_scan(const ScanOptions& options, const Progress& progress) {
  progress("filling a trial ledger");
  MB_TRY(trial, TrialLedger::make(options.base));
  MB_TRY_VOID(trial->fill(0, options.events));
  MB_TRY_VOID(trial->ledger().store().compact());
  MB_TRY_VOID(trial->reopen());
  const auto events = static_cast<double>(trial->ledger().store().head().value);
  std::vector<double> replayed;
  std::vector<double> read;
  std::vector<double> bare;
  std::vector<double> ratios;
  for (unsigned round = 0; round < options.rounds; ++round) {
    progress("round " + std::to_string(round + 1) + " of " + std::to_string(options.rounds));
    MB_TRY(replay_seconds, time_replay(trial->ledger()));
    MB_TRY(read_seconds, time_reading(trial->ledger()));
    MB_TRY_VOID(trial->ledger().close());
    MB_TRY(bare_seconds,
           time_bare_scan(trial->directory() / "log", static_cast<std::uint64_t>(events)));
    MB_TRY_VOID(trial->reopen());
    replayed.push_back(events / replay_seconds);
    read.push_back(events / read_seconds);
    bare.push_back(events / bare_seconds);
    ratios.push_back(bare_seconds / replay_seconds);
  }
  return ScanReport{static_cast<std::uint64_t>(events),
                    options.rounds,
                    median(replayed),
                    median(read),
                    median(bare),
                    median(ratios)};
}

}  // namespace minutebook::bench
