#include "ledger/verify/run.h"

#include <algorithm>
#include <thread>

#include "ledger/base/random.h"

namespace minutebook::verify {
namespace {

struct TallyWord {
  Level level;
  std::string_view what;
};
constexpr std::array<TallyWord, tally_count> tally_words{{
    {Level::structure, "events"},
    {Level::structure, "event-bytes"},
    {Level::structure, "index-entries"},
    {Level::tree, "leaves"},
    {Level::tree, "tiles"},
    {Level::tree, "checkpoints"},
    {Level::tree, "cosignatures"},
    {Level::tree, "time-stamps"},
    {Level::tree, "time-stamps-not-verified"},
    {Level::payload, "commitments"},
    {Level::payload, "redacted-events"},
    {Level::payload, "citations"},
    {Level::payload, "citations-not-stored"},
    {Level::payload, "documents"},
    {Level::payload, "document-bytes"},
    {Level::payload, "orphan-chunks"},
    {Level::signatures, "commands"},
    {Level::signatures, "signatures"},
    {Level::signatures, "commands-vouched-for-by-session"},
    {Level::replay, "decisions"},
    {Level::projections, "tables"},
    {Level::projections, "rows"},
}};

/// Faults after which it is not known what the event was about.
constexpr std::string_view unsound[] = {"event", "event-missing", "leaf", "ledger", "stream-name"};

Fingerprint fresh_fingerprint() {
  SystemRandom random;
  std::array<std::uint8_t, 16> bytes{};
  random.fill(bytes);
  return Fingerprint({from_big_endian(bytes), from_big_endian(ByteSpan(bytes).subspan(8))});
}

}  // namespace

std::string place_of(const Range& range) {
  std::string first = std::to_string(range.first.value);
  if (range.first == range.last) return first;
  return first + "-" + std::to_string(range.last.value);
}

void FaultList::add(Fault fault) {
  ++count_;
  const std::lock_guard guard(mutex_);
  if (faults_.size() < max_faults) faults_.push_back(std::move(fault));
}

std::vector<Fault> FaultList::take() {
  const auto key = [](const Fault& fault) {
    return std::tuple(fault.level, fault.at ? fault.at->first : Position{~0ULL},
                      std::string_view(fault.place), std::string_view(fault.what));
  };
  std::stable_sort(faults_.begin(), faults_.end(),
                   [&](const Fault& a, const Fault& b) { return key(a) < key(b); });
  return std::move(faults_);
}

std::vector<Count> Totals::counts(Level level) const {
  std::vector<Count> counts;
  for (std::size_t i = 0; i < tally_count; ++i) {
    const auto& [of, what] = tally_words[i];
    if (of <= level) counts.push_back({of, what, numbers_[i]});
  }
  return counts;
}

void Throttle::took(std::uint64_t bytes, const std::atomic<bool>* stop) {
  if (rate_ == 0) return;
  const std::uint64_t total = bytes_.fetch_add(bytes) + bytes;
  const std::chrono::duration<double> due(static_cast<double>(total) / static_cast<double>(rate_));
  while (stop == nullptr || !stop->load()) {
    const auto early = due - (std::chrono::steady_clock::now() - start_);
    if (early.count() <= 0) return;
    std::this_thread::sleep_for(
        std::min<std::chrono::duration<double>>(early, std::chrono::milliseconds(50)));
  }
}

Run::Run(service::Ledger& target, const Options& chosen)
    : ledger(target),
      options(chosen),
      store(target.store()),
      suite(target.info().suite),
      fingerprint(fresh_fingerprint()),
      throttle(chosen.max_bytes_per_second) {
  threads = chosen.threads > 0 ? chosen.threads : std::max(1U, std::thread::hardware_concurrency());
}

void Run::fault(Level level, std::string_view what, std::string place, std::string expected,
                std::string found) {
  faults.add({level, std::string(what), std::nullopt, std::move(place), std::move(expected),
              std::move(found)});
}

void Run::fault_at(Level level, std::string_view what, std::uint64_t position, std::string expected,
                   std::string found) {
  fault_over(level, what, range_of(position, position), std::move(expected), std::move(found));
}

void Run::fault_over(Level level, std::string_view what, const Range& range, std::string expected,
                     std::string found) {
  const std::uint64_t first = range.first.value;
  if (std::find(std::begin(unsound), std::end(unsound), what) != std::end(unsound)) {
    std::uint64_t seen = unsound_from;
    while (first < seen && !unsound_from.compare_exchange_weak(seen, first)) {
    }
  }
  faults.add(
      {level, std::string(what), range, place_of(range), std::move(expected), std::move(found)});
}

}  // namespace minutebook::verify
