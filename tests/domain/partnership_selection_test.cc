#include <gtest/gtest.h>

#include "ledger/domain/selection.h"
#include "tests/support/story.h"

namespace minutebook::test {
namespace {

const std::string salt(64, '5');

crypto::Digest salt_bytes() {
  crypto::Digest bytes{};
  bytes.fill(0x55);
  return bytes;
}

std::string sealed(const std::string& partner, const std::string& content,
                   crypto::Suite suite = crypto::Suite::standard) {
  return crypto::hex_of(domain::seal_of(suite, salt_bytes(), partner, content));
}

std::string announcement(const std::string& id, const std::string& more = "") {
  return R"({"selection":")" + id +
         R"(","method":"publicRecruitment","deadline":"2021-04-01T12:00:00+08:00","places":1,
            "criteria":[{"name":"service","maxPoints":6000},{"name":"price","maxPoints":4000}])" +
         more + "}";
}

std::string bid(const std::string& id, const std::string& partner) {
  return R"({"selection":"s","bid":")" + id + R"(","sealedDigest":")" +
         sealed(partner, "offer of " + id) + R"("})";
}

std::string reveal(const std::string& id, const std::string& partner) {
  return R"({"bid":")" + id + R"(","partner":")" + partner + R"(","salt":")" + salt +
         R"(","content":"offer of )" + id + R"("})";
}

std::string opening(const std::string& reveals) {
  return R"({"selection":"s","reveals":[)" + reveals + "]}";
}

std::string points(const std::string& id, const std::string& total, const std::string& scores) {
  return R"({"selection":"s","bid":")" + id + R"(","points":)" + total + R"(,"scores":[)" + scores +
         "]}";
}

std::string winners(const std::string& ids) { return R"({"selection":"s","bids":[)" + ids + "]}"; }

const std::string both = reveal("a", partner_a) + "," + reveal("b", partner_b);
const std::string good_scores =
    R"({"criterion":"service","points":5000},{"criterion":"price","points":3000})";
const std::string before = "@2021-03-20";
const std::string deadline = "@2021-04-01T12:00:00+08:00";

Story announced() {
  Story story;
  story.given("team selectionTeam AnnounceSelection", announcement("s"));
  return story;
}

/// Bids a (partner_a) and b (partner_b).
Story received() {
  Story story = announced();
  story.given("team selectionTeam ReceiveBid " + before, bid("a", partner_a));
  story.given("team selectionTeam ReceiveBid " + before, bid("b", partner_b));
  return story;
}

Story opened() {
  Story story = received();
  story.given("team selectionTeam OpenBids " + deadline, opening(both));
  return story;
}

TEST(Selection, IsAnnouncedOnceWithADeadlineToCome) {
  Story story = announced();
  EXPECT_EQ(story.step(), domain::Step::signing);
  EXPECT_EQ(story.when("team selectionTeam AnnounceSelection", announcement("s")), "REF-2!");
  EXPECT_EQ(story.when("team selectionTeam AnnounceSelection " + deadline, announcement("t")),
            "STEP-2");
  EXPECT_EQ(story.when("team selectionTeam AnnounceSelection",
                       announcement("t", R"(,"opensAt":"2021-04-01T11:59:59+08:00")")),
            "STEP-2");
  story.given("team selectionTeam AnnounceSelection",
              announcement("t", R"(,"opensAt":"2021-04-01T12:00:00+08:00")"));
}

TEST(Bid, IsReceivedBeforeTheDeadline) {
  Story story = announced();
  story.given("team selectionTeam ReceiveBid @2021-04-01T11:59:59.999999999+08:00",
              bid("a", partner_a));
  EXPECT_EQ(story.when("team selectionTeam ReceiveBid " + deadline, bid("b", partner_b)), "SEL-2");
  EXPECT_EQ(story.when("team selectionTeam ReceiveBid @2021-04-01T04:00:00Z", bid("b", partner_b)),
            "SEL-2")
      << "the same moment in another zone";
  story.given("supervisor supervisor ReceiveBid irregular " + deadline, bid("b", partner_b));
  EXPECT_TRUE(story.matter().bid("b")->act.irregular);
}

TEST(Bid, HasItsOwnIdInAKnownSelection) {
  Story story = received();
  EXPECT_EQ(story.when("team selectionTeam ReceiveBid " + before, bid("a", partner_c)), "REF-2!");
  EXPECT_EQ(story.when("team selectionTeam ReceiveBid " + before,
                       R"({"selection":"none","bid":"c","sealedDigest":")" + salt + R"("})"),
            "REF-3!");
}

