#include <algorithm>

#include "tools/generate/breaches/case.h"

/// The meeting. Seat 0 presides, and speaks and votes last.
namespace minutebook::generate {
namespace {

enum class Stand { for_it, against, absent, recused };

struct Seats {
  const Union& decider;
  std::vector<std::string> members;
  std::vector<Stand> stands;

  bool present(std::size_t seat) const { return stands[seat] != Stand::absent; }
  bool votes(std::size_t seat) const { return present(seat) && stands[seat] != Stand::recused; }
  /// The last `count` seats.
  void set_last(std::size_t count, Stand stand) {
    for (std::size_t i = 0; i < count; ++i) stands[stands.size() - 1 - i] = stand;
  }
};

const Union& decider_of(const Case& c) {
  if (c.plot.decider == Decider::own) return c.owner;
  if (c.plot.decider == Decider::stranger) {
    const Union& last = c.city.unions.back();
    return &c.owner == &last ? c.city.unions[c.city.unions.size() - 2] : last;
  }
  const auto above = std::ranges::find(c.city.unions, c.owner.parent, &Union::subject);
  return above == c.city.unions.end() ? c.owner : *above;
}

Seats seat_members(const Case& c, const Union& decider, std::int64_t day) {
  Seats seats{decider, {}, std::vector<Stand>(decider.seats, Stand::for_it)};
  for (unsigned seat = 0; seat < decider.seats; ++seat) {
    seats.members.push_back(decider.member(seat, day));
  }
  const std::size_t half = seats.members.size() / 2;  // the numbers of seats are odd
  switch (c.plot.turnout) {
    case Turnout::half_present:
      seats.set_last(half + 1, Stand::absent);
      return seats;
    case Turnout::quorum:
      seats.set_last(half, Stand::absent);
      return seats;
    case Turnout::half_in_favour:
      seats.set_last(half + 1, Stand::against);
      return seats;
    case Turnout::usual:
      break;
  }
  const Dissent& dissent = c.plot.dissent;
  if (dissent.absent) seats.stands[seats.stands.size() - 2] = Stand::absent;
  if (dissent.recused) seats.stands[seats.stands.size() - 1] = Stand::recused;
  // Of five seats, two who are not for it are as many as may be.
  const bool room = decider.seats > 5 || !(dissent.absent && dissent.recused);
  if (dissent.against && room) seats.stands[1] = Stand::against;
  return seats;
}

std::string numbered(std::string_view name, std::size_t seat) {
  return std::string(name) + ":" + std::to_string(seat);
}

Entry& act(Case& c, const Seats& seats, std::size_t seat, std::string_view name,
           const std::pair<const char*, Json>& command) {
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
  c.add("convene", "ConveneMeeting", seats.decider.person("secretary"), "bodySecretary",
        {{"meeting", "M1"},
         {"body", seats.decider.body()},
         {"form", video ? "video" : "inPerson"},
         {"heldAt", time_text(held_at)},
         {"place", seats.decider.name + "会议室"},
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
  c.add("attendance", "RecordAttendance", seats.decider.person("secretary"), "bodySecretary",
        {{"meeting", "M1"}, {"entries", std::move(entries)}});
  for (std::size_t seat = 0; seat < seats.members.size(); ++seat) {
    if (seats.stands[seat] == Stand::recused) {
      act(c, seats, seat, "recusal", {"DeclareRecusal", {{"reason", "与合作意向单位有亲属关系"}}});
    } else if (!seats.present(seat)) {
      const std::string text = c.word(statements_for());
      act(c, seats, seat, "opinion", {"FileWrittenOpinion", {{"text", text}}});
    }
  }
}

void speak_and_vote(Case& c, const Seats& seats) {
  std::vector<std::size_t> order;
  for (std::size_t seat = 1; seat < seats.members.size(); ++seat) {
    if (seats.votes(seat)) order.push_back(seat);
  }
  order.push_back(0);
  for (const std::size_t seat : order) {
    const bool against = seats.stands[seat] == Stand::against;
    const std::string text = c.word(against ? statements_against() : statements_for());
    act(c, seats, seat, "statement", {"MakeStatement", {{"text", text}}});
  }
  for (const std::size_t seat : order) {
    const bool against = seats.stands[seat] == Stand::against;
    act(c, seats, seat, "ballot", {"CastBallot", {{"choice", against ? "against" : "for"}}});
  }
}

/// Waits until a change of seats is over rather than meet across it.
void wait_for_turnover(Case& c, const Union& decider) {
  constexpr std::int64_t days_of_a_meeting = 25;  // from the notice to the last signature
  const std::int64_t today = day_of(c.now);
  if (decider.turnover < today || decider.turnover > today + days_of_a_meeting) return;
  c.now = decider.turnover * minutes_a_day;
  c.later(1, 4);
}

}  // namespace

void tell_clean_decision(Case& c) {
  c.later(2, 6);
  const Union& decider = decider_of(c);
  wait_for_turnover(c, decider);
  const std::int64_t day = workday(day_of(c.now) + between(c.random, 6, 12));
  const Minute held_at = day * minutes_a_day + (chance(c.random, 60) ? 9 : 14) * 60;
  const Seats seats = seat_members(c, decider, day);
  convene(c, seats, held_at);
  if (c.plot.decider == Decider::stranger) {
    c.make_irregular(c.at("convene"), decider.person("secretary"));
  }
  c.now = held_at;
  attend(c, seats);
  speak_and_vote(c, seats);
  c.soon(2, 6);
  c.resolved = c.now;
  c.add(
      "close", "CloseVote", seats.decider.person("secretary"), "bodySecretary",
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
