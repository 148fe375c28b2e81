#include <gtest/gtest.h>

#include "ledger/rules/rulebooks.h"
#include "ledger/service/first_rulebook.h"
#include "tests/service/ledger_fixture.h"

namespace minutebook::service {
namespace {

std::string file_text(int version, const std::string& from, const std::string& more) {
  return "title = \"rules\"\nversion = " + std::to_string(version) + "\neffective-from = " + from +
         "\n" + more;
}

/// Adoptions through the writer. The fixture verifies the ledger at the end: whatever was decided
/// is decided again, with the rulebooks of that position.
class RulebookTest : public LedgerTest {
 protected:
  std::string adoption(int version, const std::string& from, const std::string& more,
                       const std::string& organization = "") {
    std::string text = file_text(version, from, more);
    if (!organization.empty()) text = "organization = \"" + organization + "\"\n" + text;
    const std::string name = organization.empty() ? "main" : "zj";
    return commands_.make(
        "AdoptRulebook", "rulebook/" + name,
        R"({"title":"rules","version":)" + std::to_string(version) +
            (organization.empty() ? "" : R"(,"organization":")" + organization + '"') +
            R"(,"effectiveFrom":")" + from + R"(","text":")" + escaped(text) + R"("})");
  }
  static std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
      if (c == '\n') {
        out += "\\n";
      } else {
        out += c == '"' ? "\\\"" : std::string(1, c);
      }
    }
    return out;
  }
  std::string refusal(const std::string& line) {
    const Outcome outcome = submit(line);
    const auto* refused = std::get_if<Refused>(&outcome);
    return refused                            ? refused->rule + " " + refused->detail.en
           : status_of(outcome) == "accepted" ? "accepted"
                                              : explain(outcome);
  }
};

constexpr const char* five_days = "[rules.VOTE-9]\nnotice-days = 5\n";
constexpr const char* four_days = "[rules.VOTE-9]\nnotice-days = 4\n";

TEST_F(RulebookTest, IsRefusedWhenLaxerThanAboveAlsoAfterReopening) {
  open();
  accept(commands_.root());
  accept(adoption(1, "2021-02-01", five_days));
  const auto laxer = [&] { return adoption(1, "2021-03-01", four_days, "organization/zj"); };
  EXPECT_NE(refusal(laxer()).find("RULE-1"), std::string::npos);
  open();
  EXPECT_NE(refusal(laxer()).find("VOTE-9.notice-days"), std::string::npos);
  accept(adoption(1, "2021-01-31", four_days, "organization/zj"));
}

TEST_F(RulebookTest, WithFaultsIsRefusedAndTheRefusalRecorded) {
  open();
  EXPECT_NE(refusal(adoption(1, "2021-02-01", "[rules.VOTE-99]\n")).find("line 4, rules.VOTE-99"),
            std::string::npos);
  EXPECT_EQ(ledger_->store().head(), Position{2});
}

TEST_F(RulebookTest, IsReadFromALedgerByItsReaders) {
  open();
  accept(adoption(1, "2021-02-01", five_days));
  accept(adoption(2, "2021-03-01", four_days));
  const auto directory = Reader(*ledger_).directory();
  ASSERT_TRUE(directory);
  const auto rulebooks = rules::Rulebooks::from(*directory);
  EXPECT_EQ(rulebooks.editions().size(), 2u);
  const auto before = Reader(*ledger_).directory({.position = Position{1}});
  ASSERT_TRUE(before);
  EXPECT_EQ(rules::Rulebooks::from(*before).editions().size(), 1u);
}

TEST_F(RulebookTest, MarksEventsWithTheEditionInForceAndNotWithTheOneToCome) {
  open();
  accept(commands_.root());
  accept(adoption(1, "2021-01-04", five_days));
  accept(adoption(2, "2021-03-01", four_days));
  const auto version_of = [&](const Accepted& accepted) {
    return ledger_->store().event(accepted.positions[0])->header().getRulebookVersion();
  };
  EXPECT_EQ(version_of(accept(commands_.person("a"))), 1u);
}

FirstRulebook first_rulebook(const std::string& from) {
  const std::string text = file_text(1, from, five_days);
  return {Subject::from_stored("rulebook/first"), rules::parse_rulebook(text).value(), text};
}

TEST_F(RulebookTest, OfANewLedgerOccursOnItsFirstDayWhenThatHasPassed) {
  const auto adopted_on = [&](const std::string& from) {
    auto ledger = Ledger::open(directory(), OpenMode::write, "test");
    const auto position = adopt_first_rulebook(*ledger, first_rulebook(from), clock_, random_, {});
    EXPECT_TRUE(position) << position.error().message.en;
    const auto event = ledger->store().event(*position);
    return format_time({Instant{event->header().getOccurredAt().getNs()}, 480});
  };
  EXPECT_EQ(adopted_on("2019-11-01"), "2019-11-01T00:00:00+08:00");
}

TEST_F(RulebookTest, OfANewLedgerOccursNowWhenItsFirstDayIsToCome) {
  auto ledger = Ledger::open(directory(), OpenMode::write, "test");
  ASSERT_TRUE(adopt_first_rulebook(*ledger, first_rulebook("2021-09-01"), clock_, random_, {}));
  const auto event = ledger->store().event(Position{1});
  EXPECT_EQ(event->header().getOccurredAt().getNs(), test_start.ns);
}

TEST_F(RulebookTest, OfANewLedgerIsOfTheWholeLedgerAndItsFirstVersion) {
  FirstRulebook rulebook = first_rulebook("2021-09-01");
  rulebook.file.version = 2;
  EXPECT_EQ(check_first_rulebook(rulebook).error().code, Errc::invalid_input);
  rulebook.file.version = 1;
  EXPECT_TRUE(check_first_rulebook(rulebook));
  rulebook.file.organization = Subject::from_stored("organization/zj");
  EXPECT_EQ(check_first_rulebook(rulebook).error().code, Errc::invalid_input);
}

}  // namespace
}  // namespace minutebook::service
