#include "ledger/verify/verify.h"

#include <condition_variable>
#include <thread>

#include "ledger/base/rfc3339.h"
#include "ledger/service/backup_manifest.h"
#include "ledger/service/publisher.h"
#include "ledger/verify/chunk_check.h"
#include "ledger/verify/decision_check.h"
#include "ledger/verify/documents.h"
#include "ledger/verify/ends_check.h"
#include "ledger/verify/index_check.h"
#include "ledger/verify/run.h"
#include "ledger/verify/time_stamp_check.h"
#include "ledger/verify/tree_check.h"
#include "ledger/verify/verified_point.h"

/// In order: what stands beside the events, then one reading of all events by all threads, put
/// together in order on the calling thread; then what needs all of it; then the commands in order.
namespace minutebook::verify {
namespace {

using namespace std::chrono_literals;

/// Hands out pieces of work to threads and takes the chunks back in order.
class ParallelReading {
 public:
  explicit ParallelReading(Run& run)
      : run_(run),
        next_(chunk_of(run.begin)),
        wanted_(next_),
        end_(run.end == run.begin ? next_ : chunk_of(run.end - 1) + 1) {}

  void work(TreeCheck& tree) {
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < run_.threads; ++i) threads.emplace_back([this] { read(); });
    while (auto chunk = take()) {
      events_[chunk->number] = chunk->sums;
      tree.add(*chunk);
      if (chunk->until < run_.end && chunk->stopped) unread_ = std::min(unread_, chunk->until);
    }
    for (std::thread& thread : threads) thread.join();
  }
  void compare_indexes() {
    verify::compare_indexes(run_, events_, streams_, categories_, commands_);
  }
  /// Where the reading stopped early.
  std::uint64_t unread() const { return std::min(unread_, run_.end); }

 private:
  void read();
  void read_indexes();
  std::optional<ChunkResult> take();
  bool claim(std::uint64_t& number);

  Run& run_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::uint64_t, ChunkResult> ready_;
  std::uint64_t next_;    // to be handed out
  std::uint64_t wanted_;  // to be taken
  const std::uint64_t end_;
  std::atomic<unsigned> indexes_{0};
  IndexReading streams_;
  IndexReading categories_;
  IndexReading commands_;
  SumsByChunk events_;
  std::uint64_t unread_ = ~0ULL;
};

void ParallelReading::read_indexes() {
  if (!run_.whole()) return;
  for (unsigned index = indexes_++; index < 3; index = indexes_++) {
    if (index == 0) streams_ = read_streams(run_);
    if (index == 1) categories_ = read_categories(run_);
    if (index == 2) commands_ = read_commands(run_);
  }
}

/// The next chunk, not too far ahead of the one wanted: what waits is memory.
bool ParallelReading::claim(std::uint64_t& number) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return next_ >= end_ || next_ < wanted_ + 4ULL * run_.threads; });
  if (next_ >= end_) return false;
  number = next_++;
  return true;
}

void ParallelReading::read() {
  read_indexes();
  std::uint64_t number = 0;
  while (claim(number)) {
    ChunkResult chunk = check_chunk(run_, number);
    if (!run_.whole()) look_up_events(run_, chunk.from, chunk.until);
    const std::lock_guard guard(mutex_);
    ready_.emplace(number, std::move(chunk));
    changed_.notify_all();
  }
}

std::optional<ChunkResult> ParallelReading::take() {
  std::unique_lock lock(mutex_);
  if (wanted_ >= end_) return std::nullopt;
  while (!ready_.contains(wanted_)) {
    changed_.wait_for(lock, 200ms);
    if (!run_.options.progress) continue;
    lock.unlock();
    run_.options.progress(std::min(run_.done.load(), run_.end - run_.begin), run_.end - run_.begin);
    lock.lock();
  }
  ChunkResult chunk = std::move(ready_.extract(wanted_).mapped());
  ++wanted_;
  changed_.notify_all();
  return chunk;
}

tl::unexpected<Error> wrong_range(const std::string& en, const std::string& zh) {
  return fail(Errc::invalid_input, en, zh);
}

