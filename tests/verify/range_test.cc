#include <gmock/gmock.h>

#include "ledger/store/keys.h"
#include "tests/support/house.h"
#include "tests/verify/sample_ledger.h"

namespace minutebook::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using verify::Level;

verify::Options range(std::uint64_t from, std::uint64_t to, Level level = Level::replay) {
  verify::Options options;
  options.level = level;
  options.from = Position{from};
  options.to = Position{to};
  return options;
}

std::uint64_t events_read(const verify::Report& report) { return report.counts.front().number; }

void backdate(RawLedger& raw, std::uint64_t position) {
  raw.forge(
      position, [](auto header) { header.getOccurredAt().setNs(1); }, nullptr);
}

TEST(Range, HoldsForEveryPartOfASoundLedger) {
  const SampleLedger ledger;
  for (const auto& [from, to] : {std::pair{0, 0}, {0, 30}, {5, 9}, {27, 27}, {28, 30}, {30, 99}}) {
    const auto report = ledger.verify(range(from, to));
    ASSERT_TRUE(report);
    EXPECT_THAT(lines_of(*report), IsEmpty()) << from << "-" << to;
    EXPECT_TRUE(report->holds());
    EXPECT_EQ(events_read(*report), std::min<std::uint64_t>(to, 30) - from + 1);
  }
}

TEST(Range, LooksAtNothingElse) {
  const SampleLedger ledger;
  ledger.tamper([](RawLedger& raw) {
    backdate(raw, 3);
    backdate(raw, 20);
  });
  EXPECT_THAT(ledger.faults(range(4, 19, Level::tree)), IsEmpty());
  EXPECT_THAT(ledger.faults(range(4, 20, Level::tree)), ElementsAre("tree 20 leaf"));
  EXPECT_THAT(ledger.faults(range(0, 19, Level::tree)), ElementsAre("tree 3 leaf"));
}

TEST(Range, LooksEachEventUpInTheIndexes) {
  const SampleLedger ledger;
  ledger.tamper([](RawLedger& raw) {
    raw.erase(store::Family::streams,
              store::stream_key(Subject::from_stored("partnership/pilot"), Version{2}));
  });
  EXPECT_THAT(ledger.faults(range(20, 30, Level::structure)),
              ElementsAre("structure 28 stream-index"));
  EXPECT_THAT(ledger.faults(range(20, 27, Level::structure)), IsEmpty());
}

TEST(Range, SaysThatItIsNotTheWhole) {
  const SampleLedger ledger;
  const auto report = ledger.verify(range(4, 19));
  ASSERT_TRUE(report);
  EXPECT_FALSE(report->whole);
  ASSERT_FALSE(report->notes.empty());
  EXPECT_EQ(report->notes.front().what, "range");
}

TEST(Range, DoesNotEndBeforeItBegins) {
  const SampleLedger ledger;
  const auto report = ledger.verify(range(9, 3));
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, Errc::invalid_input);
}

/// Verifies since the last run, and remembers.
class SinceVerified : public testing::Test {
 protected:
  SinceVerified() { run(Level::replay, false); }
  verify::Report run(Level level, bool since = true) {
    auto ledger = service::Ledger::open(ledger_.path(), service::OpenMode::read, "test");
    ManualClock clock{sample_start};
    verify::Options options;
    options.level = level;
    options.since_verified = since;
    auto report = verify::verify(*ledger, options, clock);
    EXPECT_TRUE(report);
    EXPECT_TRUE(verify::remember(*ledger, *report));
    return std::move(*report);
  }
  void grow() {
    ledger_.submit({founders("ChangeOrganization", "organization/city",
                             R"({"name":"the city","reason":"a test"})"),
                    SampleLedger::sign(command("proposer proposer AttachDocument partnership/pilot",
                                               R"({"document":{"digest":")" +
                                                   crypto::hex_of(SampleLedger::document_digest()) +
                                                   R"(","title":"x"}})"))});
  }
  SampleLedger ledger_;
};

TEST_F(SinceVerified, ReadsWhatIsNewOnly) {
  EXPECT_EQ(events_read(run(Level::replay)), 0U);
  grow();
  const auto report = run(Level::replay);
  EXPECT_TRUE(report.holds()) << testing::PrintToString(lines_of(report));
  EXPECT_EQ(report.since, sample_size);
  EXPECT_EQ(events_read(report), 2U);
  EXPECT_EQ(events_read(run(Level::replay)), 0U);
}

TEST_F(SinceVerified, FindsFaultsInWhatIsNew) {
  grow();
  ledger_.tamper([](RawLedger& raw) {
    backdate(raw, 3);
    backdate(raw, sample_size);
  });
  EXPECT_THAT(lines_of(run(Level::tree)), ElementsAre("tree 31 leaf"));
  // What did not hold is not remembered.
  EXPECT_EQ(run(Level::tree).since, sample_size);
}

TEST_F(SinceVerified, BeginsAnewForAHigherLevel) {
  run(Level::tree, false);
  const auto report = run(Level::replay);
  EXPECT_TRUE(report.whole);
  EXPECT_EQ(events_read(report), sample_size);
  ASSERT_FALSE(report.notes.empty());
  EXPECT_EQ(report.notes.front().what, "since-verified");
}

TEST_F(SinceVerified, BeginsAnewWhenTheTreeIsAnother) {
  ledger_.tamper([](RawLedger& raw) {
    backdate(raw, 3);
    raw.reseal();
  });
  const auto report = run(Level::tree);
  EXPECT_TRUE(report.whole);
  EXPECT_EQ(report.notes.front().what, "since-verified");
}

TEST_F(SinceVerified, FindsWhatWasPutIntoTheTreeBeforeIt) {
  grow();
  ledger_.tamper([](RawLedger& raw) {
    const std::string key = store::tile_key(0, 0);
    std::string tile = raw.get(store::Family::tiles, key);
    tile[3 * 32] = static_cast<char>(tile[3 * 32] ^ 1);
    raw.put(store::Family::tiles, key, tile);
  });
  EXPECT_TRUE(run(Level::tree).whole);  // the tile disagrees with the remembered checkpoint
}

}  // namespace
}  // namespace minutebook::test
