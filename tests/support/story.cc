#include "tests/support/story.h"

#include <gtest/gtest.h>

#include "tests/support/house.h"

namespace minutebook::test {
namespace {

std::string person(const std::string& id) {
  return founders("RegisterPrincipal", "person/" + id,
                  R"({"title":")" + id + R"(","organization":"organization/city"})");
}

std::string grant(const std::string& id, const std::string& role, const std::string& organization) {
  return founders("GrantRole", "person/" + id,
                  R"({"role":")" + role + R"(","organization":"organization/)" + organization +
                      R"(","from":"2021-01-01"})");
}

std::string seat(const std::string& body, const std::string& id, const std::string& kind,
                 const std::string& from) {
  return founders(
      "SeatBodyMember", body,
      R"({"person":"person/)" + id + R"(","seat":")" + kind + R"(","from":")" + from + R"("})");
}

std::string partner(const std::string& subject) {
  return founders("RegisterPartner", subject, R"({"name":"partner","kind":"company"})");
}

std::vector<std::string> full_house() {
  auto commands = house_being_built();
  for (const char* id : {"m2", "m3", "m4", "late", "gone", "approver", "team", "ev1", "ev2",
                         "watcher", "watcher2", "inspector2"}) {
    commands.push_back(person(id));
  }
  for (const char* id : {"m2", "m3", "m4", "gone"}) {
    commands.push_back(seat("body/group", id, "member", "2021-01-01"));
  }
  for (const std::string& name : {partner_a, partner_b, partner_c}) {
    commands.push_back(partner(name));
  }
  commands.insert(
      commands.end(),
      {seat("body/group", "late", "member", "2021-03-01"),
       founders("UnseatBodyMember", "body/group",
                R"({"person":"person/gone","until":"2021-03-01"})"),
       founders("RegisterVenue", "venue/annex",
                R"({"name":"annex","kind":"staffSchool","organization":"organization/city",
                    "primaryDuties":["courses"]})"),
       founders("EstablishBody", "body/strangers",
                R"({"name":"strangers","kind":"other","organization":"organization/sibling"})"),
       seat("body/strangers", "stranger", "presiding", "2021-01-01"),
       grant("approver", "approver", "province"), grant("team", "selectionTeam", "city"),
       grant("ev1", "evaluator", "city"), grant("ev2", "evaluator", "city"),
       grant("watcher", "observer", "city"), grant("watcher2", "observer", "city"),
       grant("inspector", "supervisor", "province"), grant("inspector2", "inspector", "province"),
       grant("security", "securityAdministrator", "province")});
  return commands;
}

}  // namespace

Story::Story() : Story(HouseOnly{}) {
  given("proposer proposer ProposePartnership",
        R"({"venue":"venue/palace","mode":"externalCooperation","title":"Swimming hall",
            "purpose":"places for members","scope":"sport","candidate":")" +
            partner_a + R"("})");
}

Story Story::before_proposal() { return Story(HouseOnly{}); }

Story::Story(HouseOnly) {
  for (const std::string& json : full_house()) {
    const Outcome outcome = world_.submit(json);
    EXPECT_TRUE(outcome.accepted()) << outcome.summary() << "\n" << json;
  }
}

std::string Story::when(std::string_view what, std::string_view data) {
  const std::string text(what);
  std::size_t end = 0;  // of the third word: the subject comes after it
  for (int word = 0; word < 3; ++word) end = text.find(' ', end == 0 ? 0 : end + 1);
  const std::string rest = end == std::string::npos ? "" : text.substr(end);
  const std::string head = end == std::string::npos ? text : text.substr(0, end);
  Outcome outcome = world_.submit(command(head + " " + subject + rest, data));
  refusal_ = std::move(outcome.refusal);
  if (!refusal_) return outcome.summary();
  EXPECT_FALSE(refusal_->detail.en.empty() || refusal_->detail.zh.empty());
  return refusal_->rule + (refusal_->procedural ? "" : "!");
}

void Story::given(std::string_view what, std::string_view data) {
  const std::string outcome = when(what, data);
  EXPECT_EQ(outcome, "accepted") << what << " " << data
                                 << (refusal_ ? ": " + refusal_->detail.en : "");
}

void Story::given_command(const std::string& json) {
  const Outcome outcome = world_.submit(json);
  EXPECT_TRUE(outcome.accepted()) << outcome.summary() << "\n" << json;
}

const domain::Partnership& Story::matter() {
  return std::get<domain::Partnership>(world_.aggregate(subject).state);
}

}  // namespace minutebook::test
