#include "ledger/rules/gate.h"

#include <gtest/gtest.h>

#include "ledger/rules/catalogue.h"
#include "ledger/schema/json.h"
#include "tests/support/story.h"

/// What the gate lets through, under rulebooks that refuse a rule or flag it.
namespace minutebook::rules {
namespace {

using test::command;
using test::Story;

Rulebooks under(const std::string& rule, Enforce enforce) {
  Edition edition{Subject::from_stored("rulebook/test"), 1,           std::nullopt,
                  parse_day("2000-01-01").value(),       Position{0}, Rulebook()};
  edition.content.rules[rule].enforce = enforce;
  Rulebooks rulebooks;
  rulebooks.add(std::move(edition));
  return rulebooks;
}

/// A command of the story's matter as the gate sees it: what domain::decide made of it.
class Sent {
 public:
  Sent(Story& story, const std::string& what, const std::string& data)
      : aggregate_(story.aggregate()),
        context_{story.world().directory(), aggregate_},
        message_(schema::decode_command(command(what, data)).value()) {
    auto decision = domain::decide(context_, read());
    EXPECT_TRUE(std::holds_alternative<std::vector<domain::EventDraft>>(decision));
    drafts_ = std::get<std::vector<domain::EventDraft>>(std::move(decision));
  }

  std::optional<domain::Refusal> before(const Rulebooks& rulebooks) const {
    return check_procedure(context_, rulebooks, read(), drafts_);
  }
  std::vector<WouldBreak> broken(const Rulebooks& rulebooks) const {
    return would_break(context_, rulebooks, read(), drafts_);
  }

 private:
  schema::Command::Reader read() const { return message_->getRoot<schema::Command>().asReader(); }
  const domain::Aggregate& aggregate_;
  domain::DecisionContext context_;
  std::unique_ptr<capnp::MallocMessageBuilder> message_;
  std::vector<domain::EventDraft> drafts_;
};

const char* const unsigned_contract =
    R"({"contract":"c","partner":"partner/91330100MA2B0000XY","partnerSignatory":"x",
        "text":{"digest":"1111111111111111111111111111111111111111111111111111111111111111",
                "title":"t"},
        "terms":{"start":"2021-04-01","end":"2022-04-01"}})";

Sent signing(Story& story, const std::string& more = "") {
  return {story, "signatory signatory SignContract partnership/pilot" + more, unsigned_contract};
}

TEST(Gate, RefusesWhatTheRulebookSaysIsRefused) {
  Story story;
  const auto refusal = signing(story).before(under("SIGN-2", Enforce::refuse));
  ASSERT_TRUE(refusal.has_value());
  EXPECT_EQ(refusal->rule, "SIGN-2");
  EXPECT_FALSE(refusal->detail.en.empty());
  EXPECT_FALSE(refusal->detail.zh.empty());
  EXPECT_TRUE(refusal->procedural);
}

TEST(Gate, CitesOnlyEventsThatAreRecorded) {
  Story story;
  const Position last = story.last();
  const auto refusal = signing(story).before(under("SIGN-2", Enforce::refuse));
  ASSERT_TRUE(refusal.has_value());
  for (const Position position : refusal->rests_on) EXPECT_LE(position, last);
}

TEST(Gate, LetsThroughWhatIsOnlyFlagged) {
  Story story;
  EXPECT_FALSE(signing(story).before(under("SIGN-2", Enforce::flag)));
}

TEST(Gate, LetsThroughEverythingWithoutARulebook) {
  Story story;
  EXPECT_FALSE(signing(story).before(Rulebooks()));
}

TEST(Gate, LetsAnIrregularEntryThrough) {
  Story story;
  const Sent sent(story,
                  "supervisor supervisor SignContract partnership/pilot irregular for:signatory",
                  unsigned_contract);
  EXPECT_FALSE(sent.before(under("SIGN-2", Enforce::refuse)));
}

TEST(Gate, LetsThroughWhatBreaksNoRule) {
  Story story;
  const Sent sent(story, "proposer proposer RecordStudy partnership/pilot",
                  R"({"necessity":"n","feasibility":"f","conclusion":"favourable"})");
  for (const Rule& rule : catalogue()) {
    EXPECT_FALSE(sent.before(under(std::string(rule.id), Enforce::refuse))) << rule.id;
  }
}

TEST(Gate, TellsAllRulesThatACommandWouldBreakAndWhichOfThemRefuse) {
  Story story;
  const auto broken = signing(story).broken(under("SIGN-2", Enforce::refuse));
  const auto of = [&](std::string_view rule) {
    return std::find_if(broken.begin(), broken.end(),
                        [&](const WouldBreak& one) { return one.rule == rule; });
  };
  ASSERT_NE(of("SIGN-2"), broken.end());
  EXPECT_TRUE(of("SIGN-2")->refuses);
  ASSERT_NE(of("SIGN-9"), broken.end());
  EXPECT_FALSE(of("SIGN-9")->refuses);
}

TEST(Gate, DoesNotHoldAnEarlierBreachAgainstACommandThatAddsNothingToIt) {
  Story story;
  story.given("signatory signatory SignContract", unsigned_contract);
  const Sent sent(story, "proposer proposer RecordStudy partnership/pilot",
                  R"({"necessity":"n","feasibility":"f","conclusion":"favourable"})");
  EXPECT_FALSE(sent.before(under("SIGN-2", Enforce::refuse)));
}

TEST(Gate, NeverRefusesADeclarationOfInterestOrAReport) {
  // Honesty that came late is found, never turned away.
  for (const Rule& rule : catalogue()) {
    for (const auto which : rule.at_commands) {
      EXPECT_NE(which, schema::Command::DECLARE_INTEREST) << rule.id;
      EXPECT_NE(which, schema::Command::REPORT_IRREGULARITY) << rule.id;
      EXPECT_NE(which, schema::Command::RECORD_OBSERVATION) << rule.id;
      EXPECT_NE(which, schema::Command::RECORD_CORRECTION) << rule.id;
    }
  }
}

}  // namespace
}  // namespace minutebook::rules
