#pragma once

#include <string>
#include <vector>

#include "projections/runner.h"
#include "tests/service/ledger_fixture.h"

namespace minutebook::projections {

/// Of docs/examples/NAME: its commands.
std::vector<std::string> example(const std::string& name);
/// Generated histories, if wanted with breaches in so many of a million matters.
std::vector<std::string> generated(std::uint64_t partnerships, std::uint64_t seed,
                                   std::optional<std::uint32_t> breaches_per_million = {});

/// A ledger whose clock stands after everything that is told to it, and its read models. Checked as
/// a whole at the end, the read models too.
class HistoryTest : public service::LedgerTest {
 protected:
  void SetUp() override;
  void TearDown() override;

  /// Records the lines; refusals are recorded as such.
  void tell(const std::vector<std::string>& lines);
  Runner runner() { return {*ledger_, views()}; }
  std::filesystem::path views() const { return directory() / "views"; }
  /// Brings a view to the head.
  Followed follow(const View& view);
  Database reading(const View& view);
  /// Digests of a view's tables.
  std::vector<crypto::Digest> digests(const View& view);
};

}  // namespace minutebook::projections
