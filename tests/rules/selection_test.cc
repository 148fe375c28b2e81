#include <gtest/gtest.h>

#include "ledger/rules/catalogue.h"
#include "tests/rules/asked.h"
#include "tests/rules/telling.h"

namespace minutebook::test {
namespace {

using rules::Rulebook;
using rules::selection_rules;

const std::string deadline = "2021-04-01T12:00:00+08:00";

std::string announcement(const std::string& method, const std::string& channels,
                         const std::string& more = "") {
  return R"({"selection":"s","method":")" + method + R"(","places":1,"channels":[)" + channels +
         R"(],"deadline":")" + deadline + '"' + more + "}";
}

void tell_announcement(Story& story, const std::string& day = "2021-03-10",
                       const std::string& more = "") {
  story.given("team selectionTeam AnnounceSelection" + on(day),
              announcement("publicRecruitment", R"("web","paper")", more));
}

void tell_bid(Story& story, const std::string& id, const std::string& partner,
              const std::string& when = "2021-03-20") {
  story.given("team selectionTeam ReceiveBid" + on(when), sealed_bid("s", id, partner));
}

std::string opening(const std::string& reveals) {
  return R"({"selection":"s","reveals":[)" + reveals + "]}";
}

void tell_opening(Story& story, const std::string& reveals, const std::string& when = deadline) {
  story.given("team selectionTeam OpenBids" + on(when), opening(reveals));
}

const std::string both = reveal("a", partner_a) + "," + reveal("b", partner_b);

void tell_award(Story& story, const std::string& winner) {
  story.given("team selectionTeam DetermineWinners @2021-04-05",
              R"({"selection":"s","bids":[")" + winner + R"("]})");
}

void tell_signing(Story& story, const std::string& partner, const std::string& day) {
  story.given("proposer proposer DraftContract" + on(day), draft("k", partner, 'c'));
  story.given("signatory signatory SignContract" + on(day), signature("k", partner));
}

Rulebook announced_for(std::int64_t days) {
  Rulebook rulebook;
  rulebook.numbers[static_cast<std::size_t>(rules::Number::announcement_days)] = days;
  return rulebook;
}

Asked method(Story& story, const Rulebook& rulebook = Rulebook()) {
  return asked(story, selection_rules(), "SEL-1").under(rulebook);
}

Asked bids(Story& story) { return asked(story, selection_rules(), "SEL-2").under_no_rulebook(); }

/// A matter of another mode.
Story proposed_as(const std::string& mode) {
  Story story = Story::before_proposal();
  story.given("proposer proposer ProposePartnership",
              R"({"venue":"venue/palace","mode":")" + mode +
                  R"(","title":"Hall","purpose":"places","scope":"sport","candidate":")" +
                  partner_a + R"("})");
  return story;
}

TEST(OpenMethodRule, IsPendingBeforeAnySelectionOrSigning) {
  Story story;
  EXPECT_EQ(method(story).at("2021-04-01"), "pending");
}

TEST(OpenMethodRule, WantsAnOpenMethod) {
  const auto verdict = [](const std::string& name) {
    Story story;
    story.given("team selectionTeam AnnounceSelection @2021-03-10", announcement(name, ""));
    return method(story).at("2021-04-01");
  };
  EXPECT_EQ(verdict("openTender"), "pass");
  EXPECT_EQ(verdict("competitiveNegotiation"), "pass");
  EXPECT_EQ(verdict("directNegotiation"), "breach");
  EXPECT_EQ(verdict("other"), "breach");
}

TEST(OpenMethodRule, WantsEveryRequiredChannel) {
  Story story;
  tell_announcement(story);
  Rulebook rulebook;
  rulebook.channels = {"paper", "web"};
  EXPECT_EQ(method(story, rulebook).at("2021-04-01"), "pass");
  rulebook.channels = {"paper", "web", "platform"};
  EXPECT_EQ(method(story, rulebook).at("2021-04-01"), "breach");
  EXPECT_EQ(method(story, rulebook).verdict("2021-04-01").rests_on, std::vector{story.last()});
}

