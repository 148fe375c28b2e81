#include "tests/crash/faulty_file_system.h"
#include "tests/service/ledger_fixture.h"

/// Disks that are full or fail for a moment. The writer never tries again by itself: after a failed
/// sync the kernel may have dropped the pages, so a second success would mean nothing.
namespace minutebook::service {
namespace {

class FailingDisk : public LedgerTest {
 protected:
  void open_on_failing_disk() {
    store::StoreOptions options;
    options.environment = files_.environment();
    auto ledger = Ledger::open(directory(), OpenMode::write, "test", options);
    ASSERT_TRUE(ledger) << ledger.error().message.en;
    ledger_ = std::make_unique<Ledger>(std::move(*ledger));
    auto writer = Writer::start(*ledger_, clock_, random_);
    ASSERT_TRUE(writer);
    writer_ = std::move(*writer);
  }

  void fail_once(const rocksdb::IOStatus& status, Errc expected) {
    open_on_failing_disk();
    const Accepted before = accept(commands_.root());
    const std::string unlucky = commands_.person("p1");
    files_.fail_log_writes(status, 1);
    const Outcome outcome = submit(unlucky);
    ASSERT_EQ(status_of(outcome), "failed");
    EXPECT_EQ(std::get<Failed>(outcome).error.code, expected)
        << std::get<Failed>(outcome).error.message.en;
    // The disk works again, the writer does not.
    const Outcome later = submit(commands_.person("p2"));
    ASSERT_EQ(status_of(later), "failed");
    EXPECT_NE(std::get<Failed>(later).error.message.en.find("opened again"), std::string::npos);
    EXPECT_TRUE(writer_->latched());
    open();
    const auto event = ledger_->store().event(before.positions.front());
    ASSERT_TRUE(event);
    EXPECT_EQ(leaf_of(ledger_->info().suite, *event), before.leaf_hashes.front());
    accept(unlucky);  // whether it was there or not
    accept(commands_.person("p3"));
  }

  FaultyFileSystem files_;
};

TEST_F(FailingDisk, ThatIsFullLatchesTheWriter) {
  fail_once(rocksdb::IOStatus::NoSpace("no space left"), Errc::no_space);
}

TEST_F(FailingDisk, ThatCannotWriteLatchesTheWriter) {
  fail_once(rocksdb::IOStatus::IOError("input/output error"), Errc::io);
}

TEST_F(FailingDisk, GivesEveryQueuedCommandAnOutcome) {
  open_on_failing_disk();
  accept(commands_.root());
  files_.fail_log_writes(rocksdb::IOStatus::IOError("input/output error"), 1);
  std::vector<std::future<Outcome>> outcomes;
  for (int i = 0; i < 100; ++i) {
    outcomes.push_back(writer_->submit(prepare(commands_.person("p" + std::to_string(i)))));
  }
  std::size_t failed = 0;
  for (auto& outcome : outcomes) failed += status_of(outcome.get()) == "failed" ? 1 : 0;
  EXPECT_EQ(failed, 100U);
}

TEST_F(FailingDisk, CanStillBeReadAfterAFailedWrite) {
  open_on_failing_disk();
  accept(commands_.root());
  files_.fail_log_writes(rocksdb::IOStatus::NoSpace("no space left"), 1);
  EXPECT_EQ(status_of(submit(commands_.person("p1"))), "failed");
  EXPECT_TRUE(Reader(*ledger_).event(Position{1}));
  EXPECT_EQ(Reader(*ledger_).head(), Position{2});
}

}  // namespace
}  // namespace minutebook::service
