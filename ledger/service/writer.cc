#include "ledger/service/writer.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

#include "ledger/base/check.h"
#include "ledger/service/publisher.h"
#include "ledger/service/sequencer.h"

/// Two threads in a row, so that the next batch is decided while the last one is on its way to the
/// disk, and one beside them that signs what is there:
///
///   submit() → queue → sequencer thread → at most one batch waiting → committer thread → done()
///                                                                          │
///                                              publisher thread ◄── disk ◄─┘
///
/// The committer alone writes events and answers; the sequencer alone decides. A write that fails,
/// or a log that the publisher cannot sign, stops all: what was decided on top never happened.
namespace minutebook::service {
namespace {

std::size_t weight_of(const Prepared& command) {
  constexpr std::size_t bookkeeping = 512;
  const auto* submission = std::get_if<Submission>(&command);
  // The message is of the order of the text that it was read from.
  return bookkeeping + (submission ? 2 * submission->raw.size() : 0);
}

/// After a failed write nothing that was decided is known to hold.
void fail_all(Batch& batch, const Error& error) {
  for (Batch::Entry& entry : batch.entries) {
    if (entry.control) entry.control->stop();
    if (std::holds_alternative<Invalid>(entry.outcome)) continue;
    if (std::holds_alternative<Skipped>(entry.outcome)) continue;
    entry.outcome = Failed{command_id_of(entry.outcome), error};
  }
}

}  // namespace

struct Writer::Impl {
  Impl(Ledger& target, const WriterOptions& chosen) : ledger(target), options(chosen) {}

  void sequence();
  void commit();
  void publish();
  void latch(Error found);
  std::optional<std::deque<Queued>> take(Batch& batch);
  void decide(Batch& batch, Queued& queued);
  void hand_over(Batch& batch);
  void put(Batch& batch);
  void wait_until_idle();
  void write(Batch& batch);
  std::optional<Error> failure() const {
    const std::lock_guard guard(mutex);
    return error;
  }
  bool is_full(const Batch& batch) const {
    return batch.entries.size() >= options.max_batch_commands ||
           batch.commit.bytes() >= options.max_batch_bytes;
  }

  Ledger& ledger;
  const WriterOptions options;
  std::unique_ptr<Sequencer> sequencer;
  std::optional<Publisher> publisher;  // absent when nothing is to be signed

  mutable std::mutex mutex;
  std::condition_variable queue_has_room;
  std::condition_variable sequencer_wakes;
  std::condition_variable committer_wakes;
  std::condition_variable all_answered;
  std::condition_variable publisher_wakes;
  std::deque<Queued> queue;
  std::size_t queued_bytes = 0;
  std::uint64_t unanswered = 0;
  std::optional<Batch> waiting;  // between the threads
  bool writing = false;
  bool closing = false;
  bool sequenced = false;  // the sequencer has ended
  bool committed = false;  // the committer too
  std::optional<Error> error;

