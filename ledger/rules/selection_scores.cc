#include <algorithm>
#include <optional>

#include "ledger/rules/facts.h"
#include "ledger/rules/selection_parts.h"

namespace minutebook::rules {
namespace {

using domain::Award;
using domain::Bid;
using domain::Interest;
using domain::Score;
using domain::Selection;

/// The scores of one bid that count.
struct Scored {
  const Bid* bid = nullptr;
  std::uint64_t points = 0;
  std::uint64_t evaluators = 0;
  std::vector<Position> set_aside = {};  ///< scores that do not count, and the interests why

  /// Without a score, below every bid that has one.
  bool is_above(const Scored& other) const {
    if (evaluators == 0 || other.evaluators == 0) return evaluators > other.evaluators;
    return points * other.evaluators > other.points * evaluators;
  }
};

const Interest* interest_of(const Question& q, const Subject& person, const Bid& bid) {
  const auto found = std::ranges::find_if(q.matter.interests, [&](const Interest& interest) {
    return interest.act.by() == person &&
           (!interest.partner || (bid.partner() != nullptr && *interest.partner == *bid.partner()));
  });
  return found == q.matter.interests.end() ? nullptr : &*found;
}

bool is_replaced(const Bid& bid, const Score& score, const Award& award) {
  return std::ranges::any_of(bid.scores, [&](const Score& other) {
    return other.act.by() == score.act.by() && happened_before(score.act, other.act) &&
           happened_before(other.act, award.act);
  });
}

Scored scored(const Question& q, const Bid& bid, const Award& award) {
  Scored result{.bid = &bid};
  for (const Score& score : bid.scores) {
    if (!happened_before(score.act, award.act) || is_replaced(bid, score, award)) continue;
    if (const Interest* interest = interest_of(q, score.act.by(), bid)) {
      result.set_aside.push_back(score.act.position);
      result.set_aside.push_back(interest->act.position);
      continue;
    }
    result.points += score.points;
    ++result.evaluators;
  }
  return result;
}

/// Do the winners stand in the order of their means, and no other bid above the last of them?
bool follows_ranking(const Award& award, const std::vector<Scored>& ranked) {
  const Scored* last = nullptr;
  for (const std::string& id : award.bids) {
    const auto won = std::ranges::find_if(ranked, [&](const Scored& s) { return s.bid->id == id; });
    if (won == ranked.end() || (last != nullptr && won->is_above(*last))) return false;
    last = &*won;
  }
  return std::ranges::none_of(ranked, [&](const Scored& other) {
    const bool won = std::ranges::find(award.bids, other.bid->id) != award.bids.end();
    return !won && last != nullptr && other.is_above(*last);
  });
}

void judge_bid(const Scored& scored, std::int64_t needed, const Award& award, Parts& parts) {
  if (static_cast<std::int64_t>(scored.evaluators) >= needed) return;
  const std::string& id = scored.bid->id;
  const std::string count = std::to_string(scored.evaluators);
  auto positions = scored.set_aside;
  positions.push_back(scored.bid->act.position);
  positions.push_back(award.act.position);
  parts.add(breach("bid \"" + id + "\" was scored by " + count +
                       " evaluators without an interest; at least " + std::to_string(needed) +
                       " are needed",
                   "投标“" + id + "”由 " + count + " 名无利害关系的评审人评分，至少须 " +
                       std::to_string(needed) + " 名",
                   std::move(positions)));
}

void judge_award(const Question& q, const Selection& selection, const Award& award, Parts& parts) {
  const Day day = q.scene.day_of(award.act.occurred_at);
  const Rulebook* rulebook = q.rulebook(day);
  if (rulebook == nullptr) {
    parts.add(no_rulebook(q, day, {award.act.position}));
    return;
  }
  const Bilingual name = name_of(selection);
  const auto needed = rulebook->number(Number::evaluators);
  std::vector<Scored> ranked;
  std::vector<Position> positions{award.act.position};
  for (const Bid& bid : selection.bids) {
    if (!happened_before(bid.act, award.act) || disqualified_before(bid, award.act)) continue;
    ranked.push_back(scored(q, bid, award));
    judge_bid(ranked.back(), needed, award, parts);
    for (const Score& score : bid.scores) {
      if (happened_before(score.act, award.act)) positions.push_back(score.act.position);
    }
  }
  const bool follows = follows_ranking(award, ranked);
  if (!follows && is_blank(award.reason)) {
    parts.add(breach("the winners of " + name.en +
                         " do not follow the ranking by mean points, and no reason is given",
                     name.zh + "的中选方与平均分排名不符，且未说明理由", std::move(positions)));
    return;
  }
  parts.add(pass(follows ? "the winners of " + name.en + " follow the ranking by mean points"
                         : "a reason is given why the winners of " + name.en +
                               " do not follow the ranking by mean points",
                 follows ? name.zh + "的中选方与平均分排名一致"
                         : name.zh + "的中选方与平均分排名不符，已说明理由",
                 std::move(positions)));
}

}  // namespace

/// SEL-3. Of each selection, the determination of winners that counts (the last one) is judged by
/// the rulebook of its day. Looked at are the bids received and not disqualified before it, and of
/// each the last score that each evaluator gave before it. A score counts unless the evaluator has,
/// at any time, declared an interest in that bidder or one that names no partner. Every such bid
/// has scores that count from at least `evaluators` persons, else a breach. The winners stand in
/// the order of their mean points, none of the other bids has more than the last winner (equal
/// means in any order), and none was disqualified; else a reason that is not blank is given, or it
/// is a breach. Not determined yet: pending; once the matter is closed, not applicable. Not
/// applicable without a selection. Cannot decide without a rulebook.
Verdict judge_evaluation(const Question& q) {
  Parts parts("no selection was announced", "没有公告遴选");
  const bool closed = is_closed(q.matter);
  for (const Selection& selection : q.matter.selections) {
    const Bilingual name = name_of(selection);
    if (const Award* award = selection.award()) {
      judge_award(q, selection, *award, parts);
    } else if (closed) {
      parts.add(not_applicable(name.en + " had no winners", name.zh + "没有中选方"));
    } else {
      parts.add(pending("the winners of " + name.en + " are not determined yet",
                        name.zh + "尚未确定中选方", {selection.act.position}));
    }
  }
  return std::move(parts).verdict();
}

}  // namespace minutebook::rules
