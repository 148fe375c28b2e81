#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <map>
#include <utility>
#include <vector>

#include "tests/rules/vote_story.h"

namespace minutebook::test {
namespace {

constexpr std::array members{"chair", "m1", "m2", "m3", "m4", "late"};
constexpr std::array choices{"for", "against", "abstain"};

/// A step of a random meeting. Those that the procedure refuses change nothing.
struct Move {
  int kind = 0;
  std::size_t member = 0;
  std::size_t choice = 0;
  bool irregular = false;
  bool after_closing = false;
};

rc::Gen<Move> any_move() {
  return rc::gen::build<Move>(
      rc::gen::set(&Move::kind, rc::gen::inRange(0, 6)),
      rc::gen::set(&Move::member, rc::gen::inRange<std::size_t>(0, 6)),
      rc::gen::set(&Move::choice, rc::gen::weightedElement<std::size_t>({{4, 0}, {1, 1}, {1, 2}})),
      rc::gen::set(&Move::irregular),
      rc::gen::set(&Move::after_closing, rc::gen::weightedElement<bool>({{9, false}, {1, true}})));
}

/// What a clerk with pencil and paper keeps of one member.
struct Line {
  bool present = false;
  bool recused = false;
  std::string choice;
  bool stray = false;  ///< a ballot that could not be cast
};

using Paper = std::map<std::string, Line>;

/// Plays `move` and writes it down if it was accepted.
void play(Story& story, Paper& paper, const Move& move, bool closed) {
  const std::string member = members.at(move.member);
  const std::string choice = choices.at(move.choice);
  const std::string who = move.irregular ? "supervisor supervisor " : member + " bodyMember ";
  const std::string how = move.irregular ? " irregular for:" + member : "";
  Line& line = paper[member];
  if (move.kind <= 2) {
    const std::string ballot = R"({"meeting":"m","choice":")" + choice + R"("})";
    if (story.when(who + "CastBallot" + how, ballot) != "accepted") return;
    if (closed || !line.present) {
      line.stray = true;
    } else {
      line.choice = choice;
    }
  } else if (move.kind <= 4) {
    const bool present = move.kind == 3 || move.choice == 0;
    const std::string by = move.irregular ? "supervisor supervisor " : "secretary bodySecretary ";
    const std::string presence = present ? "present" : "absent";
    const std::string entry = R"({"person":"person/)" + member + R"(","presence":")" + presence;
    const std::string marks = R"({"meeting":"m","entries":[)" + entry + R"("}]})";
    if (story.when(by + "RecordAttendance" + how, marks) == "accepted" && !closed) {
      line.present = present;
    }
  } else {
    const std::string data = R"({"meeting":"m","reason":"x"})";
    if (story.when(who + "DeclareRecusal" + how, data) == "accepted" && !closed) {
      line.recused = true;
    }
  }
}

/// A closed meeting and the clerk's paper about it.
std::pair<Story, Paper> any_meeting(bool major) {
  const auto moves = *rc::gen::container<std::vector<Move>>(any_move());
  Story story;
  convene(story, {.major = major});
  Paper paper;
  for (const char* member : members) {
    mark(story, member, "present");
    paper[member].present = true;
  }
  for (const Move& move : moves) {
    if (!move.after_closing) play(story, paper, move, false);
  }
  close_vote(story);
  for (const Move& move : moves) {
    if (move.after_closing) play(story, paper, move, true);
  }
  return {std::move(story), std::move(paper)};
}

/// More than the share: whole numbers, the long way round.
bool exceeds(std::size_t count, rules::Share share) {
  return count * share.denominator > members.size() * share.numerator;
}

rules::Share any_share() {
  return *rc::gen::elementOf(std::vector<rules::Share>{{1, 3}, {1, 2}, {2, 3}, {5, 6}});
}

std::string ruling(Story& story, std::string_view id, const rules::Rulebook& rulebook) {
  return about(story, id).under(rulebook).at("2021-06-01");
}

RC_GTEST_PROP(Vote2, AgreesWithANaiveCountOfThosePresent, (bool major)) {
  rules::Rulebook rulebook;
  const rules::Share share = any_share();
  const auto which = major ? rules::Fraction::major_quorum : rules::Fraction::quorum;
  rulebook.fractions.at(static_cast<std::size_t>(which)) = share;
  auto [story, paper] = any_meeting(major);
  std::size_t present = 0;
  for (const auto& [member, line] : paper) present += line.present ? 1 : 0;
  RC_ASSERT(ruling(story, "VOTE-2", rulebook) == (exceeds(present, share) ? "pass" : "breach"));
}

RC_GTEST_PROP(Vote3, AgreesWithANaiveCountOfTheAyes, (bool major)) {
  rules::Rulebook rulebook;
  const rules::Share share = any_share();
  const auto which = major ? rules::Fraction::major_majority : rules::Fraction::majority;
  rulebook.fractions.at(static_cast<std::size_t>(which)) = share;
  auto [story, paper] = any_meeting(major);
  std::size_t ayes = 0;
  for (const auto& [member, line] : paper) ayes += line.choice == "for" && !line.recused ? 1 : 0;
  // The ledger adopts above one half; a rejection that nobody declared never breaks the rule.
  const bool wrong = exceeds(ayes, {1, 2}) && !exceeds(ayes, share);
  RC_ASSERT(ruling(story, "VOTE-3", rulebook) == (wrong ? "breach" : "pass"));
}

RC_GTEST_PROP(Vote8, AgreesWithANaiveSearchForSilenceAndStrayBallots, ()) {
  auto [story, paper] = any_meeting(false);
  bool wrong = false;
  for (const auto& [member, line] : paper) {
    const bool silent = line.present && !line.recused && line.choice.empty();
    wrong = wrong || silent || line.stray;
  }
  RC_ASSERT(ruling(story, "VOTE-8", {}) == (wrong ? "breach" : "pass"));
}

}  // namespace
}  // namespace minutebook::test
