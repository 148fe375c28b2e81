#include "ledger/service/lag.h"

#include <gtest/gtest.h>

#include "ledger/store/checkpoints.h"
#include "ledger/tlog/signer.h"
#include "tests/crypto/authority.h"
#include "tests/service/ledger_fixture.h"

namespace minutebook::service {
namespace {

constexpr std::int64_t second_ns = 1'000'000'000;

/// A ledger with checkpoints of sizes 1, 2 and 4, and a witness whom its policy wants.
class Lag : public LedgerTest {
 protected:
  void SetUp() override {
    LedgerTest::SetUp();
    record({commands_.root()});
    record({commands_.person("a"), commands_.person("b")});
    ledger_ = std::make_unique<Ledger>(Ledger::open(directory(), OpenMode::write, "test").value());
  }
  void record(const std::vector<std::string>& lines) {
    WriterOptions options;
    options.checkpoint_interval = std::chrono::hours(1);  // one, at the end
    open(options);
    for (const std::string& line : lines) {
      clock_.advance(10 * second_ns);
      accept(line);
    }
    close();
  }
  tlog::Policy policy(const std::string& quorum = "w") const {
    return tlog::Policy::parse("witness w " + witness_.verifier().text() + "\nquorum " + quorum +
                               "\n")
        .value();
  }
  void cosign(std::uint64_t size) {
    store::CheckpointStore kept(ledger_->store());
    const auto note = tlog::parse_note((*kept.at(size))->note);
    const auto line = witness_.cosign(*tlog::parse_checkpoint(note->text), 1'700'000'000);
    const auto both = tlog::serialize(tlog::with_signatures(*note, std::array{*line}));
    ASSERT_TRUE(kept.replace(size, *both));
  }

  tlog::Signer witness_ =
      *tlog::Signer::make("witness.example/w", tlog::KeyRole::cosigner,
                          crypto::PrivateKey::generate(crypto::Algorithm::ed25519));
};

TEST_F(Lag, IsEverythingBeforeTheFirstWitness) {
  const auto lag = witness_lag(*ledger_, policy());
  ASSERT_TRUE(lag) << lag.error().message.en;
  EXPECT_EQ(lag->witnessed_size, 0U);
  EXPECT_EQ(lag->events, 4U);
  EXPECT_EQ(lag->oldest, test_start);
  EXPECT_EQ(lag->seconds({test_start.ns + 90 * second_ns}), 90);
  EXPECT_EQ(lag->seconds({test_start.ns - 90 * second_ns}), 0) << "a clock set back";
}

TEST_F(Lag, IsWhatIsBehindTheLargestWitnessedCheckpoint) {
  cosign(1);
  cosign(2);
  const auto lag = witness_lag(*ledger_, policy());
  ASSERT_TRUE(lag);
  EXPECT_EQ(lag->witnessed_size, 2U);
  EXPECT_EQ(lag->events, 2U);
  EXPECT_EQ(lag->oldest, (Instant{test_start.ns + 20 * second_ns}));
}

TEST_F(Lag, IsNothingWhenTheNewestIsWitnessed) {
  cosign(4);
  const auto lag = witness_lag(*ledger_, policy());
  ASSERT_TRUE(lag);
  EXPECT_EQ(lag->events, 0U);
  EXPECT_FALSE(lag->oldest);
  EXPECT_EQ(lag->seconds({test_start.ns + 90 * second_ns}), 0);
  EXPECT_EQ(witness_lag(*ledger_, policy("none"))->witnessed_size, 4U);
}

TEST_F(Lag, IsNotShortenedByAStranger) {
  cosign(4);
  const auto other = tlog::Signer::make("witness.example/w", tlog::KeyRole::cosigner,
                                        crypto::PrivateKey::generate(crypto::Algorithm::ed25519));
  const auto wanted = tlog::Policy::parse("witness w " + other->verifier().text() + "\nquorum w\n");
  EXPECT_EQ(witness_lag(*ledger_, *wanted)->events, 4U);
}

TEST_F(Lag, OfTimeStampsIsOfThoseThatHold) {
  if (!crypto::Authority::is_possible()) GTEST_SKIP() << "no openssl command";
  EXPECT_EQ(newest_time_stamp(*ledger_, {})->size, 0U);
  const crypto::Authority authority;
  const crypto::Authority other;
  store::CheckpointStore kept(ledger_->store());
  const auto stamp = [&](std::uint64_t size, const crypto::Authority& by) {
    const auto note = tlog::parse_note((*kept.at(size))->note);
    ASSERT_TRUE(kept.add_time_stamp(size, by.token_over(tlog::time_stamped_digest(note->text))));
  };
  stamp(2, authority);
  stamp(4, other);
  EXPECT_EQ(newest_time_stamp(*ledger_, {})->size, 4U);
  const auto trusted = newest_time_stamp(*ledger_, authority.root());
  EXPECT_EQ(trusted->size, 2U);
  ASSERT_TRUE(trusted->time);
  EXPECT_GT(*trusted->time, test_start);
}

}  // namespace
}  // namespace minutebook::service
