#include <algorithm>

#include "tools/generate/breaches/planter.h"

/// SEL-1, SEL-2 and SEL-5: how it was announced, sealed, opened and observed.
namespace minutebook::generate {
namespace {

Minute deadline_of(Case& c) {
  // The opening follows the deadline, 9:30 of the same day.
  return day_of(c.at("opening").at) * minutes_a_day + 9 * 60 + 30;
}

void negotiated(Case& c) {
  c.at("announcement").data["method"] = "directNegotiation";
  c.breaks({"SEL-1"});
}

void without_a_channel(Case& c) {
  Json& channels = c.at("announcement").data["channels"];
  channels.erase(0);
  c.breaks({"SEL-1"});
}

/// Announced in the morning so many days before the day of the deadline; bids come after it.
void announce_ahead(Case& c, std::int64_t days) {
  const Minute announced = (day_of(deadline_of(c)) - days) * minutes_a_day + 9 * 60;
  c.at("announcement").at = announced;
  Minute earliest = announced;
  for (const BidStory& bid : c.bids) {
    earliest += 10;
    Entry& receipt = c.at("bid:" + bid.id);
    receipt.at = std::max(receipt.at, earliest);
  }
}

void announced_too_late(Case& c) {
  announce_ahead(c, 4);
  c.breaks({"SEL-1"});
}

void announced_on_the_last_day(Case& c) { announce_ahead(c, 5); }

void competitively_negotiated(Case& c) {
  c.at("announcement").data["method"] = "competitiveNegotiation";
}

/// The contract is with the bidder who came last, and cites no selection.
void signed_with_a_loser(Case& c) {
  const std::string loser = c.bids.back().partner;
  Json& draft = c.at("draft:C1").data;
  draft.erase("selection");
  draft.erase("bid");
  draft["partner"] = loser;
  c.at("sign:C1").data["partner"] = loser;
  c.breaks({"SEL-1"});
}

void without_selection(Case& c) {
  for (const char* part :
       {"announcement", "bid", "opening", "seen", "score", "award", "publication"}) {
    c.script.remove(part);
  }
  Json& draft = c.at("draft:C1").data;
  draft.erase("selection");
  draft.erase("bid");
  c.breaks({"SEL-1"});
}

/// One more bid, entered irregularly, and set aside after the opening.
void add_late_bid(Case& c, Minute at) {
  BidStory late = c.bids.back();
  late.id = "B9";
  late.content += "（迟到）";
  const std::string seal = seal_of(c, late);
  Entry entry = c.at("bid:" + c.bids.back().id);
  entry.tag = "bid:B9";
  entry.at = at;
  entry.data["bid"] = "B9";
  entry.data["sealedDigest"] = seal;
  c.make_irregular(entry, entry.actor);
  c.script.add(std::move(entry));
  // Before the opening, so that nothing else is wrong with it.
  c.script.add({.tag = "disqualification:B9",
                .type = "DisqualifyBid",
                .actor = c.owner.person("selection-1"),
                .role = "selectionTeam",
                .at = deadline_of(c) + 2,
                .data = {{"selection", "S1"}, {"bid", "B9"}, {"reason", "逾期送达"}}});
  c.breaks({"SEL-2"});
}

void bid_after_deadline(Case& c) { add_late_bid(c, deadline_of(c) + 1); }
void bid_at_deadline(Case& c) { add_late_bid(c, deadline_of(c)); }

void bid_just_before_deadline(Case& c) { c.at("bid:" + c.bids.back().id).at = deadline_of(c) - 1; }

void opened_early(Case& c) {
  Entry& opening = c.at("opening");
  opening.at = deadline_of(c) - 5;
  c.make_irregular(opening, opening.actor);
  c.breaks({"SEL-2"});
}

void opened_at_the_deadline(Case& c) { c.at("opening").at = deadline_of(c); }

void opened_in_two_parts(Case& c) {
  Entry& opening = c.at("opening");
  Entry rest = opening;
  rest.tag = "opening:2";
  rest.at += 3;
  Json& reveals = opening.data["reveals"];
  rest.data["reveals"] = Json::array({reveals.back()});
  reveals.erase(reveals.size() - 1);
  c.make_irregular(opening, opening.actor);
  c.script.add(std::move(rest));
  c.breaks({"SEL-2"});
}

void another_offer_revealed(Case& c) {
  Entry& opening = c.at("opening");
  Json& content = opening.data["reveals"].back()["content"];
  content = content.get<std::string>() + "（当场下调一成）";
  c.make_irregular(opening, opening.actor);
  c.breaks({"SEL-2"});
}

void not_at_opening(Case& c) {
  c.script.remove("seen:opening");
  c.at("opening").data["present"].erase(2);
  c.breaks({"SEL-5"});
}

void not_at_review(Case& c) {
  c.script.remove("seen:review");
  c.breaks({"SEL-5"});
}

void review_from_papers(Case& c) {
  c.at("seen:review").data["present"] = false;
  c.breaks({"SEL-5"});
}

void nobody_assigned(Case& c) {
  c.script.remove("observer");
  c.script.remove("seen");
  c.breaks({"SEL-5"});
}

void listed_at_opening(Case& c) { c.script.remove("seen:opening"); }

constexpr Kind near = Kind::near_miss;

constexpr Planter list[] = {
    {"SEL-1", "direct negotiation", Kind::breach, external | approved, negotiated},
    {"SEL-1", "a required channel missing", Kind::breach, external | approved, without_a_channel},
    {"SEL-1", "announced one day too late", Kind::breach, external | approved, announced_too_late,
     nullptr, false},
    {"SEL-1", "signed with a bidder who lost", Kind::breach, external | approved,
     signed_with_a_loser, nullptr, false},
    {"SEL-1", "no selection at all", Kind::breach, external | approved, without_selection, nullptr,
     false},
    {"SEL-1", "announced exactly as many days as needed", near, external | approved,
     announced_on_the_last_day, nullptr, false},
    {"SEL-1", "competitive negotiation, which is open", near, external | approved,
     competitively_negotiated},
    {"SEL-2", "a bid one minute after the deadline", Kind::breach, selected, bid_after_deadline,
     nullptr, false},
    {"SEL-2", "a bid at the very deadline", Kind::breach, selected, bid_at_deadline, nullptr,
     false},
    {"SEL-2", "opened before the deadline", Kind::breach, selected, opened_early, nullptr, false},
    {"SEL-2", "opened in two parts", Kind::breach, selected, opened_in_two_parts, nullptr, false},
    {"SEL-2", "another offer than was sealed", Kind::breach, selected, another_offer_revealed,
     nullptr, false},
    {"SEL-2", "a bid one minute before the deadline", near, selected, bid_just_before_deadline,
     nullptr, false},
    {"SEL-2", "opened at the very deadline", near, selected, opened_at_the_deadline, nullptr,
     false},
    {"SEL-5", "no observer at the opening", Kind::breach, selected, not_at_opening, nullptr, false},
    {"SEL-5", "no observer at the review", Kind::breach, selected, not_at_review, nullptr, false},
    {"SEL-5", "the review seen on paper only", Kind::breach, selected, review_from_papers, nullptr,
     false},
    {"SEL-5", "no observer assigned", Kind::breach, selected, nobody_assigned, nullptr, false},
    {"SEL-5", "on the list of those at the opening, without a note", near, selected,
     listed_at_opening, nullptr, false},
};

}  // namespace

std::span<const Planter> selection_planters() { return list; }

}  // namespace minutebook::generate
