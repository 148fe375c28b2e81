#include <algorithm>

#include "tools/generate/breaches/case.h"

/// The meeting. Seat 0 presides, and speaks and votes last.
namespace minutebook::generate {
namespace {

struct Seats {
  std::vector<std::string> members;
  std::size_t absent = 0;  ///< 0: nobody, in all three
  std::size_t recused = 0;
  std::size_t against = 0;

  bool present(std::size_t seat) const { return seat != absent || seat == 0; }
  bool votes(std::size_t seat) const { return seat == 0 || (seat != absent && seat != recused); }
};

Seats seat_members(const Case& c, std::int64_t day) {
  Seats seats;
  for (unsigned seat = 0; seat < c.owner.seats; ++seat) {
    seats.members.push_back(c.owner.member(seat, day));
  }
  if (c.plot.dissent.absent) seats.absent = seats.members.size() - 2;
  if (c.plot.dissent.recused) seats.recused = seats.members.size() - 1;
  // Of five seats, two who are not for it are as many as may be.
  const bool room = c.owner.seats > 5 || !(seats.absent != 0 && seats.recused != 0);
  if (c.plot.dissent.against && room) seats.against = 1;
  return seats;
}

std::string numbered(std::string_view name, std::size_t seat) {
  return std::string(name) + ":" + std::to_string(seat);
}

Entry& act(Case& c, const Seats& seats, std::size_t seat, std::string_view name,
           std::pair<const char*, Json> command) {
  c.soon(1, 3);
  Json data{{"meeting", "M1"}};
  data.update(command.second);
  return c.add(numbered(name, seat), command.first, seats.members[seat],
               seat == 0 ? "presidingMember" : "bodyMember", std::move(data));
}

void convene(Case& c, const Seats& seats, Minute held_at) {
  Json materials = Json::array();
  Json digests = Json::array();
  for (const Cited& material : c.materials) {
    materials.push_back(document(material));
    digests.push_back(material.digest);
  }
  const bool video = chance(c.random, 8);
  c.add("convene", "ConveneMeeting", c.owner.person("secretary"), "bodySecretary",
        {{"meeting", "M1"},
         {"body", c.owner.body()},
         {"form", video ? "video" : "inPerson"},
         {"heldAt", time_text(held_at)},
         {"place", c.owner.name + "会议室"},
         {"noticeSentAt", time_text(c.now)},
         {"agenda", Json::array({"审议" + c.title})},
         {"materials", materials},
         {"presiding", seats.members[0]},
         {"major", c.plot.major}});
  for (std::size_t seat = 0; seat < seats.members.size(); ++seat) {
    act(c, seats, seat, "read", {"ReadMaterials", {{"digests", digests}}});
  }
}

void attend(Case& c, const Seats& seats) {
  Json entries = Json::array();
  for (std::size_t seat = 0; seat < seats.members.size(); ++seat) {
    Json entry{{"person", seats.members[seat]},
               {"presence", seats.present(seat) ? "present" : "onLeave"}};
    if (!seats.present(seat)) entry["reason"] = c.word(absences());
    entries.push_back(std::move(entry));
  }
  c.add("attendance", "RecordAttendance", c.owner.person("secretary"), "bodySecretary",
        {{"meeting", "M1"}, {"entries", std::move(entries)}});
  if (seats.recused != 0) {
    act(c, seats, seats.recused, "recusal",
        {"DeclareRecusal", {{"reason", "与合作意向单位有亲属关系"}}});
  }
  if (seats.absent != 0) {
    act(c, seats, seats.absent, "opinion",
        {"FileWrittenOpinion", {{"text", c.word(statements_for())}}});
  }
}

void speak_and_vote(Case& c, const Seats& seats) {
  std::vector<std::size_t> order;
  for (std::size_t seat = 1; seat < seats.members.size(); ++seat) {
    if (seats.votes(seat)) order.push_back(seat);
  }
  order.push_back(0);
  for (const std::size_t seat : order) {
    const bool against = seats.against != 0 && seat == seats.against;
    const std::string text = c.word(against ? statements_against() : statements_for());
    act(c, seats, seat, "statement", {"MakeStatement", {{"text", text}}});
  }
  for (const std::size_t seat : order) {
    const bool against = seats.against != 0 && seat == seats.against;
    act(c, seats, seat, "ballot", {"CastBallot", {{"choice", against ? "against" : "for"}}});
  }
}

/// Waits until a change of seats is over rather than meet across it.
void wait_for_turnover(Case& c) {
  constexpr std::int64_t days_of_a_meeting = 25;  // from the notice to the last signature
  const std::int64_t today = day_of(c.now);
  if (c.owner.turnover < today || c.owner.turnover > today + days_of_a_meeting) return;
  c.now = c.owner.turnover * minutes_a_day;
  c.later(1, 4);
}

}  // namespace

void tell_clean_decision(Case& c) {
  c.later(2, 6);
  wait_for_turnover(c);
  const std::int64_t day = workday(day_of(c.now) + between(c.random, 6, 12));
  const Minute held_at = day * minutes_a_day + (chance(c.random, 60) ? 9 : 14) * 60;
  const Seats seats = seat_members(c, day);
  convene(c, seats, held_at);
  c.now = held_at;
  attend(c, seats);
  speak_and_vote(c, seats);
  c.soon(2, 6);
  c.resolved = c.now;
  c.add(
      "close", "CloseVote", c.owner.person("secretary"), "bodySecretary",
      {{"meeting", "M1"},
       {"resolution", "同意" + c.title + "，期限" + std::to_string(c.plot.term_months) + "个月"}});
  const Json minutes = document(c.cite("会议纪要", "M1"));
  c.later(1, 3);
  for (std::size_t seat = 0; seat < seats.members.size(); ++seat) {
    if (seats.present(seat))
      act(c, seats, seat, "minutes", {"SignMinutes", {{"minutes", minutes}}});
  }
}

}  // namespace minutebook::generate
