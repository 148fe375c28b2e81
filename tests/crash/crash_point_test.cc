#include <unordered_map>

#include "tests/crash/faulty_file_system.h"
#include "tests/service/ledger_fixture.h"

/// A ledger is opened, written to and compacted over a file system that stops at operation number
/// n; for every n. What was acknowledged must be there afterwards, and nothing half of it.
namespace minutebook::service {
namespace {

namespace fs = std::filesystem;
using Loss = FaultyFileSystem::Loss;

class CrashPoints : public LedgerTest {
 protected:
  void SetUp() override {
    LedgerTest::SetUp();
    check_at_end_ = false;
    for (int i = 0; i < 24; ++i) {
      lines_.push_back(i == 0 ? commands_.root() : commands_.person("p" + std::to_string(i)));
    }
  }

  /// Writes the lines over `files` until it stops; the receipts that were given.
  std::vector<std::pair<std::string, Accepted>> run(const fs::path& ledger, FaultyFileSystem& files,
                                                    bool sync) {
    std::vector<std::pair<std::string, Accepted>> acknowledged;
    store::StoreOptions options;
    options.environment = files.environment();
    options.sync = sync;
    options.write_buffer_bytes = 64U << 10U;
    auto opened = Ledger::open(ledger, OpenMode::write, "test", options);
    if (!opened) return acknowledged;
    WriterOptions small;
    small.max_batch_commands = 3;
    auto writer = Writer::start(*opened, clock_, random_, small);
    if (!writer) return acknowledged;
    for (const std::string& line : lines_) {
      const Outcome outcome =
          (*writer)->submit(authenticate(line, opened->info().suite, (*writer)->keys())).get();
      if (is_accepted(outcome)) acknowledged.emplace_back(line, std::get<Accepted>(outcome));
    }
    // Flushing makes durable what was not synced: the unsynced variant does without.
    if (sync && acknowledged.size() == lines_.size()) (void)opened->store().compact();
    return acknowledged;
  }

  /// Does the ledger hold what was acknowledged, whole? Says what is wrong.
  std::string verdict(const fs::path& ledger,
                      const std::vector<std::pair<std::string, Accepted>>& acknowledged) {
    auto opened = Ledger::open(ledger, OpenMode::write, "test");
    if (!opened) return "does not open: " + opened.error().message.en;
    const auto report = verify::verify(*opened, {}, clock_);
    if (!report) return "cannot be checked: " + report.error().message.en;
    if (!report->faults.empty()) {
      const verify::Fault& fault = report->faults.front();
      return "is not sound: " + fault.place + " " + fault.what + " " + fault.found;
    }
    for (const auto& [line, receipt] : acknowledged) {
      const auto event = opened->store().event(receipt.positions.front());
      if (!event) return "has lost an acknowledged event";
      if (leaf_of(opened->info().suite, *event) != receipt.leaf_hashes.front()) {
        return "has another event in an acknowledged place";
      }
    }
    return resubmit(*opened, acknowledged);
  }

  /// Sends everything again: the same receipts, and the rest.
  std::string resubmit(Ledger& ledger,
                       const std::vector<std::pair<std::string, Accepted>>& acknowledged) {
    auto writer = Writer::start(ledger, clock_, random_);
    if (!writer) return "takes no commands: " + writer.error().message.en;
    std::unordered_map<std::string, Accepted> given(acknowledged.begin(), acknowledged.end());
    for (const std::string& line : lines_) {
      const Outcome outcome =
          (*writer)->submit(authenticate(line, ledger.info().suite, (*writer)->keys())).get();
      if (!is_accepted(outcome)) return "does not take a command again: " + explain(outcome);
      const auto found = given.find(line);
      if (found == given.end()) continue;
      if (std::get<Accepted>(outcome).leaf_hashes != found->second.leaf_hashes) {
        return "gives another receipt for the same command";
      }
    }
    return ledger.store().head() == Position{1 + lines_.size()} ? "" : "has a wrong length";
  }

  struct Tally {
    std::uint64_t points = 0;
    std::uint64_t acknowledging = 0;  ///< points before which something was acknowledged
    std::uint64_t caught = 0;
    std::string first;
  };

  Tally enumerate(Loss loss, bool sync, std::uint64_t stride) {
    const fs::path work = folder_.path() / "work";
    Tally tally;
    for (std::uint64_t point = 0;; point += stride) {
      fs::remove_all(work);
      fs::copy(directory(), work, fs::copy_options::recursive);
      FaultyFileSystem files;
      files.crash_at(point);
      const auto acknowledged = run(work, files, sync);
      const bool stopped = files.operations() > point;
      files.lose(loss);
      const std::string wrong = verdict(work, acknowledged);
      ++tally.points;
      if (!acknowledged.empty()) ++tally.acknowledging;
      if (!wrong.empty() && tally.caught++ == 0) {
        tally.first = "at operation " + std::to_string(point) + " the ledger " + wrong;
      }
      if (!stopped) return tally;
    }
  }

  std::vector<std::string> lines_;
};

TEST_F(CrashPoints, OfAPowerLossLoseNothingAcknowledged) {
  const Tally tally = enumerate(Loss::all_unsynced, true, 1);
  EXPECT_EQ(tally.caught, 0U) << tally.first;
  EXPECT_GT(tally.points, 75U);
  RecordProperty("points", static_cast<int>(tally.points));
}

TEST_F(CrashPoints, OfAPowerLossThatLeavesATornEndLoseNothingAcknowledged) {
  const Tally tally = enumerate(Loss::half_unsynced, true, 3);
  EXPECT_EQ(tally.caught, 0U) << tally.first;
}

TEST_F(CrashPoints, OfAPowerLossThatLeavesGarbageLoseNothingAcknowledged) {
  const Tally tally = enumerate(Loss::garbled_log, true, 3);
  EXPECT_EQ(tally.caught, 0U) << tally.first;
}

TEST_F(CrashPoints, OfAProcessLoseNothingAcknowledged) {
  const Tally tally = enumerate(Loss::nothing, true, 3);
  EXPECT_EQ(tally.caught, 0U) << tally.first;
}

TEST_F(CrashPoints, AreCaughtWhenCommitsAreNotSynced) {
  // The proof that the tests above can fail.
  const Tally tally = enumerate(Loss::all_unsynced, false, 1);
  EXPECT_GT(tally.caught, tally.acknowledging / 2) << tally.caught << " of " << tally.acknowledging;
  EXPECT_GT(tally.caught, 10U);
}

}  // namespace
}  // namespace minutebook::service