TEST(Opening, IsNotBeforeTheDeadline) {
  Story story = received();
  EXPECT_EQ(story.when("team selectionTeam OpenBids @2021-04-01T11:59:59+08:00", opening(both)),
            "SEL-2");
  story.given("team selectionTeam OpenBids " + deadline, opening(both));
  EXPECT_EQ(*story.matter().bid("b")->partner(), Subject::from_stored(partner_b));
  EXPECT_TRUE(story.matter().bid("b")->reveals.at(0).matches);
}

TEST(Opening, RevealsWhatWasSealed) {
  Story story = received();
  const std::string swapped = reveal("a", partner_a) + "," + reveal("b", partner_c);
  EXPECT_EQ(story.when("team selectionTeam OpenBids " + deadline, opening(swapped)), "SEL-2");
  story.given("supervisor supervisor OpenBids irregular " + deadline, opening(swapped));
  EXPECT_TRUE(story.matter().bid("a")->reveals.at(0).matches);
  EXPECT_FALSE(story.matter().bid("b")->reveals.at(0).matches);
}

TEST(Opening, OpensAllBidsTogetherAndOnce) {
  Story story = received();
  EXPECT_EQ(story.when("team selectionTeam OpenBids " + deadline, opening(reveal("a", partner_a))),
            "SEL-2");
  EXPECT_EQ(story.when("team selectionTeam OpenBids " + deadline,
                       opening(both + "," + reveal("c", partner_c))),
            "REF-3!");
  EXPECT_EQ(story.when("team selectionTeam OpenBids " + deadline,
                       opening(both + "," + reveal("a", partner_a))),
            "REF-2!");
  story.given("team selectionTeam OpenBids " + deadline, opening(both));
  EXPECT_EQ(story.when("team selectionTeam OpenBids " + deadline, opening(both)), "SEL-2");
  EXPECT_EQ(story.when("team selectionTeam ReceiveBid " + before, bid("c", partner_c)), "SEL-2");
}

TEST(Seal, DependsOnTheSuiteTheSaltThePartnerAndTheOffer) {
  EXPECT_NE(sealed("p", "x"), sealed("p", "x", crypto::Suite::gm));
  EXPECT_NE(sealed("p", "x"), sealed("q", "x"));
  EXPECT_NE(sealed("p", "x"), sealed("p", "y"));
  EXPECT_NE(sealed("p\nx", ""), sealed("p", "\nx\n"));
}

TEST(Score, IsGivenOncePerEvaluatorAfterTheOpening) {
  Story story = received();
  const std::string score = points("a", "8000", good_scores);
  EXPECT_EQ(story.when("ev1 evaluator ScoreBid", score), "STEP-2");
  story.given("team selectionTeam OpenBids " + deadline, opening(both));
  story.given("ev1 evaluator ScoreBid", score);
  EXPECT_EQ(story.when("ev1 evaluator ScoreBid", score), "STEP-2");
  story.given("ev2 evaluator ScoreBid", score);
  EXPECT_EQ(story.matter().bid("a")->scores.size(), 2u);
  EXPECT_EQ(story.when("ev1 evaluator ScoreBid", points("none", "1", "")), "REF-3!");
}

