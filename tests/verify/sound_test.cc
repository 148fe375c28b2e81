#include <gmock/gmock.h>

#include "tests/verify/sample_ledger.h"

namespace minutebook::test {
namespace {

using testing::IsEmpty;
using verify::Level;

std::uint64_t count_of(const verify::Report& report, std::string_view what) {
  for (const verify::Count& count : report.counts) {
    if (count.what == what) return count.number;
  }
  return ~0ULL;
}

TEST(SoundLedger, HasNoFaultsAtAnyLevel) {
  const SampleLedger ledger;
  for (std::size_t i = 0; i < verify::level_count; ++i) {
    EXPECT_THAT(ledger.faults(static_cast<Level>(i)), IsEmpty()) << i;
  }
}

TEST(SoundLedger, IsReportedWithWhatWasChecked) {
  const SampleLedger ledger;
  const auto report = ledger.verify();
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->holds());
  EXPECT_TRUE(report->whole);
  EXPECT_EQ(report->head, sample_size);
  EXPECT_EQ(report->tree_size, sample_size);
  EXPECT_EQ(report->range, (verify::Range{Position{0}, Position{sample_size - 1}}));
  EXPECT_EQ(count_of(*report, "events"), sample_size);
  EXPECT_EQ(count_of(*report, "leaves"), sample_size);
  EXPECT_EQ(count_of(*report, "index-entries"), 3 * sample_size - 1);
  EXPECT_EQ(count_of(*report, "tiles"), 1U);
  EXPECT_EQ(count_of(*report, "checkpoints"), 4U);
  EXPECT_EQ(count_of(*report, "commitments"), sample_size);
  EXPECT_EQ(count_of(*report, "documents"), 1U);
  EXPECT_EQ(count_of(*report, "citations"), 1U);
  EXPECT_EQ(count_of(*report, "citations-not-stored"), 0U);
  EXPECT_EQ(count_of(*report, "commands"), sample_size - 1);
  EXPECT_EQ(count_of(*report, "signatures"), 2U);
  EXPECT_EQ(count_of(*report, "decisions"), sample_size - 1);
}

TEST(SoundLedger, SaysWhatALowerLevelDidNotCheck) {
  const SampleLedger ledger;
  verify::Options options;
  options.level = Level::structure;
  const auto report = ledger.verify(options);
  ASSERT_TRUE(report);
  EXPECT_EQ(count_of(*report, "leaves"), ~0ULL);
  EXPECT_TRUE(report->holds());
}

TEST(SoundLedger, GivesTheSameReportOnAnyNumberOfThreads) {
  const SampleLedger ledger;
  verify::Options options;
  for (const unsigned threads : {1U, 2U, 7U}) {
    options.threads = threads;
    const auto report = ledger.verify(options);
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->holds());
    EXPECT_EQ(count_of(*report, "events"), sample_size);
  }
}

TEST(SoundLedger, IsReadNoFasterThanAllowed) {
  const SampleLedger ledger;
  verify::Options options;
  options.level = Level::structure;
  options.max_bytes_per_second = 100'000;
  const auto start = std::chrono::steady_clock::now();
  const auto report = ledger.verify(options);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  ASSERT_TRUE(report);
  EXPECT_GE(took.count(), static_cast<double>(count_of(*report, "event-bytes")) / 100'000);
}

TEST(SoundLedger, IsNotSoundForARunThatWasStopped) {
  const SampleLedger ledger;
  const std::atomic<bool> stop{true};
  verify::Options options;
  options.stop = &stop;
  const auto report = ledger.verify(options);
  ASSERT_TRUE(report);
  EXPECT_FALSE(report->holds());
  EXPECT_FALSE(report->complete);
  EXPECT_THAT(lines_of(*report), testing::Contains("structure 0-30 not-checked"));
}

}  // namespace
}  // namespace minutebook::test
