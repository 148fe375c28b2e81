#include "tools/generate/matter.h"

namespace minutebook::generate {
namespace {

enum class Stand { for_it, against, abstains, away, recused };

/// How one meeting goes. Seat 0 presides and speaks and votes last.
struct Session {
  std::vector<std::string> members;
  std::vector<Stand> stands;
  std::string secretary;
  bool adopted = true;

  bool present(std::size_t seat) const { return stands[seat] != Stand::away; }
  bool votes(std::size_t seat) const { return present(seat) && stands[seat] != Stand::recused; }
  std::string_view role(std::size_t seat) const {
    return seat == 0 ? "presidingMember" : "bodyMember";
  }
};

/// The ayes exceed half of the seats exactly when the proposal is to be adopted.
Session seat_members(Matter& m, std::int64_t day, bool adopt) {
  Session session;
  session.adopted = adopt;
  session.secretary = m.owner.person("secretary");
  const unsigned minority = (m.owner.seats - 1) / 2;
  unsigned dissent = adopt ? minority : m.owner.seats;
  unsigned away = 0;
  for (unsigned seat = 0; seat < m.owner.seats; ++seat) {
    session.members.push_back(m.owner.member(seat, day));
    Stand stand = Stand::for_it;
    const auto draw = m.random.below(100);
    if (seat > 0 && dissent > 0) {
      if (draw < 10 && away < minority) {
        stand = Stand::away;
        ++away;
      } else if (draw < 13) {
        stand = Stand::recused;
      } else if (draw < (adopt ? 20U : 75U)) {
        stand = Stand::against;
      } else if (draw < (adopt ? 26U : 90U)) {
        stand = Stand::abstains;
      }
    }
    if (stand != Stand::for_it) --dissent;
    session.stands.push_back(stand);
  }
  if (adopt) return session;
  // Enough of them are against it, whatever was drawn.
  for (std::size_t seat = 1; seat <= (session.stands.size() + 1) / 2; ++seat) {
    if (session.stands[seat] == Stand::for_it) session.stands[seat] = Stand::against;
  }
  return session;
}

std::string_view choice_of(Stand stand) {
  return stand == Stand::against ? "against" : stand == Stand::abstains ? "abstain" : "for";
}

template <typename Write>
void act(Matter& m, const Session& session, std::size_t seat, std::string_view type, Write write) {
  m.soon(1, 4);
  m.send(type, session.members[seat], session.role(seat), [&](Ink& data) {
    data.text("meeting", m.meeting());
    write(data);
  });
}

void convene(Matter& m, const Session& session, Minute held_at) {
  m.send("ConveneMeeting", session.secretary, "bodySecretary", [&](Ink& data) {
    data.text("meeting", m.meeting()).text("body", m.owner.body());
    data.text("form", chance(m.random, 92) ? "inPerson" : "video").time("heldAt", held_at);
    data.text("place", {m.owner.name, "会议室"}).time("noticeSentAt", m.now);
    data.list("agenda").item("审议" + m.title).end();
    write_documents(data, "materials", m.materials);
    data.text("presiding", session.members[0]).flag("major", m.value_fen > 50'000'000);
  });
  for (std::size_t seat = 0; seat < session.members.size(); ++seat) {
    if (!chance(m.random, 60)) continue;
    act(m, session, seat, "ReadMaterials", [&](Ink& data) {
      data.list("digests");
      for (const Cited& material : m.materials) data.item(material.digest);
      data.end();
    });
  }
}

void attend(Matter& m, const Session& session) {
  m.send("RecordAttendance", session.secretary, "bodySecretary", [&](Ink& data) {
    data.text("meeting", m.meeting()).list("entries");
    for (std::size_t seat = 0; seat < session.members.size(); ++seat) {
      data.open().text("person", session.members[seat]);
      data.text("presence", session.present(seat) ? "present" : "onLeave");
      if (!session.present(seat)) data.text("reason", m.word(absences()));
      data.close();
    }
    data.end();
  });
  for (std::size_t seat = 0; seat < session.members.size(); ++seat) {
    if (session.stands[seat] == Stand::recused) {
      act(m, session, seat, "DeclareRecusal",
          [&](Ink& data) { data.text("reason", "与合作意向单位有亲属关系"); });
    } else if (!session.present(seat) && chance(m.random, 50)) {
      act(m, session, seat, "FileWrittenOpinion",
          [&](Ink& data) { data.text("text", m.word(statements_for())); });
    }
  }
}

void speak(Matter& m, const Session& session, std::size_t seat) {
  if (!session.votes(seat) || (seat != 0 && !chance(m.random, 70))) return;
  const Stand stand = session.stands[seat];
  const Words words = stand == Stand::against    ? statements_against()
                      : stand == Stand::abstains ? statements_of_doubt()
                                                 : statements_for();
  act(m, session, seat, "MakeStatement", [&](Ink& data) { data.text("text", m.word(words)); });
}

void vote(Matter& m, const Session& session, std::size_t seat) {
  if (!session.votes(seat)) return;
  const std::string_view choice = choice_of(session.stands[seat]);
  const bool changes = seat != 0 && chance(m.random, 6);
  act(m, session, seat, "CastBallot", [&](Ink& data) {
    data.text("choice", changes ? (choice == "for" ? "abstain" : "for") : choice);
  });
  if (!changes) return;
  act(m, session, seat, "ChangeBallot",
      [&](Ink& data) { data.text("choice", choice).text("reason", m.word(reasons_to_change())); });
}

void close(Matter& m, const Session& session) {
  m.soon(2, 6);
  m.send("CloseVote", session.secretary, "bodySecretary", [&](Ink& data) {
    data.text("meeting", m.meeting());
    data.text("resolution", {"同意", m.title, "，期限", std::to_string(m.term_months), "个月"});
  });
  const Cited minutes = m.cite("会议纪要", m.meeting());
  m.later(1, 3);
  for (std::size_t seat = 0; seat < session.members.size(); ++seat) {
    if (!session.present(seat)) continue;
    act(m, session, seat, "SignMinutes",
        [&](Ink& data) { write_document(data, "minutes", minutes); });
  }
}

/// Waits until a change of seats is over rather than meet across it.
void wait_for_turnover(Matter& m) {
  constexpr std::int64_t days_of_a_meeting = 25;  // from the notice to the last signature
  const std::int64_t today = day_of(m.now);
  if (m.owner.turnover < today || m.owner.turnover > today + days_of_a_meeting) return;
  m.now = m.owner.turnover * minutes_a_day;
  m.later(1, 4);
}

bool hold_meeting(Matter& m, bool adopt) {
  ++m.meetings;
  m.later(3, 12);
  wait_for_turnover(m);
  const std::int64_t day = workday(day_of(m.now) + between(m.random, 6, 14));
  const Minute held_at = day * minutes_a_day + (chance(m.random, 60) ? 9 : 14) * 60;
  const Session session = seat_members(m, day, adopt);
  convene(m, session, held_at);
  m.now = held_at;
  attend(m, session);
  for (std::size_t seat = 1; seat < session.members.size(); ++seat) speak(m, session, seat);
  speak(m, session, 0);
  for (std::size_t seat = 1; seat < session.members.size(); ++seat) vote(m, session, seat);
  vote(m, session, 0);
  close(m, session);
  return adopt;
}

}  // namespace

bool tell_decision(Matter& m) {
  if (hold_meeting(m, !chance(m.random, 7))) return true;
  if (chance(m.random, 40)) return false;
  m.later(20, 60);
  return hold_meeting(m, true);  // the proposal comes back and is adopted
}

}  // namespace minutebook::generate
