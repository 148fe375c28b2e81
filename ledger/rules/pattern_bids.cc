#include <algorithm>
#include <string>

#include "ledger/rules/likeness.h"
#include "ledger/rules/pattern_rules.h"

namespace minutebook::rules {
namespace {

using domain::Bid;
using domain::Selection;

std::vector<const Bid*> opened_bids(const Selection& selection) {
  std::vector<const Bid*> out;
  for (const Bid& bid : selection.bids) {
    if (bid.opened()) out.push_back(&bid);
  }
  return out;
}

/// One verdict of all selections: pending for those that are not opened.
template <typename Judge>
Verdict judge_selections(const Question& q, Judge judge) {
  Parts parts("no selection was announced", "没有公告遴选");
  for (const Selection& selection : q.matter.selections) {
    if (selection.opened()) {
      parts.add(judge(selection));
    } else {
      parts.add(pending("the bids of selection \"" + selection.id + "\" are not opened yet",
                        "遴选“" + selection.id + "”尚未开标", {selection.act.position}));
    }
  }
  return std::move(parts).verdict();
}

Verdict too_few(const Selection& selection) {
  return not_applicable("selection \"" + selection.id + "\" has no two bids to compare",
                        "遴选“" + selection.id + "”没有两份可比较的投标");
}

Position opened_at(const Bid& bid) { return bid.reveals.back().act.position; }

std::string of_pair(const Bid& a, const Bid& b) { return "\"" + a.id + "\" and \"" + b.id + "\""; }
std::string of_pair_zh(const Bid& a, const Bid& b) { return "“" + a.id + "”与“" + b.id + "”"; }

Verdict judge_contents(const Question& q, const Selection& selection) {
  const auto bids = opened_bids(selection);
  if (bids.size() < 2) return too_few(selection);
  std::vector<Sketch> sketches;
  sketches.reserve(bids.size());
  for (const Bid* bid : bids) sketches.emplace_back(bid->reveals.back().content);
  Parts parts("no bids", "没有投标");
  for (std::size_t i = 0; i < bids.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const domain::Act& later = std::max(
          bids[j]->reveals.back().act, bids[i]->reveals.back().act,
          [](const domain::Act& a, const domain::Act& b) { return a.position < b.position; });
      const Rulebook* rulebook = q.rulebook(later);
      const Share share = rulebook ? rulebook->fraction(Fraction::similarity) : Share{1, 1};
      const bool identical = bids[i]->reveals.back().content == bids[j]->reveals.back().content;
      if (identical || (rulebook && sketches[i].is_like(sketches[j], share))) {
        parts.add(breach(
            "bids " + of_pair(*bids[j], *bids[i]) + " of selection \"" + selection.id +
                "\" are identical or near-identical",
            "遴选“" + selection.id + "”的投标" + of_pair_zh(*bids[j], *bids[i]) + "内容相同或雷同",
            {bids[j]->act.position, bids[i]->act.position, opened_at(*bids[j]),
             opened_at(*bids[i])}));
      } else if (!rulebook) {
        parts.add(no_rulebook(q, q.scene.day_of(later.occurred_at), {later.position}));
      }
    }
  }
  parts.add(pass("no two bids of selection \"" + selection.id + "\" are near-identical",
                 "遴选“" + selection.id + "”的投标内容没有雷同",
                 {selection.openings.back().act.position}));
  return std::move(parts).verdict();
}

Verdict judge_representatives(const Question& q, const Selection& selection) {
  const auto bids = opened_bids(selection);
  Parts parts("no two bidders", "没有两个投标方");
  const Bid* unknown = nullptr;
  bool two_bidders = false;
  for (std::size_t i = 0; i < bids.size(); ++i) {
    const auto* one = q.scene.directory.partner(*bids[i]->partner());
    if (one == nullptr || one->legal_representative.empty()) unknown = bids[i];
    for (std::size_t j = 0; j < i; ++j) {
      if (*bids[i]->partner() == *bids[j]->partner()) continue;
      two_bidders = true;
      const auto* other = q.scene.directory.partner(*bids[j]->partner());
      if (one == nullptr || other == nullptr || one->legal_representative.empty() ||
          one->legal_representative != other->legal_representative) {
        continue;
      }
      parts.add(breach(
          bids[j]->partner()->text() + " and " + bids[i]->partner()->text() +
              ", who bid in selection \"" + selection.id + "\", have the same legal representative",
          "遴选“" + selection.id + "”的投标方 " + bids[j]->partner()->text() + " 与 " +
              bids[i]->partner()->text() + " 的法定代表人为同一人",
          {opened_at(*bids[j]), opened_at(*bids[i]), other->registered_at, one->registered_at}));
    }
  }
  if (!two_bidders) return too_few(selection);
  if (unknown != nullptr) {
    parts.add(cannot_decide(
        "the legal representative of " + unknown->partner()->text() + " is not recorded",
        unknown->partner()->text() + " 的法定代表人没有记录", {opened_at(*unknown)}));
  }
  parts.add(pass("no two bidders of selection \"" + selection.id + "\" share a representative",
                 "遴选“" + selection.id + "”的投标方法定代表人各不相同",
                 {selection.openings.back().act.position}));
  return std::move(parts).verdict();
}

}  // namespace