TEST(OpenMethodRule, CountsTheDaysBetweenAnnouncementAndDeadline) {
  Story story;
  tell_announcement(story, "2021-03-22T23:59:59+08:00");
  EXPECT_EQ(method(story, announced_for(9)).at("2021-04-01"), "pass");
  EXPECT_EQ(method(story, announced_for(10)).at("2021-04-01"), "pass");
  EXPECT_EQ(method(story, announced_for(11)).at("2021-04-01"), "breach");
}

TEST(OpenMethodRule, FindsAContractWithoutASelection) {
  Story story;
  const Position proposed = story.last();
  story.given("signatory signatory SignContract @2021-04-02", signature("k", partner_a));
  EXPECT_EQ(method(story).at("2021-05-01"), "breach");
  EXPECT_EQ(method(story).verdict("2021-05-01").rests_on, (std::vector{proposed, story.last()}));
}

TEST(OpenMethodRule, FindsAPartnerWhoHasNotWon) {
  const auto verdict = [](const std::string& partner, const std::string& day) {
    Story story;
    tell_announcement(story);
    tell_bid(story, "a", partner_a);
    tell_bid(story, "b", partner_b);
    tell_opening(story, both);
    tell_award(story, "b");
    tell_signing(story, partner, day);
    return method(story).at("2021-05-01");
  };
  EXPECT_EQ(verdict(partner_b, "2021-04-06"), "pass");
  EXPECT_EQ(verdict(partner_a, "2021-04-06"), "breach");
  EXPECT_EQ(verdict(partner_b, "2021-04-04"), "breach") << "signed before the winners were known";
}

TEST(OpenMethodRule, LeavesOtherModesToTheRulebook) {
  for (const char* mode : {"internalCooperation", "undertakenService", "sponsorship"}) {
    Story story = proposed_as(mode);
    story.given("signatory signatory SignContract @2021-04-02", signature("k", partner_a));
    EXPECT_EQ(method(story).at("2021-05-01"), "not-applicable") << mode;
    Rulebook rulebook;
    rulebook.rules["SEL-1"].modes = rules::all_modes;
    EXPECT_EQ(method(story, rulebook).at("2021-05-01"), "breach") << mode;
    rulebook.steps.fill({});
    EXPECT_EQ(method(story, rulebook).at("2021-05-01"), "not-applicable") << mode;
  }
}

TEST(OpenMethodRule, CannotDecideWithoutARulebook) {
  Story story;
  tell_announcement(story);
  EXPECT_EQ(asked(story, selection_rules(), "SEL-1").under_no_rulebook().at("2021-04-01"),
            "cannot-decide");
}

// SEL-2 has no parameters, and bids have their times and seals: it can always decide.

TEST(SealedBidsRule, IsNotApplicableWithoutASelectionAndPendingUntilTheOpening) {
  Story story;
  EXPECT_EQ(bids(story).at("2021-05-01"), "not-applicable");
  tell_announcement(story);
  EXPECT_EQ(bids(story).at("2021-05-01"), "pending");
  const Position announced = story.last();
  tell_bid(story, "a", partner_a, "2021-04-01T11:59:59.999999999+08:00");
  EXPECT_EQ(bids(story).at("2021-05-01"), "pending");
  tell_opening(story, reveal("a", partner_a));
  EXPECT_EQ(bids(story).at("2021-05-01"), "pass");
  EXPECT_EQ(bids(story).verdict("2021-05-01").rests_on, (std::vector{announced, story.last()}));
}

TEST(SealedBidsRule, FindsABidAtTheDeadline) {
  Story story;
  tell_announcement(story);
  const Position announced = story.last();
  story.given("supervisor supervisor ReceiveBid irregular for:team" + on(deadline),
              sealed_bid("s", "a", partner_a));
  EXPECT_EQ(bids(story).at("2021-05-01"), "breach");
  EXPECT_EQ(bids(story).verdict("2021-05-01").rests_on, (std::vector{announced, story.last()}));
}