TEST(Score, AddsUpWithinTheAnnouncedCriteria) {
  Story story = opened();
  EXPECT_EQ(story.when("ev1 evaluator ScoreBid", points("a", "8001", good_scores)), "STEP-2");
  EXPECT_EQ(story.when("ev1 evaluator ScoreBid",
                       points("a", "6001", R"({"criterion":"service","points":6001})")),
            "STEP-2");
  EXPECT_EQ(
      story.when("ev1 evaluator ScoreBid", points("a", "1", R"({"criterion":"charm","points":1})")),
      "REF-3!");
  EXPECT_EQ(
      story.when("ev1 evaluator ScoreBid", points("a", "2", R"({"criterion":"price","points":1},
                                           {"criterion":"price","points":1})")),
      "REF-2!");
  story.given("ev1 evaluator ScoreBid",
              points("a", "6000", R"({"criterion":"service","points":6000})"));
}

TEST(Score, IsNotGivenToADisqualifiedBid) {
  Story story = opened();
  const std::string out = R"({"selection":"s","bid":"b","reason":"no licence"})";
  story.given("team selectionTeam DisqualifyBid", out);
  EXPECT_EQ(story.when("team selectionTeam DisqualifyBid", out), "STEP-2");
  EXPECT_EQ(story.when("ev1 evaluator ScoreBid", points("b", "8000", good_scores)), "STEP-2");
  EXPECT_EQ(story.when("team selectionTeam DetermineWinners", winners(R"("b")")), "STEP-2");
}

TEST(Winners, AreOpenedBidsAndNoMoreThanThePlaces) {
  Story story = received();
  EXPECT_EQ(story.when("team selectionTeam DetermineWinners", winners(R"("a")")), "STEP-2");
  story.given("team selectionTeam OpenBids " + deadline, opening(both));
  EXPECT_EQ(story.when("team selectionTeam DetermineWinners", winners(R"("a","b")")), "STEP-2");
  EXPECT_EQ(story.when("team selectionTeam DetermineWinners", winners(R"("c")")), "REF-3!");
  EXPECT_EQ(story.when("team selectionTeam DetermineWinners", winners(R"("a","a")")), "REF-2!");
  story.given("team selectionTeam DetermineWinners", winners(R"("a")"));
  EXPECT_TRUE(story.matter().selection("s")->is_winner("a"));
  EXPECT_FALSE(story.matter().selection("s")->is_winner("b"));
  EXPECT_EQ(story.when("ev1 evaluator ScoreBid", points("a", "8000", good_scores)), "STEP-2");
}

TEST(Winners, AreDeterminedAnewOnlyForAReason) {
  Story story = opened();
  story.given("team selectionTeam DetermineWinners", winners(R"("a")"));
  EXPECT_EQ(story.when("team selectionTeam DetermineWinners", winners(R"("b")")), "STEP-2");
  story.given("watcher observer RaiseObjection",
              R"({"objection":"o","selection":"s","raisedBy":"a bidder","grounds":"licence"})");
  EXPECT_EQ(story.when("team selectionTeam DetermineWinners", winners(R"("b")")), "STEP-2");
  story.given("team selectionTeam ResolveObjection",
              R"({"objection":"o","upheld":true,"reason":"it has lapsed"})");
  story.given("team selectionTeam DetermineWinners", winners(R"("b")"));
  EXPECT_EQ(story.matter().selection("s")->awards.size(), 2u);
  EXPECT_EQ(story.when("team selectionTeam DetermineWinners", winners(R"("a")")), "STEP-2")
      << "the objection was dealt with";
  story.given("team selectionTeam DisqualifyBid",
              R"({"selection":"s","bid":"b","reason":"withdrew"})");
  story.given("team selectionTeam DetermineWinners", winners(R"("a")"));
}

TEST(Result, IsPublishedForSomeDaysOnceThereIsOne) {
  Story story = opened();
  const auto publish = [](const std::string& until) {
    return R"({"selection":"s","channels":["notice board"],"until":")" + until + R"("})";
  };
  EXPECT_EQ(story.when("team selectionTeam PublishResult @2021-04-02", publish("2021-04-12")),
            "STEP-2");
  story.given("team selectionTeam DetermineWinners", winners(R"("a")"));
  EXPECT_EQ(story.when("team selectionTeam PublishResult @2021-04-02", publish("2021-04-02")),
            "STEP-2");
  story.given("team selectionTeam PublishResult @2021-04-02", publish("2021-04-03"));
}

TEST(Objection, IsResolvedOnce) {
  Story story = announced();
  const std::string raised =
      R"({"objection":"o","selection":"s","raisedBy":"a bidder","grounds":"channels"})";
  story.given("watcher observer RaiseObjection", raised);
  EXPECT_EQ(story.when("watcher observer RaiseObjection", raised), "REF-2!");
  const std::string ruling = R"({"objection":"o","upheld":false,"reason":"all were used"})";
  story.given("team selectionTeam ResolveObjection", ruling);
  EXPECT_EQ(story.when("team selectionTeam ResolveObjection", ruling), "STEP-2");
  EXPECT_EQ(story.when("team selectionTeam ResolveObjection",
                       R"({"objection":"p","upheld":false,"reason":"x"})"),
            "REF-3!");
}

TEST(DraftOfASelection, IsForAWinningBid) {
  Story story = opened();
  const auto draft = [](const std::string& bid_id, const std::string& partner) {
    return R"({"contract":"k","partner":")" + partner + R"(","selection":"s","bid":")" + bid_id +
           R"(","terms":{"content":"x"},"text":)" + document('c') + "}";
  };
  EXPECT_EQ(story.when("team selectionTeam DraftContract", draft("a", partner_a)), "STEP-2");
  story.given("team selectionTeam DetermineWinners", winners(R"("a")"));
  EXPECT_EQ(story.when("team selectionTeam DraftContract", draft("b", partner_b)), "STEP-2");
  EXPECT_EQ(story.when("team selectionTeam DraftContract", draft("a", partner_b)), "STEP-2");
  EXPECT_EQ(story.when("team selectionTeam DraftContract", draft("c", partner_a)), "REF-3!");
  story.given("team selectionTeam DraftContract", draft("a", partner_a));
  EXPECT_EQ(story.matter().contract("k")->partner.text(), partner_a);
}

}  // namespace
}  // namespace minutebook::test
