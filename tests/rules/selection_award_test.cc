#include <gtest/gtest.h>

#include "ledger/rules/catalogue.h"
#include "tests/rules/asked.h"
#include "tests/rules/telling.h"

namespace minutebook::test {
namespace {

using rules::Number;
using rules::Rulebook;
using rules::selection_rules;

Rulebook with(Number number, std::int64_t value) {
  Rulebook rulebook;
  rulebook.numbers[static_cast<std::size_t>(number)] = value;
  return rulebook;
}

void tell_score(Story& story, const std::string& who, const std::string& id, int points) {
  story.given(who + " evaluator ScoreBid @2021-04-05", score("s", id, points));
}

/// Scores of two evaluators.
void tell_scores(Story& story, int a, int b) {
  for (const char* who : {"ev1", "ev2"}) {
    tell_score(story, who, "sa", a);
    tell_score(story, who, "sb", b);
  }
}

Asked evaluation(Story& story, std::int64_t evaluators = 2) {
  return asked(story, selection_rules(), "SEL-3").under(with(Number::evaluators, evaluators));
}

TEST(EvaluatorsRule, IsNotApplicableWithoutASelectionAndPendingWithoutWinners) {
  Story story;
  EXPECT_EQ(evaluation(story).at("2021-05-01"), "not-applicable");
  tell_selection(story);
  EXPECT_EQ(evaluation(story).at("2021-05-01"), "pending");
  tell_bids_opened(story, "s", "2021-04-02");
  tell_scores(story, 800, 700);
  EXPECT_EQ(evaluation(story).at("2021-05-01"), "pending");
  tell_winners(story);
  EXPECT_EQ(evaluation(story).at("2021-05-01"), "pass");
}

TEST(EvaluatorsRule, CountsTheEvaluatorsOfEachBid) {
  Story story = bids_opened();
  tell_scores(story, 800, 700);
  tell_winners(story);
  const Position award = story.last();
  EXPECT_EQ(evaluation(story, 1).at("2021-05-01"), "pass");
  EXPECT_EQ(evaluation(story, 2).at("2021-05-01"), "pass");
  EXPECT_EQ(evaluation(story, 3).at("2021-05-01"), "breach");
  const auto& matter = story.matter();
  EXPECT_EQ(evaluation(story, 3).verdict("2021-05-01").rests_on,
            (std::vector{matter.bid("sa")->act.position, matter.bid("sb")->act.position, award}));
}

TEST(EvaluatorsRule, NeedsNoScoresOfADisqualifiedBid) {
  const auto verdict = [](const std::string& day) {
    Story story = bids_opened();
    tell_score(story, "ev1", "sa", 800);
    tell_score(story, "ev2", "sa", 800);
    story.given("team selectionTeam DisqualifyBid" + on(day),
                R"({"selection":"s","bid":"sb","reason":"no licence"})");
    tell_winners(story);
    return evaluation(story).at("2021-05-01");
  };
  EXPECT_EQ(verdict("2021-04-05"), "pass");
  EXPECT_EQ(verdict("2021-04-07"), "breach") << "not disqualified yet when winners were determined";
}

TEST(EvaluatorsRule, SetsAsideScoresOfThoseWithAnInterestInTheBidder) {
  const auto verdict = [](const std::string& interest, std::int64_t needed) {
    Story story = bids_opened();
    tell_scores(story, 800, 700);
    tell_winners(story);
    story.given("ev2 evaluator DeclareInterest @2021-04-20",
                R"({"nature":"a relative")" + interest + "}");
    return evaluation(story, needed).at("2021-05-01");
  };
  const auto in = [](const std::string& partner) { return R"(,"partner":")" + partner + '"'; };
  EXPECT_EQ(verdict(in(partner_a), 2), "breach") << "learnt later";
  EXPECT_EQ(verdict(in(partner_a), 1), "pass");
  EXPECT_EQ(verdict(in(partner_c), 2), "pass");
  EXPECT_EQ(verdict("", 2), "breach") << "an interest that names nobody is one in every bidder";
}

TEST(EvaluatorsRule, LetsScoresAfterTheAwardOut) {
  Story story = bids_opened();
  tell_scores(story, 800, 700);
  story.given("team selectionTeam DetermineWinners @2021-04-05T08:59:59+08:00",
              R"({"selection":"s","bids":["sa"]})");
  EXPECT_EQ(evaluation(story, 1).at("2021-05-01"), "breach");
}

TEST(EvaluatorsRule, WantsTheRankingByMeanPointsOrAReason) {
  const auto verdict = [](const std::string& winners, const std::string& more, int b = 700) {
    Story story = bids_opened(2);
    tell_scores(story, 800, b);
    tell_winners(story, winners, more);
    return evaluation(story).at("2021-05-01");
  };
  EXPECT_EQ(verdict(R"("sa")", ""), "pass");
  EXPECT_EQ(verdict(R"("sb")", ""), "breach");
  EXPECT_EQ(verdict(R"("sb")", R"(,"reason":" ")"), "breach");
  EXPECT_EQ(verdict(R"("sb")", R"(,"reason":"a closes its doors")"), "pass");
  EXPECT_EQ(verdict(R"("sa","sb")", ""), "pass");
  EXPECT_EQ(verdict(R"("sb","sa")", ""), "breach");
  EXPECT_EQ(verdict(R"("sb")", "", 800), "pass") << "equal means in any order";
  EXPECT_EQ(verdict(R"("sb")", "", 801), "pass");
  EXPECT_EQ(verdict(R"("sb")", "", 799), "breach");
}

TEST(EvaluatorsRule, ComparesMeansNotSums) {
  Story story = bids_opened();
  tell_score(story, "ev1", "sa", 500);
  tell_score(story, "ev2", "sa", 500);
  tell_score(story, "ev1", "sb", 600);
  tell_winners(story, R"("sb")");
  EXPECT_EQ(evaluation(story, 1).at("2021-05-01"), "pass");
}

TEST(EvaluatorsRule, TakesTheLastScoreOfEachEvaluator) {
  Story story = bids_opened();
  tell_scores(story, 800, 700);
  story.given("supervisor supervisor ScoreBid irregular for:ev1 @2021-04-05T10:00:00+08:00",
              score("s", "sa", 599));
  tell_winners(story);
  EXPECT_EQ(evaluation(story, 2).at("2021-05-01"), "breach") << "a mean of 699.5 is below 700";
  EXPECT_EQ(evaluation(story, 3).at("2021-05-01"), "breach") << "still two persons";
}

TEST(EvaluatorsRule, CannotDecideWithoutARulebook) {
  Story story = bids_opened();
  tell_winners(story);
  EXPECT_EQ(asked(story, selection_rules(), "SEL-3").under_no_rulebook().at("2021-05-01"),
            "cannot-decide");
}

void tell_publication(Story& story, const std::string& day, const std::string& until) {
  story.given("team selectionTeam PublishResult" + on(day),
              R"({"selection":"s","channels":["web"],"until":")" + until + R"("})");
}

void tell_signing(Story& story, const std::string& when, const std::string& id = "k",
                  const std::string& partner = partner_a) {
  story.given("proposer proposer DraftContract" + on(when),
              draft(id, partner, 'c', R"(,"selection":"s")"));
  story.given("signatory signatory SignContract" + on(when), signature(id, partner));
}

Asked publication(Story& story, std::int64_t days = 5) {
  return asked(story, selection_rules(), "SEL-4").under(with(Number::publication_days, days));
}

TEST(PublicationRule, IsNotApplicableWithoutASelectionAndPendingUntilPublished) {
  Story story;
  EXPECT_EQ(publication(story).at("2021-05-01"), "not-applicable");
  tell_selection(story);
  EXPECT_EQ(publication(story).at("2021-05-01"), "pending");
  tell_bids_opened(story, "s", "2021-04-02");
  tell_winners(story);
  EXPECT_EQ(publication(story).at("2021-05-01"), "pending");
  tell_publication(story, "2021-04-07", "2021-04-12");
  EXPECT_EQ(publication(story).at("2021-05-01"), "pass");
}

TEST(PublicationRule, CountsTheDaysOfThePublication) {
  Story story = bids_opened();
  tell_winners(story);
  const Position award = story.last();
  tell_publication(story, "2021-04-07T23:59:59+08:00", "2021-04-12");
  EXPECT_EQ(publication(story, 4).at("2021-05-01"), "pass");
  EXPECT_EQ(publication(story, 5).at("2021-05-01"), "pass");
  EXPECT_EQ(publication(story, 6).at("2021-05-01"), "breach");
  EXPECT_EQ(publication(story, 6).verdict("2021-05-01").rests_on,
            (std::vector{award, story.last()}));
  tell_publication(story, "2021-04-08", "2021-04-14");
  EXPECT_EQ(publication(story, 6).at("2021-05-01"), "pass") << "published anew, long enough";
}

TEST(PublicationRule, FindsASigningBeforeThePublicationEnded) {
  Story story = bids_opened();
  tell_winners(story);
  tell_publication(story, "2021-04-07", "2021-04-14");
  const Position published = story.last();
  tell_signing(story, "2021-04-13T23:59:59+08:00");
  EXPECT_EQ(publication(story).at("2021-05-01"), "breach");
  EXPECT_EQ(publication(story).verdict("2021-05-01").rests_on,
            (std::vector{published, story.last()}));
}

TEST(PublicationRule, PassesASigningOnTheDayAfterThePublication) {
  Story story = bids_opened();
  tell_winners(story);
  tell_publication(story, "2021-04-07", "2021-04-14");
  tell_signing(story, "2021-04-14T00:00:00+08:00");
  EXPECT_EQ(publication(story).at("2021-05-01"), "pass");
}

TEST(PublicationRule, WantsAPublicationOfTheWinnersThatCount) {
  Story story = bids_opened();
  tell_winners(story);
  tell_publication(story, "2021-04-07", "2021-04-14");
  story.given("supervisor supervisor DetermineWinners irregular for:team @2021-04-15",
              R"({"selection":"s","bids":["sb"]})");
  EXPECT_EQ(publication(story).at("2021-05-01"), "pending");
  tell_publication(story, "2021-04-16", "2021-04-21");
  EXPECT_EQ(publication(story).at("2021-05-01"), "pass");
}

TEST(PublicationRule, FindsASigningWithoutAPublication) {
  Story story = bids_opened();
  tell_winners(story);
  tell_signing(story, "2021-04-14");
  EXPECT_EQ(publication(story).at("2021-05-01"), "breach");
}

TEST(PublicationRule, LeavesContractsOfNoSelectionAlone) {
  Story story = bids_opened();
  tell_winners(story);
  tell_publication(story, "2021-04-07", "2021-04-14");
  story.given("proposer proposer DraftContract @2021-04-08", draft("k2", partner_b, 'c'));
  story.given("signatory signatory SignContract @2021-04-08", signature("k2", partner_b));
  EXPECT_EQ(publication(story).at("2021-05-01"), "pass");
  story.given("signatory signatory SignContract @2021-04-08", signature("k", partner_a));
  EXPECT_EQ(publication(story).at("2021-05-01"), "breach") << "with a winner, though not cited";
}

const std::string objection =
    R"({"objection":"o","selection":"s","raisedBy":"a bidder","grounds":"licence"})";
const std::string ruling = R"({"objection":"o","upheld":false,"reason":"it is valid"})";

TEST(PublicationRule, WantsObjectionsResolvedBeforeSigning) {
  const auto verdict = [](const std::string& raised, const std::string& resolved) {
    Story story = bids_opened();
    tell_winners(story);
    tell_publication(story, "2021-04-07", "2021-04-14");
    story.given("watcher observer RaiseObjection" + on(raised), objection);
    EXPECT_EQ(publication(story).at("2021-05-01"), "pending");
    story.given("team selectionTeam ResolveObjection" + on(resolved), ruling);
    EXPECT_EQ(publication(story).at("2021-05-01"), "pass");
    tell_signing(story, "2021-04-15");
    return publication(story).at("2021-05-01");
  };
  EXPECT_EQ(verdict("2021-04-10", "2021-04-15T09:00:00+08:00"), "pass");
  EXPECT_EQ(verdict("2021-04-10", "2021-04-15T09:00:01+08:00"), "breach");
  EXPECT_EQ(verdict("2021-04-16", "2021-04-20"), "pass") << "raised after the signing";
}

TEST(PublicationRule, RestsOnTheOpenObjectionAndTheContract) {
  Story story = bids_opened();
  tell_winners(story);
  tell_publication(story, "2021-04-07", "2021-04-14");
  story.given("watcher observer RaiseObjection @2021-04-10", objection);
  const Position raised = story.last();
  tell_signing(story, "2021-04-15");
  EXPECT_EQ(publication(story).verdict("2021-05-01").rests_on, (std::vector{raised, story.last()}));
}

TEST(PublicationRule, CannotDecideWithoutARulebook) {
  Story story = bids_opened();
  tell_winners(story);
  tell_publication(story, "2021-04-07", "2021-04-14");
  EXPECT_EQ(asked(story, selection_rules(), "SEL-4").under_no_rulebook().at("2021-05-01"),
            "cannot-decide");
}

}  // namespace
}  // namespace minutebook::test
