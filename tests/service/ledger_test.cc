#include <sys/stat.h>

#include <fstream>

#include "tests/service/ledger_fixture.h"

namespace minutebook::service {
namespace {

namespace fs = std::filesystem;

using LedgerDirectory = LedgerTest;

TEST_F(LedgerDirectory, HoldsTheGenesisEventAndItsKeyAndNothingIsOpenToOthers) {
  open();
  const auto event = ledger_->store().event(Position{0});
  ASSERT_TRUE(event);
  const auto body = event->payload().getBody();
  ASSERT_TRUE(body.isLedgerCreated());
  EXPECT_STREQ(body.getLedgerCreated().getName().cStr(), "test.example/ledger");
  EXPECT_STREQ(event->header().getActor().cStr(), "service/founder");
  struct stat status {};
  ASSERT_EQ(::stat(directory().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0700U);
  ASSERT_EQ(::stat(ledger_->paths().ledger_key().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
}

TEST_F(LedgerDirectory, IsNotMadeWhereSomethingIs) {
  const auto again = create_ledger(directory(), {.name = "other"}, clock_, random_);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, Errc::conflict);
}

TEST_F(LedgerDirectory, IsMadeAnewWhereInitWasInterrupted) {
  open();
  close();
  fs::remove(directory() / "ledger.toml");  // as if stopped right before the last step
  std::ofstream(directory() / "init.unfinished").flush();
  const auto opened = Ledger::open(directory(), OpenMode::write, "test");
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Errc::not_found);
  EXPECT_NE(opened.error().message.en.find("unfinished"), std::string::npos);
  const auto made = create_ledger(directory(), {.name = "test.example/again"}, clock_, random_);
  ASSERT_TRUE(made) << made.error().message.en;
  open();
  EXPECT_EQ(ledger_->info().name, "test.example/again");
}

TEST_F(LedgerDirectory, IsOpenForWritingOnlyOnceAndSaysByWhom) {
  open();
  const auto second = Ledger::open(directory(), OpenMode::write, "second");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Errc::locked);
  EXPECT_NE(second.error().message.en.find(std::to_string(::getpid()) + " (test)"),
            std::string::npos)
      << second.error().message.en;
  EXPECT_NE(second.error().message.zh.find("test"), std::string::npos);
  close();
  EXPECT_TRUE(Ledger::open(directory(), OpenMode::write, "second"));
}

TEST_F(LedgerDirectory, IsReadWhileItIsWrittenAndFollowed) {
  open();
  accept(commands_.root());
  auto reading = Ledger::open(directory(), OpenMode::read, "log");
  ASSERT_TRUE(reading) << reading.error().message.en;
  EXPECT_EQ(reading->store().head(), Position{2});
  accept(commands_.person("p1"));
  EXPECT_EQ(reading->store().head(), Position{2});
  ASSERT_TRUE(reading->store().catch_up());
  EXPECT_EQ(reading->store().head(), Position{3});
  EXPECT_TRUE(Reader(*reading).event(Position{2}));
}

TEST_F(LedgerDirectory, WithTheLogOfAnotherLedgerIsRefused) {
  const auto other = folder_.path() / "other";
  ASSERT_TRUE(create_ledger(other, {.name = "test.example/other"}, clock_, random_));
  fs::remove_all(directory() / "log");
  fs::rename(other / "log", directory() / "log");
  const auto opened = Ledger::open(directory(), OpenMode::read, "log");
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().message.en.find("another ledger"), std::string::npos);
  check_at_end_ = false;
}

TEST_F(LedgerDirectory, ThatIsNoneIsNotFound) {
  const auto opened = Ledger::open(folder_.path(), OpenMode::read, "log");
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Errc::not_found);
}

TEST_F(LedgerDirectory, ThatMayNotBeReadSaysSo) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  fs::permissions(directory(), fs::perms::none);
  const auto opened = Ledger::open(directory(), OpenMode::read, "log");
  fs::permissions(directory(), fs::perms::owner_all);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Errc::io);
}

}  // namespace
}  // namespace minutebook::service
