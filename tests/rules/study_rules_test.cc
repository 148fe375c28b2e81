#include <gtest/gtest.h>

#include "ledger/rules/catalogue.h"
#include "tests/rules/asked.h"
#include "tests/rules/vote_story.h"

namespace minutebook::test {
namespace {

const std::string now = "2021-06-01";

std::string study_ruling(Story& story, std::string_view id) {
  return asked(story, rules::study_rules(), id).at(now);
}

rules::Rulebook without_study() {
  rules::Rulebook rulebook;
  rulebook.steps.fill({domain::Step::decision});
  return rulebook;
}

void study(Story& story, const std::string& time, const std::string& conclusion = "favourable",
           bool document = true) {
  story.given("proposer proposer RecordStudy @" + time,
              R"({"necessity":"no pool","feasibility":"affordable","conclusion":")" + conclusion +
                  '"' + (document ? R"(,"document":)" + test::document('b') : "") + "}");
}

std::string aspect(const std::string& name, const std::string& assessment) {
  return '"' + name + R"(":{"assessment":")" + assessment + R"("})";
}

void examine(Story& story, const std::string& time, const std::string& brand = "satisfactory",
             const std::string& partner = partner_a) {
  story.given("proposer proposer RecordDueDiligence @" + time,
              R"({"partner":")" + partner + R"(",)" + aspect("qualification", "satisfactory") +
                  "," + aspect("integrityRecord", "satisfactory") + "," +
                  aspect("serviceBrand", brand) + "," + aspect("overallStrength", "satisfactory") +
                  "}");
}

void draft(Story& story, const std::string& time, const std::string& partner = partner_a) {
  story.given("proposer proposer DraftContract @" + time,
              R"({"contract":"k","partner":")" + partner +
                  R"(","terms":{"content":"hall"},"text":)" + document('c') + "}");
}

void announce(Story& story) {
  story.given("team selectionTeam AnnounceSelection @2021-03-02",
              R"({"selection":"s","method":"publicRecruitment","places":1,
                  "deadline":"2021-04-01T12:00:00+08:00",
                  "criteria":[{"name":"service","maxPoints":10000}]})");
}

TEST(Study1, PassesWithADocumentedStudyBeforeTheResolution) {
  Story story;
  study(story, "2021-02-28");
  decide(story, 4);
  EXPECT_EQ(study_ruling(story, "STUDY-1"), "pass");
}

TEST(Study1, IsBrokenWithoutAStudyBeforeTheResolutionAndNamesBoth) {
  Story story;
  decide(story, 4);
  const Position resolution = story.last();
  study(story, "2021-03-02");
  const auto verdict = asked(story, rules::study_rules(), "STUDY-1").verdict(now);
  EXPECT_EQ(verdict.ruling, rules::Ruling::breach);
  EXPECT_EQ(verdict.rests_on, (std::vector{resolution, story.last()}));
}

TEST(Study1, NeedsADocument) {
  Story story;
  study(story, "2021-02-28", "favourable", false);
  decide(story, 4);
  EXPECT_EQ(study_ruling(story, "STUDY-1"), "breach");
}

TEST(Study1, LooksAtWhenTheStudyOccurredAndSaysWhenItWasRecordedLater) {
  Story story;
  decide(story, 4);
  study(story, "2021-02-28");
  const auto verdict = asked(story, rules::study_rules(), "STUDY-1").verdict(now);
  EXPECT_EQ(verdict.ruling, rules::Ruling::pass);
  EXPECT_NE(verdict.reason.en.find("recorded only afterwards"), std::string::npos);
}

TEST(Study1, OfTheSameMomentGoesByTheOrderRecorded) {
  Story before;
  study(before, "2021-03-01");
  decide(before, 4);
  EXPECT_EQ(study_ruling(before, "STUDY-1"), "pass");
  Story after;
  decide(after, 4);
  study(after, "2021-03-01");
  EXPECT_EQ(study_ruling(after, "STUDY-1"), "breach");
}

TEST(Study1, LeavesAnUnfavourableConclusionToTheBodyAndSaysSo) {
  Story story;
  study(story, "2021-02-28", "unfavourable");
  decide(story, 4);
  const auto verdict = asked(story, rules::study_rules(), "STUDY-1").verdict(now);
  EXPECT_EQ(verdict.ruling, rules::Ruling::pass);
  EXPECT_NE(verdict.reason.en.find("unfavourable"), std::string::npos);
}

TEST(Study1, IsPendingUntilAResolutionIsAdoptedOrTheMatterMovesOn) {
  Story story;
  EXPECT_EQ(study_ruling(story, "STUDY-1"), "pending");
  decide(story, 3);
  EXPECT_EQ(study_ruling(story, "STUDY-1"), "pending") << "it was rejected";
  announce(story);
  EXPECT_EQ(study_ruling(story, "STUDY-1"), "breach");
}

// It has no parameters: it can always decide.
TEST(Study1, DoesNotApplyWhereTheModeNeedsNoStudyAndNeedsNoRulebook) {
  Story story;
  decide(story, 4);
  auto question = asked(story, rules::study_rules(), "STUDY-1");
  EXPECT_EQ(question.under(without_study()).at(now), "not-applicable");
  EXPECT_EQ(question.under_no_rulebook().at(now), "breach");
}

TEST(Study2, PassesWhenAllAspectsWereAssessedBeforeTheContractWasDrafted) {
  Story story;
  EXPECT_EQ(study_ruling(story, "STUDY-2"), "pending");
  examine(story, "2021-03-01");
  draft(story, "2021-03-01");
  EXPECT_EQ(study_ruling(story, "STUDY-2"), "pass");
}

