#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <mutex>
#include <string>
#include <vector>

#include "ledger/service/ledger.h"
#include "ledger/verify/fingerprint.h"
#include "ledger/verify/ledger_keys.h"
#include "ledger/verify/verify.h"

/// What the parts of one verification share. Inside of the room.
namespace minutebook::verify {

/// Positions are worked on in chunks of whole tiles.
inline constexpr std::uint64_t chunk_size = 64 * 256;
inline std::uint64_t chunk_of(std::uint64_t position) { return position / chunk_size; }

std::string place_of(const Range& range);
/// From `first` to `last`.
inline Range range_of(std::uint64_t first, std::uint64_t last) {
  return {Position{first}, Position{last}};
}

/// Gathers faults; keeps the first max_faults, counts all. Thread-safe.
class FaultList {
 public:
  void add(Fault fault);
  std::uint64_t count() const { return count_; }
  /// Sorted by level, position, place.
  std::vector<Fault> take();

 private:
  std::mutex mutex_;
  std::vector<Fault> faults_;
  std::atomic<std::uint64_t> count_{0};
};

/// What was checked, counted by all threads. In the order of Count's words: see run.cc.
enum class Tally : std::uint8_t {
  events,
  event_bytes,
  index_entries,
  leaves,
  tiles,
  checkpoints,
  cosignatures,
  time_stamps,
  time_stamps_not_verified,
  commitments,
  redacted,
  citations,
  not_stored,
  documents,
  document_bytes,
  orphan_chunks,
  commands,
  signatures,
  session_attested,
  decisions,
  tables,
  rows,
};
inline constexpr std::size_t tally_count = 22;

class Totals {
 public:
  void add(Tally tally, std::uint64_t number = 1) {
    numbers_[static_cast<std::size_t>(tally)].fetch_add(number, std::memory_order_relaxed);
  }
  std::uint64_t of(Tally tally) const { return numbers_[static_cast<std::size_t>(tally)]; }
  /// Those of the levels up to `level`.
  std::vector<Count> counts(Level level) const;

 private:
  std::array<std::atomic<std::uint64_t>, tally_count> numbers_{};
};

/// Keeps readers under a rate. Thread-safe.
class Throttle {
 public:
  explicit Throttle(std::uint64_t bytes_per_second) : rate_(bytes_per_second) {}
  /// `bytes` were read: waits as long as that takes at the rate, unless `stop`.
  void took(std::uint64_t bytes, const std::atomic<bool>* stop);

 private:
  std::uint64_t rate_;
  std::atomic<std::uint64_t> bytes_{0};
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// An event without its payload, by whose position what redacted it is looked for.
struct RedactedEvent {
  std::uint64_t position = 0;
  std::string stream;
};

/// One verification. Const members are fixed before the threads start.
struct Run {
  Run(service::Ledger& target, const Options& chosen);

  service::Ledger& ledger;
  const Options& options;
  const store::EventStore& store;
  const crypto::Suite suite;
  const Fingerprint fingerprint;
  std::uint64_t head = 0;   ///< events in the log
  std::uint64_t begin = 0;  ///< first position to check
  std::uint64_t end = 0;    ///< past the last one
  unsigned threads = 1;
  LedgerKeys keys;
  std::vector<tlog::VerifierKey> witnesses;
  std::optional<std::string> time_stamp_anchors;  ///< sound ones, when time stamps are verified

  FaultList faults;
  Totals totals;
  Throttle throttle;
  std::atomic<std::uint64_t> done{0};  ///< positions, over all passes
  std::mutex mutex;
  std::vector<RedactedEvent> redacted;       ///< under the mutex
  std::optional<StampedCheckpoint> stamped;  ///< under the mutex: see Report
  std::vector<Note> notes;                   ///< of the calling thread
  /// The first position at which a header is lost or is not that of the tree: what it was about is
  /// not known, so nothing after it is decided again.
  std::atomic<std::uint64_t> unsound_from{~0ULL};

  bool whole() const { return begin == 0 && end == head; }
  bool wants(Level level) const { return options.level >= level; }
  bool stopped() const { return options.stop != nullptr && options.stop->load(); }
  void fault(Level level, std::string_view what, std::string place, std::string expected,
             std::string found);
  /// At one position, or over several.
  void fault_at(Level level, std::string_view what, std::uint64_t position, std::string expected,
                std::string found);
  void fault_over(Level level, std::string_view what, const Range& range, std::string expected,
                  std::string found);
};

}  // namespace minutebook::verify
