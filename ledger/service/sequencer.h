#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "ledger/base/clock.h"
#include "ledger/base/random.h"
#include "ledger/domain/decide.h"
#include "ledger/merkle/growing_tiles.h"
#include "ledger/rules/rulebooks.h"
#include "ledger/service/aggregate_cache.h"
#include "ledger/service/event_encoder.h"
#include "ledger/service/in_flight.h"
#include "ledger/service/outcome.h"
#include "ledger/service/submission.h"
#include "ledger/service/writer.h"
#include "ledger/store/event_store.h"

namespace minutebook::service {

/// A command and who waits for it.
struct Queued {
  Prepared command;
  std::shared_ptr<BatchControl> control;
  Writer::Callback done;
  std::size_t bytes = 0;  ///< what it weighs in the queue
};

/// What goes to the disk in one synced write, and the outcomes that hold once it is there.
struct Batch {
  struct Entry {
    Outcome outcome;
    std::shared_ptr<BatchControl> control;
    Writer::Callback done;
  };
  explicit Batch(store::Commit to_write) : commit(std::move(to_write)) {}
  store::Commit commit;
  std::vector<Entry> entries;
};

/// Puts commands in order and decides them: dedupe, key, version, decide, encode, evolve. Its state
/// runs ahead of the disk by the batches that are not written yet; when one cannot be written, the
/// sequencer is of no more use. One thread.
class Sequencer {
 public:
  static Result<std::unique_ptr<Sequencer>> load(const store::EventStore& store, Clock& clock,
                                                 Random& random, const WriterOptions& options);

  /// An empty batch that begins at the next position.
  Batch begin() const;
  /// Adds to a batch what the tree needs: nothing may be added to it afterwards.
  void finish(Batch& batch);
  /// Decides `queued` and adds it to `batch`. False, and nothing done, when it may repeat a command
  /// that is decided but not durable: write everything, then try again.
  bool add(Batch& batch, Queued& queued);

  const KeyRing& keys() const { return keys_; }

 private:
  using Aggregate = AggregateCache::Entry;

  Sequencer(const store::EventStore& store, Clock& clock, Random& random,
            const WriterOptions& options);
  Outcome outcome_of(Batch& batch, Queued& queued);
  Outcome sequence(Batch& batch, Submission& submission);
  std::optional<Outcome> earlier_outcome(const CommandId& id, const crypto::Digest& input) const;
  std::vector<BrokenRule> broken_rules(const Submission& submission,
                                       const domain::Aggregate& aggregate,
                                       const std::vector<domain::EventDraft>& drafts) const;
  std::optional<Invalid> check_occurred(const Submission& submission) const;
  std::optional<Unauthorised> check_signature(Submission& submission) const;
  Outcome record(Batch& batch, const Submission& submission, Aggregate& aggregate,
                 const std::vector<domain::EventDraft>& drafts);
  Outcome record_refusal(Batch& batch, const Submission& submission, Aggregate& aggregate,
                         const domain::Refusal& refusal);
  static std::optional<Invalid> too_large(const Submission& submission, const HeaderFacts& facts,
                                          const std::vector<domain::EventDraft>& drafts);
  HeaderFacts facts_of(const Submission& submission, std::size_t count);
  void append(Batch& batch, Aggregate& aggregate);
  void note_command(Batch& batch, const Accepted& accepted, const crypto::Digest& input);
  void follow(const domain::EventView& event);
  void follow_keys(const domain::EventView& event);

  const store::EventStore& store_;
  Clock& clock_;
  WriterOptions options_;
  crypto::Suite suite_;
  domain::Directory directory_;
  rules::Rulebooks rulebooks_;
  AggregateCache aggregates_;
  KeyRing keys_;
  EventEncoder encoder_;
  merkle::GrowingTiles tree_;
  Position next_;
  Instant last_recorded_;

  InFlightIds in_flight_;
  std::unordered_map<CommandId, Outcome, IdHash> dry_outcomes_;  // dry run: instead of the store
};

}  // namespace minutebook::service
