#include <gmock/gmock.h>

#include "ledger/store/checkpoints.h"
#include "ledger/store/keys.h"
#include "ledger/tlog/checkpoint.h"
#include "tests/crypto/authority.h"
#include "tests/verify/sample_ledger.h"

namespace minutebook::test {
namespace {

using crypto::Authority;
using store::Family;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using verify::Level;

/// The sample with time stamps by an authority that everybody trusts, or not.
class TimeStamped : public testing::Test {
 protected:
  void SetUp() override {
    if (!Authority::is_possible()) GTEST_SKIP() << "no openssl command";
    authority_.emplace();
  }

  crypto::Digest stamped(std::uint64_t size) const {
    crypto::Digest digest{};
    ledger_.tamper([&](RawLedger& raw) {
      const auto note = tlog::parse_note(raw.get(Family::checkpoints, store::checkpoint_key(size)));
      digest = tlog::time_stamped_digest(note->text);
    });
    return digest;
  }
  void put(std::uint64_t size, std::uint8_t number, ByteSpan token) const {
    ledger_.tamper([&](RawLedger& raw) {
      raw.put(Family::checkpoints, store::time_stamp_key(size, number), as_text(token));
    });
  }
  verify::Options trusting(const Authority& authority) const {
    verify::Options options;
    options.level = Level::tree;
    options.time_stamp_anchors = authority.root();
    return options;
  }
  std::vector<std::string> found() const { return ledger_.faults(trusting(*authority_)); }

