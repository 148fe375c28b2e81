#include "ledger/verify/verified_point.h"

#include <gmock/gmock.h>

#include <fstream>

#include "tests/verify/sample_ledger.h"

namespace minutebook::test {
namespace {

using verify::Level;

TEST(VerifiedPoint, IsReadBackAsItWasWritten) {
  const SampleLedger ledger;
  const auto report = ledger.verify();
  ASSERT_TRUE(report);
  const auto point =
      verify::parse_verified(verify::format_verified(Level::payload, report->checkpoint));
  ASSERT_TRUE(point) << point.error().message.en;
  EXPECT_EQ(point->level, Level::payload);
  EXPECT_EQ(point->size, sample_size);
  EXPECT_EQ(point->note, report->checkpoint);
}

TEST(VerifiedPoint, IsNothingElse) {
  for (const char* const text :
       {"", "minutebook verified v1\n", "minutebook verified v1\nreplay\n\n",
        "minutebook verified v1\nreplay\n\nnonsense\n", "minutebook verified v2\nreplay\n\n",
        "minutebook verified v1\nall\n\nx\n0\nAA==\n\n— x AAAA\n"}) {
    EXPECT_FALSE(verify::parse_verified(text)) << text;
  }
}

TEST(VerifiedPoint, IsNotBelievedWhenItsNoteIsForged) {
  const SampleLedger ledger;
  std::filesystem::create_directories(ledger.path() / "reports");
  std::ofstream(ledger.path() / "reports" / "verified") << verify::format_verified(
      Level::projections,
      "test.example/ledger\n20\n" + std::string(43, 'A') + "=\n\n— x AAAAAAAA\n");
  verify::Options options;
  options.since_verified = true;
  const auto report = ledger.verify(options);
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->whole);
  EXPECT_TRUE(report->holds());
}

}  // namespace
}  // namespace minutebook::test
