#include "tools/bench/proof.h"

#include <chrono>
#include <random>

#include "ledger/merkle/proof.h"
#include "ledger/service/publisher.h"
#include "ledger/verify/verify.h"
#include "tools/bench/workload.h"

namespace minutebook::bench {
namespace {

using Clock = std::chrono::steady_clock;
using Figures = std::vector<double>;  // one a round
using Numbers = std::mt19937_64;      // the same positions in every run

constexpr unsigned proofs_a_round = 500;
constexpr merkle::Suite suite = merkle::Suite::standard;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

Result<verify::Report> verified(service::Ledger& ledger, bool since_verified) {
  verify::Options options;
  options.level = verify::Level::tree;
  options.since_verified = since_verified;
  SystemClock clock;
  MB_TRY(report, verify::verify(ledger, options, clock));
  if (report.holds() && since_verified == (report.since > 0)) return report;
  return fail(Errc::corruption, "the trial ledger does not verify", "试验账本未通过核验");
}

/// One ledger of a size, verified, with the new events behind that.
class ProofTrial {
 public:
  static Result<std::unique_ptr<ProofTrial>> make(const ProofOptions& options,
                                                  std::uint64_t events) {
    MB_TRY(trial, TrialLedger::make(options.base));
    MB_TRY_VOID(trial->fill(0, events));
    MB_TRY_VOID(trial->sign_checkpoint());
    MB_TRY_VOID(trial->ledger().store().compact());
    MB_TRY(report, verified(trial->ledger(), false));
    MB_TRY_VOID(verify::remember(trial->ledger(), report));
    MB_TRY_VOID(trial->fill(events, options.new_events));
    MB_TRY_VOID(trial->sign_checkpoint());
    MB_TRY_VOID(trial->reopen());
    return std::unique_ptr<ProofTrial>(new ProofTrial(std::move(trial)));
  }

  /// All that there is to be measured, once.
  Result<void> round(unsigned seed) {
    Numbers numbers(seed);
    Figures inclusion_times;
    Figures consistency_times;
    for (unsigned i = 0; i < proofs_a_round; ++i) {
      MB_TRY(for_inclusion, time_inclusion(numbers() % head_.size));
      MB_TRY(for_consistency, time_consistency(1 + numbers() % head_.size));
      inclusion_times.push_back(for_inclusion * 1e6);
      consistency_times.push_back(for_consistency * 1e6);
    }
    inclusion.push_back(median(std::move(inclusion_times)));
    consistency.push_back(median(std::move(consistency_times)));
    const auto start = Clock::now();
    MB_TRY_VOID(verified(trial_->ledger(), true));
    since.push_back(seconds_since(start) * 1e3);
    return {};
  }

  Result<void> start() {
    head_.size = trial_->ledger().store().head().value;
    MB_TRY(root, merkle::root_at(suite, head_.size, nodes()));
    head_.root = root;
    return {};
  }
  ProofRow row() const {
    return {head_.size, median(inclusion), median(consistency), median(since)};
  }

  Figures inclusion;    ///< microseconds, medians of the rounds
  Figures consistency;  ///< the same
  Figures since;        ///< milliseconds

 private:
  explicit ProofTrial(std::unique_ptr<TrialLedger> trial) : trial_(std::move(trial)) {}

  merkle::TileNodes nodes() { return service::stored_nodes(trial_->ledger().store(), head_.size); }

  Result<double> time_inclusion(std::uint64_t index) {
    const auto start = Clock::now();
    MB_TRY(proof, merkle::inclusion_proof(suite, head_.size, index, nodes()));
    const double seconds = seconds_since(start);
    MB_TRY(leaf, nodes()(merkle::Node{0, index}));
    MB_TRY_VOID(merkle::verify_inclusion(suite, {index, leaf}, head_, proof));
    return seconds;
  }

  Result<double> time_consistency(std::uint64_t older) {
    const auto start = Clock::now();
    MB_TRY(proof, merkle::consistency_proof(suite, older, head_.size, nodes()));
    const double seconds = seconds_since(start);
    MB_TRY(root, merkle::root_at(suite, older, nodes()));
    MB_TRY_VOID(merkle::verify_consistency(suite, {older, root}, head_, proof));
    return seconds;
  }

  std::unique_ptr<TrialLedger> trial_;
  merkle::TreeHead head_;
};

double ratio_of(const Figures& last, const Figures& first) {
  Figures ratios;
  for (std::size_t i = 0; i < last.size(); ++i) ratios.push_back(last[i] / first[i]);
  return median(std::move(ratios));
}

}  // namespace

Result<ProofReport> run_proof(const ProofOptions& options, const Progress& progress) {
  std::vector<std::unique_ptr<ProofTrial>> trials;
  for (const std::uint64_t events : options.events) {
    progress("filling a trial ledger of " + std::to_string(events) + " events");
    MB_TRY(trial, ProofTrial::make(options, events));
    MB_TRY_VOID(trial->start());
    trials.push_back(std::move(trial));
  }
  for (unsigned round = 0; round < options.rounds; ++round) {
    progress("round " + std::to_string(round + 1) + " of " + std::to_string(options.rounds));
    for (const auto& trial : trials) MB_TRY_VOID(trial->round(round));
  }
  ProofReport report;
  report.rounds = options.rounds;
  report.new_events = options.new_events;
  for (const auto& trial : trials) report.rows.push_back(trial->row());
  const ProofTrial& first = *trials.front();
  const ProofTrial& last = *trials.back();
  report.inclusion_ratio = ratio_of(last.inclusion, first.inclusion);
  report.consistency_ratio = ratio_of(last.consistency, first.consistency);
  report.since_ratio = ratio_of(last.since, first.since);
  return report;
}

}  // namespace minutebook::bench