  SampleLedger ledger_;
  std::optional<Authority> authority_;
};

std::uint64_t count_of(const verify::Report& report, std::string_view what) {
  for (const verify::Count& count : report.counts) {
    if (count.what == what) return count.number;
  }
  return ~0ULL;
}

bool has_note(const verify::Report& report, std::string_view what) {
  return std::any_of(report.notes.begin(), report.notes.end(),
                     [&](const verify::Note& note) { return note.what == what; });
}

TEST_F(TimeStamped, HoldsAndSaysNotLaterThanWhen) {
  put(29, 0, authority_->token_over(stamped(29)));
  put(29, 1, authority_->token_over(stamped(29)));
  const auto report = ledger_.verify(trusting(*authority_));
  ASSERT_TRUE(report);
  EXPECT_THAT(lines_of(*report), IsEmpty());
  EXPECT_EQ(count_of(*report, "time-stamps"), 2U);
  EXPECT_EQ(count_of(*report, "time-stamps-not-verified"), 0U);
  EXPECT_FALSE(has_note(*report, "time-stamps"));
  ASSERT_TRUE(report->stamped);
  EXPECT_EQ(report->stamped->size, 29U);
  EXPECT_EQ(report->stamped->tsa, "CN=Test Authority");
  EXPECT_GT(report->stamped->time, service::test_start);
}

TEST_F(TimeStamped, IsSaidNotToBeCheckedWithoutCertificates) {
  put(29, 0, authority_->token_over(stamped(29)));
  verify::Options options;
  options.level = Level::tree;
  const auto report = ledger_.verify(options);
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->holds());
  EXPECT_EQ(count_of(*report, "time-stamps"), 0U);
  EXPECT_EQ(count_of(*report, "time-stamps-not-verified"), 1U);
  EXPECT_TRUE(has_note(*report, "time-stamps"));
  EXPECT_FALSE(report->stamped);
}

TEST_F(TimeStamped, IsAFaultWhenTheCertificatesAskedForCannotBeUsed) {
  verify::Options options;
  options.level = Level::tree;
  options.time_stamp_anchors = "nonsense";
  const auto fault = ElementsAre("tree time-stamps time-stamp-not-checked");
  EXPECT_THAT(ledger_.faults(options), fault);
  options.time_stamp_anchors = Result<std::string>(fail(Errc::not_found, "gone", "gone"));
  EXPECT_THAT(ledger_.faults(options), fault);
  options.level = Level::structure;
  EXPECT_THAT(ledger_.faults(options), IsEmpty());
}

TEST_F(TimeStamped, FindsOneOverAnotherCheckpoint) {
  put(29, 0, authority_->token_over(stamped(sample_size)));
  const auto fault = ElementsAre("tree checkpoint:29 time-stamp-token");
  EXPECT_THAT(found(), fault);
  EXPECT_THAT(ledger_.faults(Level::tree), fault) << "what it is over needs no certificates";
}

TEST_F(TimeStamped, FindsOneThatWasCutShort) {
  Bytes token = authority_->token_over(stamped(29));
  token.resize(token.size() - 40);
  put(29, 0, token);
  EXPECT_THAT(found(), ElementsAre("tree checkpoint:29 time-stamp-token"));
}

TEST_F(TimeStamped, FindsAForgedSignature) {
  Bytes token = authority_->token_over(stamped(29));
  token[token.size() - 5] ^= 1;
  put(29, 0, token);
  EXPECT_THAT(found(), ElementsAre("tree checkpoint:29 time-stamp-signature"));
}

TEST_F(TimeStamped, FindsAnAuthorityThatIsNotTrusted) {
  const Authority other("Other Authority");
  put(29, 0, authority_->token_over(stamped(29)));
  put(29, 1, other.token_over(stamped(29)));
  const auto report = ledger_.verify(trusting(*authority_));
  ASSERT_TRUE(report);
  EXPECT_THAT(lines_of(*report), ElementsAre("tree checkpoint:29 time-stamp-signature"));
  EXPECT_EQ(report->stamped->tsa, "CN=Test Authority") << "the other one still holds";
  verify::Options both = trusting(*authority_);
  both.time_stamp_anchors = authority_->root() + other.root();
  EXPECT_THAT(ledger_.faults(both), IsEmpty());
}

TEST_F(TimeStamped, FindsOneBesideANewestCheckpointThatAnEarlierRunVouchedFor) {
  const auto before = ledger_.verify();
  {
    auto ledger = service::Ledger::open(ledger_.path(), service::OpenMode::read, "test");
    ASSERT_TRUE(verify::remember(*ledger, *before));
  }
  put(sample_size, 0, as_bytes("token"));
  verify::Options options = trusting(*authority_);
  options.since_verified = true;
  EXPECT_THAT(ledger_.faults(options), ElementsAre("tree checkpoint:31 time-stamp-token"));
}

/// A ledger whose clock is off.
class ClockAhead : public testing::Test {
 protected:
  std::vector<std::string> found(std::int64_t ahead_seconds) {
    if (!Authority::is_possible()) return {"no openssl command"};
    const Authority authority;
    const service::TestFolder folder;
    const auto path = folder.path() / "ledger";
    ManualClock clock{Instant{SystemClock().now().ns + ahead_seconds * 1'000'000'000}};
    SeededRandom random(7);
    EXPECT_TRUE(service::create_ledger(path, {.name = "test.example/ledger", .suite = suite}, clock,
                                       random));
    {
      auto ledger = service::Ledger::open(path, service::OpenMode::write, "test");
      store::CheckpointStore kept(ledger->store());
      const auto note = tlog::parse_note((*kept.latest())->note);
      EXPECT_TRUE(
          kept.add_time_stamp(1, authority.token_over(tlog::time_stamped_digest(note->text))));
    }
    verify::Options options;
    options.time_stamp_anchors = authority.root();
    return lines_of(*verify_at(path, options));
  }
  crypto::Suite suite = crypto::Suite::standard;
};

TEST_F(ClockAhead, IsFoundByATimeStamp) {
  if (!Authority::is_possible()) GTEST_SKIP() << "no openssl command";
  EXPECT_THAT(found(3'600), ElementsAre("tree checkpoint:1 time-stamp-early"));
  suite = crypto::Suite::gm;
  EXPECT_THAT(found(3'600), ElementsAre("tree checkpoint:1 time-stamp-early"));
}

TEST_F(ClockAhead, IsToleratedWithinAFewMinutes) {
  if (!Authority::is_possible()) GTEST_SKIP() << "no openssl command";
  EXPECT_THAT(found(280), IsEmpty());
}

}  // namespace
}  // namespace minutebook::test