TEST(SealedBidsRule, FindsARevealBeforeTheDeadlineOrTheOpeningHour) {
  const auto verdict = [](const std::string& more, const std::string& when) {
    Story story;
    tell_announcement(story, "2021-03-10", more);
    tell_bid(story, "a", partner_a);
    story.given("supervisor supervisor OpenBids irregular for:team" + on(when),
                opening(reveal("a", partner_a)));
    return bids(story).at("2021-05-01");
  };
  EXPECT_EQ(verdict("", "2021-04-01T11:59:59.999999999+08:00"), "breach");
  EXPECT_EQ(verdict("", deadline), "pass");
  const std::string later = R"(,"opensAt":"2021-04-01T13:00:00+08:00")";
  EXPECT_EQ(verdict(later, "2021-04-01T12:59:59+08:00"), "breach");
  EXPECT_EQ(verdict(later, "2021-04-01T13:00:00+08:00"), "pass");
}

TEST(SealedBidsRule, FindsARevealThatIsNotWhatWasSealed) {
  Story story;
  tell_announcement(story);
  tell_bid(story, "a", partner_a);
  const Position sealed = story.last();
  story.given("supervisor supervisor OpenBids irregular for:team" + on(deadline),
              opening(reveal("a", partner_b)));
  EXPECT_EQ(bids(story).at("2021-05-01"), "breach");
  EXPECT_EQ(bids(story).verdict("2021-05-01").rests_on, (std::vector{sealed, story.last()}));
}

TEST(SealedBidsRule, FindsBidsThatWereNotOpenedTogether) {
  Story story;
  tell_announcement(story);
  tell_bid(story, "a", partner_a);
  tell_bid(story, "b", partner_b);
  const Position left = story.last();
  story.given("supervisor supervisor OpenBids irregular for:team" + on(deadline),
              opening(reveal("a", partner_a)));
  const Position first = story.last();
  EXPECT_EQ(bids(story).at("2021-05-01"), "breach");
  EXPECT_EQ(bids(story).verdict("2021-05-01").rests_on, (std::vector{left, first}));
  tell_opening(story, reveal("b", partner_b), "2021-04-02");
  EXPECT_EQ(bids(story).at("2021-05-01"), "breach");
  EXPECT_EQ(bids(story).verdict("2021-05-01").rests_on, (std::vector{first, story.last()}));
}

TEST(SealedBidsRule, NeedsNoOpeningOfABidDisqualifiedBefore) {
  const auto verdict = [](const std::string& day) {
    Story story;
    tell_announcement(story);
    tell_bid(story, "a", partner_a);
    tell_bid(story, "b", partner_b);
    story.given("team selectionTeam DisqualifyBid" + on(day),
                R"({"selection":"s","bid":"b","reason":"withdrew"})");
    tell_opening(story, reveal("a", partner_a));
    return bids(story).at("2021-05-01");
  };
  EXPECT_EQ(verdict("2021-03-30"), "pass");
  EXPECT_EQ(verdict("2021-04-02"), "breach");
}

TEST(SealedBidsRule, FindsWinnersOfASelectionThatWasNeverOpened) {
  Story story;
  tell_announcement(story);
  tell_bid(story, "a", partner_a);
  story.given("supervisor supervisor DetermineWinners irregular for:team",
              R"({"selection":"s","bids":["a"]})");
  EXPECT_EQ(bids(story).at("2021-05-01"), "breach");
}

TEST(SealedBidsRule, ComesToAnEndWithTheMatter) {
  const auto verdict = [](bool with_bid) {
    Story story;
    tell_announcement(story);
    if (with_bid) tell_bid(story, "a", partner_a);
    story.given("signatory signatory SignContract @2021-04-02", signature("k", partner_a));
    EXPECT_EQ(bids(story).at("2021-05-01"), "pending");
    story.given("signatory signatory TerminateContract @2021-04-10",
                R"({"contract":"k","cause":"agreement","reason":"both agreed"})");
    return bids(story).at("2021-05-01");
  };
  EXPECT_EQ(verdict(true), "breach");
  EXPECT_EQ(verdict(false), "not-applicable");
}

}  // namespace
}  // namespace minutebook::test