TEST(Study2, IsBrokenByOneAspectNotAssessedAndNamesIt) {
  Story story;
  examine(story, "2021-02-28", "notAssessed");
  const Position examined = story.last();
  draft(story, "2021-03-01");
  const auto verdict = asked(story, rules::study_rules(), "STUDY-2").verdict(now);
  EXPECT_EQ(verdict.ruling, rules::Ruling::breach);
  EXPECT_EQ(verdict.rests_on, (std::vector{examined, story.last()}));
  EXPECT_NE(verdict.reason.en.find("service brand"), std::string::npos);
  EXPECT_EQ(verdict.reason.en.find("qualification"), std::string::npos);
}

TEST(Study2, TakesSeveralRecordsTogetherAndAnUnsatisfactoryAspectAsAssessed) {
  Story story;
  examine(story, "2021-02-27", "notAssessed");
  examine(story, "2021-02-28", "unsatisfactory");
  draft(story, "2021-03-01");
  EXPECT_EQ(study_ruling(story, "STUDY-2"), "pass");
}

TEST(Study2, IsBrokenByDueDiligenceAfterTheDraftOrOnAnotherPartner) {
  Story late;
  draft(late, "2021-03-01");
  examine(late, "2021-03-01");
  EXPECT_EQ(study_ruling(late, "STUDY-2"), "breach");
  Story other;
  examine(other, "2021-02-28", "satisfactory", partner_b);
  draft(other, "2021-03-01");
  EXPECT_EQ(study_ruling(other, "STUDY-2"), "breach");
}

/// partner_b wins on 2021-04-02.
void select_b(Story& story) {
  announce(story);
  crypto::Digest salt{};
  salt.fill(0x55);
  const auto seal = domain::seal_of(crypto::Suite::standard, salt, partner_b, "offer");
  story.given("team selectionTeam ReceiveBid @2021-03-20",
              R"({"selection":"s","bid":"b","sealedDigest":")" + crypto::hex_of(seal) + R"("})");
  story.given("team selectionTeam OpenBids @2021-04-01T12:00:00+08:00",
              R"({"selection":"s","reveals":[{"bid":"b","partner":")" + partner_b +
                  R"(","salt":")" + std::string(64, '5') + R"(","content":"offer"}]})");
  story.given("team selectionTeam DetermineWinners @2021-04-02",
              R"({"selection":"s","bids":["b"]})");
}

TEST(Study2, IsDueBeforeWinnersAreDeterminedNotBeforeTheirContract) {
  Story story;
  select_b(story);
  examine(story, "2021-04-03", "satisfactory", partner_b);
  draft(story, "2021-04-04", partner_b);
  EXPECT_EQ(study_ruling(story, "STUDY-2"), "breach");
  Story early;
  examine(early, "2021-04-01", "satisfactory", partner_b);
  select_b(early);
  draft(early, "2021-04-04", partner_b);
  EXPECT_EQ(study_ruling(early, "STUDY-2"), "pass");
}

TEST(Study2, CannotDecideAboutAWinnerWhoseBidWasNeverOpened) {
  Story story;
  announce(story);
  story.given("team selectionTeam ReceiveBid @2021-03-20",
              R"({"selection":"s","bid":"b","sealedDigest":")" + std::string(64, '5') + R"("})");
  story.given("supervisor supervisor DetermineWinners irregular @2021-04-02",
              R"({"selection":"s","bids":["b"]})");
  EXPECT_EQ(study_ruling(story, "STUDY-2"), "cannot-decide");
}

TEST(Study2, DoesNotApplyWhereTheModeNeedsNoStudy) {
  Story story;
  draft(story, "2021-03-01");
  EXPECT_EQ(asked(story, rules::study_rules(), "STUDY-2").under(without_study()).at(now),
            "not-applicable");
}

// Never pending: the scope is there from the proposal on. A mode beside the four is no command.
TEST(Study3, PassesWhenTheScopeNamesAPrimaryDuty) {
  Story story;
  EXPECT_EQ(study_ruling(story, "STUDY-3"), "pass");
}

TEST(Study3, LeavesAScopeThatNamesNoneToPeople) {
  Story story = Story::before_proposal();
  EXPECT_EQ(study_ruling(story, "STUDY-3"), "not-applicable") << "nothing was proposed";
  story.given("proposer proposer ProposePartnership",
              R"({"venue":"venue/palace","mode":"sponsorship","title":"Hall","purpose":"members",
                  "scope":"catering"})");
  EXPECT_EQ(study_ruling(story, "STUDY-3"), "cannot-decide");
}

TEST(Study3, IsBrokenByAReportThatNamesIt) {
  Story story;
  const Position proposed = story.last();
  const auto report = [&](const std::string& rule) {
    story.given("inspector2 inspector ReportIrregularity",
                R"({"rule":")" + rule + R"(","text":"a bar","about":[)" +
                    std::to_string(proposed.value) + "]}");
  };
  report("NEG-3");
  EXPECT_EQ(study_ruling(story, "STUDY-3"), "pass");
  report("STUDY-3");
  const auto verdict = asked(story, rules::study_rules(), "STUDY-3").verdict(now);
  EXPECT_EQ(verdict.ruling, rules::Ruling::breach);
  EXPECT_EQ(verdict.rests_on, (std::vector{proposed, story.last()}));
}

}  // namespace
}  // namespace minutebook::test
