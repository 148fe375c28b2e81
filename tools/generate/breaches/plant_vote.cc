#include <algorithm>

#include "tools/generate/breaches/planter.h"

/// VOTE-4 to VOTE-6 and VOTE-8: who voted, and in what order.
namespace minutebook::generate {
namespace {

void all_for_it(Plot& plot) { plot.dissent = {}; }
void one_absent(Plot& plot) { plot.dissent = {.absent = true}; }
void one_recused(Plot& plot) { plot.dissent = {.recused = true}; }

std::string seat(std::string_view name, unsigned number) {
  return std::string(name) + ":" + std::to_string(number);
}
unsigned absent_seat(const Case& c) { return c.owner.seats - 2; }
unsigned recused_seat(const Case& c) { return c.owner.seats - 1; }

/// A ballot of `person`, just before the presiding member's.
Entry& add_ballot(Case& c, const std::string& person) {
  return c.script.add({.tag = "ballot:planted",
                       .type = "CastBallot",
                       .actor = person,
                       .role = "bodyMember",
                       .at = c.at("ballot:0").at - 1,
                       .data = {{"meeting", "M1"}, {"choice", "for"}}});
}

void opinion_counted(Case& c) {
  const std::string person = c.member(absent_seat(c));
  c.make_irregular(add_ballot(c, person), person);
  c.breaks({"VOTE-4", "VOTE-8"});
}

void came_after_all(Case& c) {
  const unsigned late = absent_seat(c);
  const std::string person = c.member(late);
  Entry arrival = c.at("attendance");
  arrival.tag = "attendance:late";
  arrival.at = c.at("ballot:0").at - 1;
  arrival.data["entries"] = Json::array({{{"person", person}, {"presence", "present"}}});
  c.script.add(std::move(arrival));
  add_ballot(c, person);
  Entry signature = c.at("minutes:0");
  signature.tag = seat("minutes", late);
  signature.actor = person;
  signature.role = "bodyMember";
  c.script.add(std::move(signature));
}

void voted_after_recusal(Case& c) {
  const std::string person = c.member(recused_seat(c));
  c.make_irregular(add_ballot(c, person), person);
  c.breaks({"VOTE-5"});
}

void declare_interest(Case& c, unsigned number, Minute at) {
  c.script.add({.tag = "interest-of-member",
                .type = "DeclareInterest",
                .actor = c.member(number),
                .role = number == 0 ? "presidingMember" : "bodyMember",
                .at = at,
                .data = {{"nature", "近亲属在合作意向单位任职"}}});
}

void interest_learnt_later(Case& c) {
  declare_interest(c, 2, c.resolved + 5 * minutes_a_day);
  c.breaks({"VOTE-5"});
}

void voted_with_an_interest(Case& c) {
  declare_interest(c, 2, c.at("convene").at + 60);
  c.breaks({"VOTE-5"});
}

void interested_and_recused(Case& c) {
  declare_interest(c, recused_seat(c), c.at("convene").at + 60);
}

void interested_and_absent(Case& c) {
  declare_interest(c, absent_seat(c), c.at("convene").at + 60);
}

void voted_after_presiding(Case& c) {
  c.at("ballot:2").at = c.at("ballot:0").at + 1;
  c.breaks({"VOTE-6"});
}

void spoke_after_presiding(Case& c) {
  c.at("statement:2").at = c.at("statement:0").at + 1;
  c.breaks({"VOTE-6"});
}

Entry& change_ballot(Case& c, Minute at) {
  return c.script.add(
      {.tag = "change",
       .type = "ChangeBallot",
       .actor = c.member(2),
       .role = "bodyMember",
       .at = at,
       .data = {{"meeting", "M1"}, {"choice", "for"}, {"reason", c.word(reasons_to_change())}}});
}

void changed_after_presiding(Case& c) {
  change_ballot(c, c.at("ballot:0").at + 1);
  c.breaks({"VOTE-6"});
}

void voted_in_the_same_minute(Case& c) { c.at("ballot:2").at = c.at("ballot:0").at; }

void changed_before_presiding(Case& c) { change_ballot(c, c.at("ballot:0").at - 1); }

void present_without_a_vote(Case& c) {
  c.script.remove("ballot:2");
  c.breaks({"VOTE-8"});
}

void voted_after_closing(Case& c) {
  const std::string person = c.member(2);
  Entry& ballot = add_ballot(c, person);
  ballot.at = c.at("close").at + 1;
  c.make_irregular(ballot, person);
  c.breaks({"VOTE-8"});
}

/// No seat that votes: the entry is of nobody who could have voted.
void secretary_voted(Case& c) {
  const std::string person = c.owner.person("secretary");
  c.make_irregular(add_ballot(c, person), person);
  c.breaks({"VOTE-8", "REC-4"});
}

constexpr Kind near = Kind::near_miss;

constexpr Planter list[] = {
    {"VOTE-4", "an absent member's opinion counted as a ballot", Kind::breach, anywhere,
     opinion_counted, one_absent, false},
    {"VOTE-4", "came after all, and voted", near, anywhere, came_after_all, one_absent, false},
    {"VOTE-5", "a ballot after a recusal", Kind::breach, anywhere, voted_after_recusal, one_recused,
     false},
    {"VOTE-5", "an interest learnt after the vote", Kind::breach, anywhere, interest_learnt_later},
    {"VOTE-5", "an interest declared, and voted", Kind::breach, anywhere, voted_with_an_interest},
    {"VOTE-5", "an interest declared, and recused", near, anywhere, interested_and_recused,
     one_recused, false},
    {"VOTE-5", "an interest declared, and absent", near, anywhere, interested_and_absent,
     one_absent, false},
    {"VOTE-6", "a member voted after who presided", Kind::breach, anywhere, voted_after_presiding},
    {"VOTE-6", "a member spoke after who presided", Kind::breach, anywhere, spoke_after_presiding},
    {"VOTE-6", "a ballot changed after who presided", Kind::breach, anywhere,
     changed_after_presiding},
    {"VOTE-6", "in the same minute, recorded before", near, anywhere, voted_in_the_same_minute},
    {"VOTE-8", "present without a vote", Kind::breach, anywhere, present_without_a_vote, all_for_it,
     false},
    {"VOTE-8", "a ballot after the closing", Kind::breach, anywhere, voted_after_closing},
    {"VOTE-8", "a ballot of one without a seat", Kind::breach, anywhere, secretary_voted},
    {"VOTE-8", "a ballot changed before the closing", near, anywhere, changed_before_presiding},
};

}  // namespace

std::span<const Planter> vote_planters() { return list; }

}  // namespace minutebook::generate