  std::thread sequencer_thread;
  std::thread committer_thread;
  std::thread publisher_thread;
};

Result<std::unique_ptr<Writer>> Writer::start(Ledger& ledger, Clock& clock, Random& random,
                                              const WriterOptions& options) {
  MB_CHECK(options.dry_run || ledger.mode() == OpenMode::write);
  auto impl = std::make_unique<Impl>(ledger, options);
  MB_TRY(sequencer, Sequencer::load(ledger.store(), clock, random, options));
  impl->sequencer = std::move(sequencer);
  if (!options.dry_run && options.sign) {
    MB_TRY(key, read_ledger_key(ledger.paths(), options.key_passphrase));
    MB_TRY(publisher, Publisher::open(ledger, std::move(key)));
    impl->publisher.emplace(std::move(publisher));
  }
  Impl& shared = *impl;
  shared.committer_thread = std::thread([&shared] { shared.commit(); });
  shared.sequencer_thread = std::thread([&shared] { shared.sequence(); });
  if (shared.publisher) shared.publisher_thread = std::thread([&shared] { shared.publish(); });
  return std::unique_ptr<Writer>(new Writer(std::move(impl)));
}

Writer::Writer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Writer::~Writer() { static_cast<void>(close()); }

Result<void> Writer::close() {
  if (impl_->sequencer_thread.joinable()) {
    {
      const std::lock_guard guard(impl_->mutex);
      impl_->closing = true;
    }
    impl_->sequencer_wakes.notify_all();
    impl_->sequencer_thread.join();
    impl_->committer_thread.join();
    {
      const std::lock_guard guard(impl_->mutex);
      impl_->committed = true;
    }
    impl_->publisher_wakes.notify_all();
    if (impl_->publisher_thread.joinable()) impl_->publisher_thread.join();
  }
  if (auto error = impl_->failure()) return tl::unexpected<Error>(std::move(*error));
  return {};
}

const KeyRing& Writer::keys() const { return impl_->sequencer->keys(); }

void Writer::submit(Prepared command, std::shared_ptr<BatchControl> control, Callback done) {
  const std::size_t bytes = weight_of(command);
  std::unique_lock lock(impl_->mutex);
  impl_->queue_has_room.wait(lock, [&] {
    return impl_->queue.empty() || (impl_->queue.size() < impl_->options.max_queued_commands &&
                                    impl_->queued_bytes + bytes <= impl_->options.max_queued_bytes);
  });
  MB_CHECK(!impl_->closing);
  impl_->queue.push_back({std::move(command), std::move(control), std::move(done), bytes});
  impl_->queued_bytes += bytes;
  ++impl_->unanswered;
  const bool was_empty = impl_->queue.size() == 1;
  lock.unlock();
  if (was_empty) impl_->sequencer_wakes.notify_one();
}

std::future<Outcome> Writer::submit(Prepared command, std::shared_ptr<BatchControl> control) {
  auto promise = std::make_shared<std::promise<Outcome>>();
  auto future = promise->get_future();
  submit(std::move(command), std::move(control),
         [promise](Outcome outcome) { promise->set_value(std::move(outcome)); });
  return future;
}

void Writer::drain() {
  std::unique_lock lock(impl_->mutex);
  impl_->all_answered.wait(lock, [&] { return impl_->unanswered == 0; });
}

std::optional<Error> Writer::latched() const {
  const std::lock_guard guard(impl_->mutex);
  return impl_->error;
}

/// Commands to decide next. With none there, what is decided goes to an idle committer; nothing at
/// the end.
std::optional<std::deque<Queued>> Writer::Impl::take(Batch& batch) {
  std::unique_lock lock(mutex);
  while (queue.empty()) {
    if (!batch.entries.empty() && !waiting && !writing) {
      put(batch);
    } else if (closing && batch.entries.empty()) {
      return std::nullopt;
    } else {
      sequencer_wakes.wait(lock);
    }
  }
  std::deque<Queued> taken;
  taken.swap(queue);
  queued_bytes = 0;
  lock.unlock();
  queue_has_room.notify_all();
  return taken;
}

/// Under the mutex, with nothing waiting.
void Writer::Impl::put(Batch& batch) {
  sequencer->finish(batch);
  waiting.emplace(std::move(batch));
  batch = sequencer->begin();
  committer_wakes.notify_one();
}

void Writer::Impl::hand_over(Batch& batch) {
  std::unique_lock lock(mutex);
  sequencer_wakes.wait(lock, [&] { return !waiting; });
  put(batch);
}

void Writer::Impl::wait_until_idle() {
  std::unique_lock lock(mutex);
  sequencer_wakes.wait(lock, [&] { return !waiting && !writing; });
}

void Writer::Impl::decide(Batch& batch, Queued& queued) {
  if (is_full(batch)) hand_over(batch);
  if (sequencer->add(batch, queued)) return;
  // It repeats a command that is on its way: its receipt is known when that one is durable.
  hand_over(batch);
  wait_until_idle();
  if (const auto latched = failure()) {
    const std::string id = std::get<Submission>(queued.command).id.text();
    batch.entries.push_back({Failed{id, *latched}, queued.control, std::move(queued.done)});
    return;
  }
  MB_CHECK(sequencer->add(batch, queued));
}

void Writer::Impl::sequence() {
  Batch batch = sequencer->begin();
  while (auto commands = take(batch)) {
    for (Queued& queued : *commands) decide(batch, queued);
  }
  const std::lock_guard guard(mutex);
  sequenced = true;
  committer_wakes.notify_one();
}

void Writer::Impl::write(Batch& batch) {
  std::optional<Error> latched = failure();
  if (!latched && batch.commit.event_count() > 0) {
    if (auto written = ledger.store().write(std::move(batch.commit)); !written) {
      latched = std::move(written).error();
      latch(*latched);
    }
  }
  if (latched) fail_all(batch, *latched);
  for (Batch::Entry& entry : batch.entries) entry.done(std::move(entry.outcome));
}

void Writer::Impl::latch(Error found) {
  const std::lock_guard guard(mutex);
  if (!error) error = std::move(found);
}

void Writer::Impl::publish() {
  std::unique_lock lock(mutex);
  while (true) {
    const auto ended = [&] { return committed; };
    if (options.checkpoint_interval.count() > 0) {
      publisher_wakes.wait_for(lock, options.checkpoint_interval, ended);
    } else {
      publisher_wakes.wait(lock, ended);
    }
    const bool last = committed;
    if (error) return;
    lock.unlock();
    if (auto published = publisher->publish(); !published) latch(std::move(published).error());
    lock.lock();
    if (last) return;
  }
}

void Writer::Impl::commit() {
  std::unique_lock lock(mutex);
  while (true) {
    committer_wakes.wait(lock, [&] { return waiting || sequenced; });
    if (!waiting) return;
    Batch batch = std::move(*waiting);
    waiting.reset();
    writing = true;
    lock.unlock();
    sequencer_wakes.notify_one();
    write(batch);
    const std::size_t answered = batch.entries.size();
    lock.lock();
    writing = false;
    unanswered -= answered;
    sequencer_wakes.notify_one();
    if (unanswered == 0) all_answered.notify_all();
  }
}

}  // namespace minutebook::service
