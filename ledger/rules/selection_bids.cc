#include <algorithm>

#include "ledger/rules/facts.h"
#include "ledger/rules/selection_parts.h"

namespace minutebook::rules {
namespace {

using domain::Bid;
using domain::Opening;
using domain::Selection;

std::string quoted(const Bid& bid) { return "\"" + bid.id + "\""; }
std::string quoted_zh(const Bid& bid) { return "“" + bid.id + "”"; }

/// The first moment at which bids may be revealed.
Instant opening_hour(const Selection& selection) {
  const Instant deadline = selection.deadline.instant;
  return selection.opens_at ? std::max(deadline, selection.opens_at->instant) : deadline;
}

/// Faults of single bids: too late, revealed too early, not what was sealed.
void judge_bid(const Selection& selection, const Bid& bid, Parts& parts) {
  const Position announced = selection.act.position;
  if (selection.deadline.instant <= bid.act.occurred_at.instant) {
    parts.add(breach(
        "bid " + quoted(bid) + " came at or after the deadline, " + format_time(selection.deadline),
        "投标" + quoted_zh(bid) + "不早于截止时间 " + format_time(selection.deadline),
        {announced, bid.act.position}));
  }
  for (const domain::Reveal& reveal : bid.reveals) {
    if (reveal.act.occurred_at.instant < opening_hour(selection)) {
      parts.add(breach("bid " + quoted(bid) + " was revealed before the announced time",
                       "投标" + quoted_zh(bid) + "早于公告的时间开启",
                       {announced, reveal.act.position}));
    }
    if (!reveal.matches) {
      parts.add(breach("what was revealed of bid " + quoted(bid) + " is not what was sealed",
                       "投标" + quoted_zh(bid) + "开启的内容与密封的摘要不符",
                       {bid.act.position, reveal.act.position}));
    }
  }
}

/// Faults of the opening as a whole: repeated, or without some of the bids.
void judge_opening(const Selection& selection, const Opening& first, Parts& parts) {
  for (const Opening& opening : selection.openings) {
    if (&opening == &first) continue;
    parts.add(breach("bids of selection \"" + selection.id + "\" were opened at different times",
                     "遴选“" + selection.id + "”的投标未一并开启",
                     {first.act.position, opening.act.position}));
  }
  for (const Bid& bid : selection.bids) {
    const bool was_there = happened_before(bid.act, first.act);
    if (bid.opened() || !was_there || disqualified_before(bid, first.act)) continue;
    parts.add(breach("bid " + quoted(bid) + " was left sealed when the others were opened",
                     "开标时投标" + quoted_zh(bid) + "未开启",
                     {bid.act.position, first.act.position}));
  }
}

/// The selection's own part where none of its bids is opened.
Verdict judge_unopened(const Question& q, const Selection& selection) {
  const Bilingual name = name_of(selection);
  std::vector<Position> positions{selection.act.position};
  for (const Bid& bid : selection.bids) {
    if (!bid.disqualified()) positions.push_back(bid.act.position);
  }
  const bool closed = is_closed(q.matter);
  const bool has_bids = positions.size() > 1;
  if (selection.award() != nullptr) {
    positions.push_back(selection.award()->act.position);
    return breach("winners of " + name.en + " were determined and no bid was opened",
                  name.zh + "未开标即确定中选方", std::move(positions));
  }
  if (closed && has_bids) {
    return breach("the bids of " + name.en + " were never opened", name.zh + "的投标始终没有开启",
                  std::move(positions));
  }
  if (closed) return not_applicable(name.en + " had no bids", name.zh + "没有投标");
  return pending("the bids of " + name.en + " are not opened yet", name.zh + "尚未开标",
                 std::move(positions));
}

}  // namespace

/// SEL-2. Of each selection announced, by the moments at which things occurred: no bid was received
/// at or after the deadline; none was revealed before the deadline or, where a later hour of
/// opening was announced, before that; every reveal is what its seal is the digest of; there was
/// one act of opening, and it revealed every bid received before it that was not disqualified by
/// then. Passes once opened so; a fault is a breach at once. Not opened yet: pending; a breach once
/// winners were determined, or once the matter is closed with bids still sealed (without bids: not
/// applicable). Not applicable without a selection. Needs no rulebook, so it can always decide.
Verdict judge_sealed_bids(const Question& q) {
  Parts parts("no selection was announced", "没有公告遴选");
  for (const Selection& selection : q.matter.selections) {
    for (const Bid& bid : selection.bids) judge_bid(selection, bid, parts);
    const Opening* opening = first_opening(selection);
    if (opening == nullptr) {
      parts.add(judge_unopened(q, selection));
      continue;
    }
    judge_opening(selection, *opening, parts);
    const Bilingual name = name_of(selection);
    const std::string day = day_text(q, opening->act);
    parts.add(
        pass("all bids of " + name.en + " were sealed until they were opened together on " + day,
             name.zh + "的投标密封至 " + day + " 一并开启",
             {selection.act.position, opening->act.position}));
  }
  return std::move(parts).verdict();
}

}  // namespace minutebook::rules