Result<void> check_options(const Options& options) {
  if (options.since_verified && (options.from || options.to)) {
    return wrong_range("choose a range or what is new since the last run, not both",
                       "不能同时指定范围和“自上次核验以来”");
  }
  if (options.from && options.to && *options.to < *options.from) {
    return wrong_range("the range ends before it begins", "范围的终点在起点之前");
  }
  return {};
}

void note(Run& run, std::string what, std::string en, std::string zh) {
  run.notes.push_back({std::move(what), {std::move(en), std::move(zh)}});
}

/// Where the run begins with since_verified.
std::uint64_t verified_begin(Run& run) {
  const auto point = read_verified(run.ledger.paths());
  std::string en = "no earlier run is on record";
  std::string zh = "没有此前核验的记录";
  if (!point) {
    en = point.error().message.en;
    zh = point.error().message.zh;
  } else if (*point) {
    if ((*point)->level < run.options.level) {
      en = "the earlier run was of a lower level";
      zh = "此前核验的级别较低";
    } else if (tree_agrees_at(run, (*point)->size, (*point)->note)) {
      return (*point)->size;
    } else {
      en = "the checkpoint of the earlier run is not one of this ledger's tree";
      zh = "此前核验的检查点不属于本账本的树";
    }
  }
  note(run, "since-verified", "everything is checked: " + en, "改为全部核验：" + zh);
  return 0;
}

void set_range(Run& run) {
  run.end = run.head;
  if (run.options.to) run.end = std::min(run.head, run.options.to->value + 1);
  if (run.options.from) run.begin = std::min(run.options.from->value, run.end);
  if (run.options.since_verified) run.begin = verified_begin(run);
}

void load_keys(Run& run) {
  auto keys = service::ledger_keys(run.ledger);
  if (keys) {
    run.keys = std::move(*keys);
    const auto file = check_key_file(run.ledger, run.keys);
    if (!file && run.wants(Level::tree)) {
      run.fault(Level::tree, "key", "file:keys/ledger.pem", "the key in force",
                file.error().message.en);
    }
  } else if (run.wants(Level::tree)) {
    run.fault(Level::tree, "key", "stream:ledger", "the ledger's key", keys.error().message.en);
  }
  if (run.options.policy == nullptr) return;
  for (const tlog::PolicyParty& witness : run.options.policy->witnesses()) {
    run.witnesses.push_back(witness.key);
  }
}

void tell_of_restoring(Run& run) {
  const auto mark = service::read_restored_mark(run.ledger.paths().root);
  if (!mark) return note(run, "restored", mark.error().message.en, mark.error().message.zh);
  if (!*mark) return;
  const std::string number = std::to_string((*mark)->generation);
  const std::string events = std::to_string((*mark)->events);
  const std::string made = format_time({(*mark)->made_at, 0});
  note(run, "restored",
       "this ledger was restored from generation " + number + " of a backup, made at " + made +
           " with " + events + " events: what was recorded later and not submitted again is not " +
           "in it",
       "本账本由 " + made + " 所作备份的第 " + number + " 代恢复，含 " + events +
           " 个事件：此后记录而未重新提交的内容不在其中");
}

void tell_of_time_stamps(Run& run) {
  const std::uint64_t number = run.totals.of(Tally::time_stamps_not_verified);
  if (number == 0) return;
  const std::string count = std::to_string(number);
  if (!run.options.time_stamp_anchors) {
    note(run, "time-stamps",
         count +
             " time stamps are over their checkpoints, but who signed them was not checked: no "
             "certificates were given",
         count + " 个时间戳确系针对各自的检查点，但未核对签发者：未提供证书");
  } else if (!run.time_stamp_anchors) {
    note(run, "time-stamps",
         count + " time stamps: who signed them was not checked, which is a fault",
         count + " 个时间戳未能核对签发者，此为问题");
  }
}