/// FLAG-3. Each selection whose bids were opened: the bids recorded as received before its first
/// opening, disqualified or not. Breach: exactly one; pass: two or more. Without any, that
/// selection is not judged. Pending until it is opened. Not-applicable: no selection. Needs no
/// rulebook, so that it can always decide. Rests on the bid and the opening; a pass on the opening.
Verdict judge_single_bid(const Question& q) {
  return judge_selections(q, [](const Selection& selection) {
    const Position opened = selection.openings.front().act.position;
    std::vector<Position> received;
    for (const Bid& bid : selection.bids) {
      if (bid.act.position < opened) received.push_back(bid.act.position);
    }
    if (received.empty()) return too_few(selection);
    if (received.size() == 1) {
      return breach("selection \"" + selection.id + "\" was opened with a single bid",
                    "遴选“" + selection.id + "”开标时仅有一份投标", {received.front(), opened});
    }
    const std::string count = std::to_string(received.size());
    return pass("selection \"" + selection.id + "\" was opened with " + count + " bids",
                "遴选“" + selection.id + "”开标时有 " + count + " 份投标", {opened});
  });
}

/// FLAG-4. Every two opened bids of one selection, whoever made them, by the content last read out,
/// under the rulebook of the day on which the later of the two was opened. Breach: the contents are
/// identical, or the trigrams of characters that they share are at least `share` of the trigrams in
/// either (exactly the share is a breach). Which characters count, and how texts too short for a
/// trigram or longer than the sketch compare, is said in likeness.h. Pass: no two are so. Pending
/// until it is opened. Not-applicable: no selection, or fewer than two opened bids. Cannot-decide:
/// no rulebook on that day, and not identical. Rests on the receipts and openings of the bids.
Verdict judge_like_bids(const Question& q) {
  return judge_selections(q,
                          [&](const Selection& selection) { return judge_contents(q, selection); });
}

/// FLAG-5. Every two opened bids of one selection from different partners. Breach: the directory
/// has the same legal representative for both, letter by letter, and not an empty one; as it is
/// known when judged, since representatives are recorded with the partner. Pass: all are known and
/// differ. Cannot-decide: that of a bidder is not recorded. Not-applicable: no selection, or opened
/// bids of fewer than two partners. Pending until the bids are opened. Needs no rulebook. Rests on
/// the openings of the two bids and the registrations of the two partners.
Verdict judge_shared_representative(const Question& q) {
  return judge_selections(
      q, [&](const Selection& selection) { return judge_representatives(q, selection); });
}

}  // namespace minutebook::rules
