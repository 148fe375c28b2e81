#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <future>
#include <memory>
#include <string>

#include "ledger/base/clock.h"
#include "ledger/base/limits.h"
#include "ledger/base/random.h"
#include "ledger/service/ledger.h"
#include "ledger/service/outcome.h"
#include "ledger/service/submission.h"

namespace minutebook::service {

/// Ties the commands of one file together: unless it is to keep going, the first one that is not
/// accepted turns all later ones into Skipped, also those already queued. Thread-safe.
class BatchControl {
 public:
  explicit BatchControl(bool keep_going) : keep_going_(keep_going) {}
  /// Skip everything that is not decided yet (SIGINT, say).
  void stop() { stopped_.store(true, std::memory_order_release); }
  bool stopped() const { return stopped_.load(std::memory_order_acquire); }

 private:
  friend class Sequencer;
  bool keep_going_;
  std::atomic<bool> stopped_{false};
};

struct WriterOptions {
  std::size_t max_batch_commands = limits::max_batch_commands;
  std::size_t max_batch_bytes = limits::max_batch_bytes;
  std::size_t max_queued_commands = limits::max_queued_commands;
  std::size_t max_queued_bytes = limits::max_queued_bytes;
  std::size_t max_cached_aggregates = 4'096;
  /// How long events may wait for a signed checkpoint; zero: until close().
  std::chrono::milliseconds checkpoint_interval{1'000};
  /// False: leave the checkpoints to somebody else (replacing the key needs that).
  bool sign = true;
  std::string key_passphrase = {};  ///< of the ledger's key, when it is encrypted
  /// Decide and evolve as always, write nothing: outcomes are what would happen. Works on a ledger
  /// opened for reading.
  bool dry_run = false;
};

/// The single writer: assigns positions, decides, writes one synced batch for many commands, and
/// signs a checkpoint over what it wrote every checkpoint_interval and at the end.
/// Commands are taken in the order of submit(). A resource; its threads end with it.
class Writer {
 public:
  using Callback = std::function<void(Outcome)>;

  /// Loads the directory, the tree, the ledger's key; holds the log against the last signed
  /// checkpoint. `ledger`, `clock` and `random` outlive the writer, and only its threads
  /// use the latter two.
  static Result<std::unique_ptr<Writer>> start(Ledger& ledger, Clock& clock, Random& random,
                                               const WriterOptions& options = {});
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  /// close(), without telling of errors.
  ~Writer();

  /// Finishes what is queued, signs a last checkpoint, ends the threads. Nothing may be submitted
  /// afterwards. The error that latched the writer, if one did. Does nothing the second time.
  Result<void> close();

  /// For authenticate(). Follows the log.
  const KeyRing& keys() const;

  /// Queues a command; waits while the queue is full. `done` is called once, on a thread of the
  /// writer, in the order of submission, after the batch is durable; it must not call submit().
  /// `control` may be null.
  void submit(Prepared command, std::shared_ptr<BatchControl> control, Callback done);
  /// The same with a future.
  std::future<Outcome> submit(Prepared command, std::shared_ptr<BatchControl> control = nullptr);

  /// Waits until everything queued so far has its outcome.
  void drain();
  /// Why the writer takes no more commands, if so: after a failed write every outcome is Failed,
  /// until the ledger is opened again.
  std::optional<Error> latched() const;

 private:
  struct Impl;
  explicit Writer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace minutebook::service
