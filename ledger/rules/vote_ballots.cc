#include <algorithm>
#include <string>

#include "ledger/rules/vote.h"

/// VOTE-4, VOTE-5, VOTE-6 and VOTE-8: who votes, and in what order.
namespace minutebook::rules {
namespace {

using Standing = schema::MemberPosition;

Verdict opinions_of(const domain::Meeting& meeting) {
  std::vector<Position> kept;
  std::vector<Position> counted;
  std::string person;
  for (const domain::WrittenOpinion& opinion : meeting.written_opinions) {
    kept.push_back(opinion.act.position);
    for (const domain::Ballot& ballot : meeting.ballots) {
      const Subject& by = opinion.act.by();
      if (ballot.act.by() != by || was_present_at(meeting, by, ballot.act.position)) continue;
      if (person.empty()) person = by.text();
      counted.insert(counted.end(), {opinion.act.position, ballot.act.position});
    }
  }
  if (kept.empty()) {
    return not_applicable("no written opinion was filed for meeting " + meeting.id,
                          "会议 " + meeting.id + " 没有书面意见");
  }
  if (!counted.empty()) {
    return breach(person + " filed a written opinion for meeting " + meeting.id +
                      ", was not present, and a ballot was recorded all the same",
                  person + " 就会议 " + meeting.id + " 提交书面意见且未到会，却仍被记录投票",
                  counted);
  }
  return pass(
      "written opinions for meeting " + meeting.id +
          " were kept and not counted: " + std::to_string(kept.size()),
      "会议 " + meeting.id + " 的书面意见已存档且未计票：" + std::to_string(kept.size()) + " 份",
      kept);
}

struct Conflict {
  std::vector<Position> known;   ///< declarations and recusals of members
  std::vector<Position> broken;  ///< those, and the ballots that they forbid
  std::string person;
  bool learnt_later = false;
  void find(const Subject& by, const domain::Act& declared, const domain::Act& ballot) {
    if (broken.empty()) {
      person = by.text();
      learnt_later = is_earlier(ballot, declared);
    }
    broken.insert(broken.end(), {declared.position, ballot.position});
  }
};

/// One who declared a recusal before the closing is not counted; only a ballot cast after it breaks
/// the rule. A recusal recorded after the closing is an interest learnt later.
void find_recusals(const domain::Meeting& meeting, const MemberVote& member, Conflict& conflict) {
  for (const domain::Recusal& recusal : meeting.recusals) {
    if (recusal.act.by() != *member.person) continue;
    conflict.known.push_back(recusal.act.position);
    for (const domain::Ballot& ballot : meeting.ballots) {
      const bool after = recusal.act.position < ballot.act.position;
      const bool counts = member.position != Standing::RECUSED && &ballot == member.ballot;
      if (ballot.act.by() == *member.person && (after || counts)) {
        conflict.find(*member.person, recusal.act, ballot.act);
      }
    }
  }
}

Verdict interests_of(const Question& question, const domain::Meeting& meeting) {
  const Vote vote = vote_at_closing(question, meeting);
  Conflict conflict;
  for (const MemberVote& member : vote.members) {
    find_recusals(meeting, member, conflict);
    for (const domain::Interest& interest : question.matter.interests) {
      if (interest.act.by() != *member.person) continue;
      conflict.known.push_back(interest.act.position);
      if (member.ballot == nullptr || member.position == Standing::RECUSED) continue;
      conflict.find(*member.person, interest.act, member.ballot->act);
    }
  }
  if (conflict.known.empty()) {
    return not_applicable("no member entitled in meeting " + meeting.id + " declared an interest",
                          "会议 " + meeting.id + " 有表决权的成员均未申报利害关系");
  }
  if (conflict.broken.empty()) {
    return pass("no member with a declared interest voted in meeting " + meeting.id,
                "会议 " + meeting.id + " 中申报利害关系的成员均未参加表决", conflict.known);
  }
  if (conflict.learnt_later) {
    return breach(conflict.person + " voted in meeting " + meeting.id +
                      " and an interest was declared only afterwards",
                  conflict.person + " 在会议 " + meeting.id + " 投票后才申报利害关系",
                  conflict.broken);
  }
  return breach(
      conflict.person + " voted in meeting " + meeting.id + " in spite of a declared interest",
      conflict.person + " 已申报利害关系，仍在会议 " + meeting.id + " 投票", conflict.broken);
}

/// The first act of the presiding member in `facts`, and the first of another that comes after it;
/// only what was recorded before `end`.
struct Order {
  const domain::Act* presiding = nullptr;
  const domain::Act* follower = nullptr;
};

template <typename Fact>
Order order_of(const std::vector<Fact>& facts, const Subject& presiding, Position end) {
  Order order;
  for (const Fact& fact : facts) {
    if (fact.act.by() != presiding || end < fact.act.position) continue;
    if (order.presiding == nullptr || is_earlier(fact.act, *order.presiding)) {
      order.presiding = &fact.act;
    }
  }
  if (order.presiding == nullptr) return order;
  for (const Fact& fact : facts) {
    if (fact.act.by() == presiding || end < fact.act.position) continue;
    if (is_earlier(fact.act, *order.presiding)) continue;
    if (order.follower == nullptr || is_earlier(fact.act, *order.follower)) {
      order.follower = &fact.act;
    }
  }
  return order;
}

Verdict order_verdict(const domain::Meeting& meeting, const Order& order, bool ballots) {
  const std::string who = meeting.presiding.text();
  const std::string id = meeting.id;
  if (order.presiding == nullptr) {
    return not_applicable(
        who + (ballots ? " did not vote in meeting " : " did not speak in meeting ") + id,
        who + " 在会议 " + id + (ballots ? " 未投票" : " 未发言"));
  }
  if (order.follower == nullptr) {
    return pass(who + (ballots ? " voted last in meeting " : " spoke last in meeting ") + id,
                who + " 在会议 " + id + (ballots ? " 末位投票" : " 末位发言"),
                {order.presiding->position});
  }
  const std::string other = order.follower->by().text();
  return breach(other + (ballots ? " voted" : " spoke") + " after " + who +
                    ", who presided over meeting " + id,
                other + " 在会议 " + id + " 主持人 " + who + " 之后" + (ballots ? "投票" : "发言"),
                {order.presiding->position, order.follower->position});
}

Verdict lasts_of(const domain::Meeting& meeting) {
  const Position end = closed_at(meeting);
  Parts parts("the presiding member neither spoke nor voted", "主持人既未发言也未投票");
  parts.add(order_verdict(meeting, order_of(meeting.statements, meeting.presiding, end), false));
  parts.add(order_verdict(meeting, order_of(meeting.ballots, meeting.presiding, end), true));
  return std::move(parts).verdict();
}

/// Ballots that nobody could cast: after the closing, by one not entitled, by one not present.
Verdict stray_ballot(const domain::Meeting& meeting, const Vote& vote, const domain::Act& ballot) {
  const Position end = closed_at(meeting);
  const std::string who = ballot.by().text();
  const auto& closing = meeting.closings.front().act;
  if (end < ballot.position || closing.occurred_at.instant < ballot.occurred_at.instant) {
    return breach(who + " voted after the vote of meeting " + meeting.id + " was closed",
                  who + " 在会议 " + meeting.id + " 表决结束后投票", {end, ballot.position});
  }
  if (vote.of(ballot.by()) == nullptr) {
    return breach(who + " voted in meeting " + meeting.id + " without being entitled that day",
                  who + " 当日无表决权，却在会议 " + meeting.id + " 投票",
                  {meeting.act.position, ballot.position});
  }
  if (!was_present_at(meeting, ballot.by(), ballot.position)) {
    return breach(who + " voted in meeting " + meeting.id + " without being recorded as present",
                  who + " 未记录到会，却在会议 " + meeting.id + " 投票",
                  {meeting.act.position, ballot.position});
  }
  return not_applicable("the ballot is in order", "投票符合程序");
}

Verdict positions_of(const Question& question, const domain::Meeting& meeting) {
  const Vote vote = vote_at_closing(question, meeting);
  Parts parts("nobody was entitled", "没有有表决权的成员");
  for (const domain::Ballot& ballot : meeting.ballots) {
    parts.add(stray_ballot(meeting, vote, ballot.act));
  }
  std::vector<std::string> silent;
  std::vector<Position> marks{meeting.act.position, closed_at(meeting)};
  for (const MemberVote& member : vote.members) {
    if (member.position != Standing::NO_BALLOT) continue;
    silent.push_back(member.person->text());
    if (member.mark != nullptr) marks.push_back(member.mark->act.position);
  }
  if (!silent.empty()) {
    parts.add(breach(
        "present in meeting " + meeting.id + ", neither voted nor recused: " + joined(silent, ", "),
        "会议 " + meeting.id + " 到会但既未投票也未回避：" + joined(silent, "、"), marks));
  } else {
    const std::string count = std::to_string(vote.members.size());
    parts.add(
        pass("each of " + count + " entitled members has one position in meeting " + meeting.id,
             "会议 " + meeting.id + " 的 " + count + " 名有表决权成员各有一种表决状态",
             {meeting.act.position, closed_at(meeting)}));
  }
  return std::move(parts).verdict();
}

}  // namespace

/// Of each meeting whose vote was closed and for which a written opinion was filed: breach when a
/// ballot of the same person is recorded, before or after the closing, at a moment when that person
/// was not recorded as present: the paper was turned into a vote. One who filed an opinion, came
/// after all and voted while present passes. Not applicable without written opinions. Pending while
/// no vote is closed. Never cannot-decide: it has no parameters and needs no other fact.
Verdict vote_4(const Question& question) { return each_vote(question, opinions_of); }

/// Of each meeting whose vote was closed and each member entitled on its day: an interest declared
/// in the matter (about any partner or none, before or after the vote) together with a ballot that
/// counts is a breach, unless the member declared a recusal before the closing. A recusal forbids
/// ballots recorded after it; one recorded only after the closing makes the counted ballot a breach
/// (an interest learnt later). A ballot withdrawn by a recusal before the closing is no breach.
/// Passes when interests or recusals exist and no such ballot; not applicable without any. Pending
/// while no vote is closed. Never cannot-decide: it has no parameters.
Verdict vote_5(const Question& question) {
  return each_vote(question,
                   [&](const domain::Meeting& meeting) { return interests_of(question, meeting); });
}

/// Of each meeting whose vote was closed: everything that others say comes before the first
/// statement of the presiding member, and all ballots of others, changes too, before the first
/// ballot of the presiding member; by when they occurred, of the same moment by position. Facts
/// recorded after the closing are left to VOTE-8. Breach when another spoke or voted later. Not
/// applicable when the presiding member did neither. Pending while no vote is closed. Never
/// cannot-decide: it has no parameters.
Verdict vote_6(const Question& question) { return each_vote(question, lasts_of); }

/// Of each meeting whose vote was closed: breach when an entitled member was present at the closing
/// and neither voted nor was recused, and for each ballot recorded after the first closing or
/// occurred later than it, of a person not entitled on the meeting's day, or of one not recorded as
/// present when it was cast. An entitled member never marked is absent, which is a position; a
/// ballot beside a recusal is left to VOTE-5. Pending while no vote is closed. Not applicable when
/// no vote was taken. Never cannot-decide: it has no parameters.
Verdict vote_8(const Question& question) {
  return each_vote(question,
                   [&](const domain::Meeting& meeting) { return positions_of(question, meeting); });
}

}  // namespace minutebook::rules