void tell_what_is_not_checked(Run& run, const std::optional<NewestCheckpoint>& newest) {
  if (!run.whole()) {
    note(run, "range", "index entries and tiles outside of the range were not looked at",
         "未核对范围以外的索引条目与瓦片");
  }
  if (!run.wants(Level::tree)) return;
  if (run.options.policy == nullptr) {
    note(run, "policy", "no policy was given: cosignatures were not checked",
         "未指定策略：未核对见证签名");
  }
  if (newest && newest->size < run.end) {
    const std::string number = std::to_string(run.end - newest->size);
    note(run, "unsigned-events",
         "the last " + number + " events are under no signed checkpoint yet",
         "最后 " + number + " 个事件尚未纳入签名检查点");
  }
  tell_of_time_stamps(run);
  if (run.wants(Level::payload) && run.totals.of(Tally::not_stored) > 0) {
    note(run, "documents", "some cited documents were never stored here: see citations-not-stored",
         "部分所引文件从未存入本账本：见 citations-not-stored");
  }
  if (run.wants(Level::projections) && run.totals.of(Tally::tables) == 0) {
    note(run, "projections", "there are no read models to compare with the log",
         "没有可与日志比较的读模型");
  }
}

Report start_report(const Run& run, Instant started) {
  Report report;
  report.ledger = run.ledger.info().id;
  report.name = run.ledger.info().name;
  report.suite = run.suite;
  report.level = run.options.level;
  report.started = started;
  report.head = run.head;
  report.whole = run.whole();
  report.since = run.options.since_verified ? run.begin : 0;
  if (run.begin < run.end) report.range = Range{Position{run.begin}, Position{run.end - 1}};
  return report;
}

void check_events(Run& run) {
  TreeCheck tree(run);
  ParallelReading reading(run);
  reading.work(tree);
  if (run.stopped() && reading.unread() < run.end) {
    run.fault_over(Level::structure, "not-checked", range_of(reading.unread(), run.end - 1),
                   "checked", "interrupted");
    return;
  }
  tree.finish();
  if (run.whole()) reading.compare_indexes();
}

void check_read_models(Run& run) {
  auto check = run.options.read_models();
  if (!check) {
    run.fault(Level::projections, "read-model", "views", "as the log gives them",
              check.error().message.en);
    return;
  }
  run.totals.add(Tally::tables, check->tables);
  run.totals.add(Tally::rows, check->rows);
  for (Fault& fault : check->faults) {
    run.fault(Level::projections, fault.what, std::move(fault.place), std::move(fault.expected),
              std::move(fault.found));
  }
}

void check_all(Run& run) {
  if (run.begin == 0) check_identity(run);
  check_events(run);
  if (run.wants(Level::payload) && !run.stopped()) {
    if (run.whole()) check_documents(run);
    check_redactions(run);
  }
  if (run.wants(Level::signatures) && !run.stopped()) check_commands(run);
  if (run.wants(Level::projections) && run.options.read_models && !run.stopped()) {
    check_read_models(run);
  }
}

}  // namespace

Result<Report> verify(service::Ledger& ledger, const Options& options, Clock& clock) {
  MB_TRY_VOID(check_options(options));
  const Instant started = clock.now();
  // Before the log: what is published was in the log by then.
  const auto published = service::read_published(ledger.paths());
  Run run(ledger, options);
  if (const auto followed = ledger.store().catch_up(); !followed) {
    run.fault(Level::structure, "event", "log", "readable", followed.error().message.en);
  }
  find_head(run);
  load_keys(run);
  load_time_stamp_anchors(run);
  set_range(run);
  Report report = start_report(run, started);
  check_all(run);
  std::optional<NewestCheckpoint> newest;
  if (run.wants(Level::tree)) newest = check_newest(run, published);
  if (newest) {
    report.tree_size = newest->size;
    report.root = newest->root;
    report.checkpoint = newest->note;
  }
  if (run.stopped()) {
    run.fault(run.options.level, "not-checked", "log", "all of this level", "interrupted");
  }
  tell_of_restoring(run);
  tell_what_is_not_checked(run, newest);
  report.stamped = std::move(run.stamped);
  report.complete = !run.stopped();
  report.finished = clock.now();
  report.counts = run.totals.counts(options.level);
  report.notes = std::move(run.notes);
  report.fault_count = run.faults.count();
  report.faults = run.faults.take();
  return report;
}

}  // namespace minutebook::verify
