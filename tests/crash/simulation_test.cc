#include <map>
#include <set>

#include "tests/service/ledger_fixture.h"

/// Random commands in random batches with random reopenings, beside a model that knows what must
/// come out. A failing seed is printed by its test name.
namespace minutebook::service {
namespace {

class Simulation : public LedgerTest, public testing::WithParamInterface<std::uint64_t> {
 protected:
  /// What the model knows of a command that was decided.
  struct Known {
    std::string line;
    std::string status;
    std::vector<Position> positions;
  };

  /// A new command, sometimes one that must be refused or conflict.
  std::pair<std::string, std::string> fresh() {
    const std::string id = std::to_string(choice_.below(40));
    switch (choice_.below(5)) {
      case 0: {
        const bool stale = choice_.below(2) == 0;
        const std::uint64_t version = versions_["organization/zj"] + (stale ? 7 : 0);
        return {commands_.rename("Union " + id,
                                 R"("expectedVersion":)" + std::to_string(version) + ","),
                stale ? "conflict" : "accepted"};
      }
      case 1:
        return {commands_.root(), "refused"};
      default: {
        const bool known = people_.contains(id);
        people_.insert(id);
        return {commands_.person(id), known ? "refused" : "accepted"};
      }
    }
  }

  void expect_version(const std::string& line, const std::string& status) {
    if (status != "accepted" && status != "refused") return;
    const auto at = line.find("\"subject\":\"") + 11;
    ++versions_[line.substr(at, line.find('"', at) - at)];
  }

  static std::vector<Position> positions_of(const Outcome& outcome) {
    if (const auto* accepted = std::get_if<Accepted>(&outcome)) return accepted->positions;
    if (const auto* refused = std::get_if<Refused>(&outcome)) return {refused->position};
    return {};
  }

  void round(std::vector<Known>& history) {
    std::vector<Known> expected;
    std::vector<std::future<Outcome>> outcomes;
    for (std::uint64_t n = choice_.below(20) + 1; n > 0; --n) {
      if (!history.empty() && choice_.below(4) == 0) {
        expected.push_back(history[choice_.below(history.size())]);  // sent again
      } else {
        auto [line, status] = fresh();
        expect_version(line, status);
        expected.push_back({line, status, {}});
      }
      clock_.advance(static_cast<std::int64_t>(choice_.below(1'000)) - 300);
      outcomes.push_back(writer_->submit(prepare(expected.back().line)));
    }
    for (std::size_t i = 0; i < expected.size(); ++i) {
      const Outcome outcome = outcomes[i].get();
      Known& known = expected[i];
      ASSERT_EQ(status_of(outcome), known.status) << known.line << "\n" << explain(outcome);
      if (!known.positions.empty()) {
        ASSERT_EQ(positions_of(outcome), known.positions);
        continue;
      }
      known.positions = positions_of(outcome);
      for (const Position position : known.positions) ASSERT_EQ(position.value, next_++);
      if (!known.positions.empty()) history.push_back(known);
    }
  }

  SeededRandom choice_{GetParam()};
  std::map<std::string, std::uint64_t> versions_;
  std::set<std::string> people_;
  std::uint64_t next_ = 1;
};

TEST_P(Simulation, AgreesWithTheModel) {
  std::vector<Known> history;
  WriterOptions options;
  options.max_batch_commands = 1 + choice_.below(10);
  options.max_cached_aggregates = 1 + choice_.below(10);
  open(options);
  const std::string root = commands_.root();
  accept(root);
  ++versions_["organization/zj"];
  ++next_;
  for (int i = 0; i < 40; ++i) {
    round(history);
    if (HasFatalFailure()) return;
    if (choice_.below(8) == 0) open(options);
  }
  EXPECT_EQ(ledger_->store().head(), Position{next_});
}

INSTANTIATE_TEST_SUITE_P(Seeds, Simulation, testing::Range<std::uint64_t>(1, 9));

}  // namespace
}  // namespace minutebook::service
