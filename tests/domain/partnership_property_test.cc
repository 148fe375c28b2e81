#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <map>

#include "tests/support/story.h"

namespace minutebook::test {
namespace {

constexpr std::array members{"chair", "m1", "m2", "m3", "m4", "late"};
constexpr std::array choices{"for", "against", "abstain"};
constexpr std::array presences{"present", "absent", "onLeave"};

/// A step of a random meeting; many are refused, which is part of the story.
struct Move {
  int kind = 0;
  std::size_t member = 0;
  std::size_t choice = 0;
  bool irregular = false;
};

rc::Gen<Move> any_move() {
  return rc::gen::build<Move>(rc::gen::set(&Move::kind, rc::gen::inRange(0, 6)),
                              rc::gen::set(&Move::member, rc::gen::inRange<std::size_t>(0, 6)),
                              rc::gen::set(&Move::choice, rc::gen::inRange<std::size_t>(0, 3)),
                              rc::gen::set(&Move::irregular));
}

std::string play(Story& story, const Move& move) {
  const std::string member = members.at(move.member);
  const std::string choice = choices.at(move.choice);
  const auto who = [&](const std::string& type) {
    return move.irregular ? "supervisor supervisor " + type + " irregular for:" + member
                          : member + " bodyMember " + type;
  };
  switch (move.kind) {
    case 0:
    case 1:
      return story.when(who("CastBallot"), R"({"meeting":"m","choice":")" + choice + R"("})");
    case 2:
      return story.when(who("ChangeBallot"),
                        R"({"meeting":"m","choice":")" + choice + R"(","reason":"x"})");
    case 3:
      return story.when("secretary bodySecretary RecordAttendance",
                        R"({"meeting":"m","entries":[{"person":"person/)" + member +
                            R"(","presence":")" + presences.at(move.choice) + R"("}]})");
    case 4:
      return story.when(who("DeclareRecusal"), R"({"meeting":"m","reason":"x"})");
    default:
      return story.when(who("FileWrittenOpinion"), R"({"meeting":"m","text":"x"})");
  }
}

Story convened() {
  Story story;
  story.given("secretary bodySecretary ConveneMeeting",
              R"({"meeting":"m","body":"body/group","form":"inPerson","agenda":["hall"],
                  "heldAt":"2021-03-01T09:00:00+08:00","presiding":"person/chair"})");
  for (const char* member : members) {
    story.given("secretary bodySecretary RecordAttendance",
                R"({"meeting":"m","entries":[{"person":"person/)" + std::string(member) +
                    R"(","presence":"present"}]})");
  }
  return story;
}

RC_GTEST_PROP(Tally, GivesEveryEntitledMemberExactlyOnePosition, ()) {
  const auto moves = *rc::gen::container<std::vector<Move>>(any_move());
  Story story = convened();
  for (const Move& move : moves) play(story, move);
  story.given("secretary bodySecretary CloseVote", R"({"meeting":"m","resolution":"x"})");
  const domain::Resolution& r = *story.matter().meeting("m")->resolution();
  RC_ASSERT(r.entitled == members.size());
  RC_ASSERT(r.positions.size() == members.size());
  RC_ASSERT(r.ayes + r.noes + r.abstentions + r.absent + r.recused + r.no_ballot == r.entitled);
  RC_ASSERT(r.adopted == (2 * r.ayes > r.entitled));
}

RC_GTEST_PROP(Ballots, AreNeverLost, ()) {
  const auto moves = *rc::gen::container<std::vector<Move>>(any_move());
  Story story = convened();
  std::vector<std::pair<std::string, schema::Choice>> expected;
  for (const Move& move : moves) {
    if (play(story, move) != "accepted" || move.kind > 2) continue;
    expected.emplace_back("person/" + std::string(members.at(move.member)),
                          static_cast<schema::Choice>(move.choice + 1));
  }
  const auto& ballots = story.matter().meeting("m")->ballots;
  RC_ASSERT(ballots.size() == expected.size());
  for (std::size_t i = 0; i < ballots.size(); ++i) {
    RC_ASSERT(ballots[i].act.by().text() == expected[i].first);
    RC_ASSERT(ballots[i].choice == expected[i].second);
  }
}

RC_GTEST_PROP(Replay, GivesTheLiveState, ()) {
  const auto moves = *rc::gen::container<std::vector<Move>>(any_move());
  Story story = convened();
  for (const Move& move : moves) play(story, move);
  story.given("secretary bodySecretary CloseVote", R"({"meeting":"m","resolution":"x"})");
  RC_ASSERT(story.described() == story.described_after_replay());
}

}  // namespace
}  // namespace minutebook::test
