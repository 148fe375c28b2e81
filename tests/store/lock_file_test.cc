#include "ledger/store/lock_file.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

namespace minutebook::store {
namespace {

class LockFileTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = std::filesystem::temp_directory_path() / "minutebook-lock-XXXXXX";
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path file() const { return folder_ / "lock"; }
  std::filesystem::path folder_;
};

TEST_F(LockFileTest, IsHeldOnceAndNamesItsHolder) {
  const auto first = LockFile::acquire(file(), "minutebook submit", Instant{0});
  ASSERT_TRUE(first);
  const auto second = LockFile::acquire(file(), "minutebook blob", Instant{0});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Errc::locked);
  EXPECT_EQ(second.error().message.en,
            "the ledger is in use by process " + std::to_string(::getpid()) +
                " (minutebook submit) since 1970-01-01T00:00:00Z; wait for it, or use a reading "
                "command");
}

TEST_F(LockFileTest, IsFreeAgainWhenItsHolderIsKilled) {
  int ready[2];
  ASSERT_EQ(::pipe(ready), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const auto held = LockFile::acquire(file(), "child", Instant{0});
    const char byte = held ? '1' : '0';
    if (::write(ready[1], &byte, 1) != 1) ::_exit(1);
    ::pause();
    ::_exit(0);
  }
  char byte = 0;
  ASSERT_EQ(::read(ready[0], &byte, 1), 1);
  EXPECT_FALSE(LockFile::acquire(file(), "parent", Instant{0}));
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  EXPECT_TRUE(LockFile::acquire(file(), "parent", Instant{0}));
  ::close(ready[0]);
  ::close(ready[1]);
}

TEST_F(LockFileTest, ThatCannotBeMadeSaysWhere) {
  const auto lock = LockFile::acquire(folder_ / "no" / "lock", "test", Instant{0});
  ASSERT_FALSE(lock);
  EXPECT_EQ(lock.error().code, Errc::io);
  EXPECT_NE(lock.error().message.en.find("no/lock"), std::string::npos);
}

}  // namespace
}  // namespace minutebook::store
