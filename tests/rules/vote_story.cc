#include "tests/rules/vote_story.h"

#include <array>

#include "ledger/rules/catalogue.h"

namespace minutebook::test {
namespace {

/// The presiding member votes last.
constexpr std::array members{"m1", "m2", "m3", "m4", "late", "chair"};

std::string role_of(const std::string& person) {
  return person == "chair" ? "chair presidingMember " : person + " bodyMember ";
}

}  // namespace

void convene(Story& story, const Sitting& sitting) {
  const std::string notice =
      sitting.notice.empty() ? "" : R"(,"noticeSentAt":")" + sitting.notice + '"';
  story.given("secretary bodySecretary ConveneMeeting",
              R"({"meeting":")" + sitting.id + R"(","body":"body/group","form":")" + sitting.form +
                  R"(","heldAt":"2021-03-01T09:00:00+08:00","agenda":["the hall"],
                      "presiding":"person/chair","materials":[)" +
                  sitting.materials + R"(],"major":)" + (sitting.major ? "true" : "false") +
                  notice + "}");
}

void mark(Story& story, const std::string& person, const std::string& presence) {
  story.given("secretary bodySecretary RecordAttendance",
              R"({"meeting":"m","entries":[{"person":"person/)" + person + R"(","presence":")" +
                  presence + R"("}]})");
}

void attend(Story& story, std::initializer_list<const char*> persons) {
  for (const char* person : persons) mark(story, person, "present");
}

void vote(Story& story, const std::string& person, const std::string& choice,
          const std::string& time) {
  story.given(role_of(person) + "CastBallot" + (time.empty() ? "" : " @" + time),
              R"({"meeting":"m","choice":")" + choice + R"("})");
}

void find_ballot(Story& story, const std::string& person, const std::string& choice) {
  story.given("supervisor supervisor CastBallot irregular for:" + person,
              R"({"meeting":"m","choice":")" + choice + R"("})");
}

void close_vote(Story& story) {
  story.given("secretary bodySecretary CloseVote", R"({"meeting":"m","resolution":"approved"})");
}

Position closed_by(Story& story) {
  return story.matter().meeting("m")->closings.at(0).act.position;
}

void sign(Story& story, const std::string& person, char minutes, const std::string& time) {
  story.given(role_of(person) + "SignMinutes @" + time,
              R"({"meeting":"m","minutes":)" + document(minutes) + "}");
}

void decide(Story& story, int ayes, const Sitting& sitting) {
  convene(story, sitting);
  attend(story, {"chair", "m1", "m2", "m3", "m4", "late"});
  for (const char* member : members) vote(story, member, ayes-- > 0 ? "for" : "against");
  close_vote(story);
}

Asked about(Story& story, std::string_view id) { return asked(story, rules::vote_rules(), id); }

std::string ruling(Story& story, std::string_view id) { return about(story, id).at("2021-06-01"); }

}  // namespace minutebook::test
