#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "tools/export/ocds/draft.h"

/// Step 4, first half: the selection, its bids and winners.
namespace minutebook::ocds {
namespace {

/// What of each selection is recorded, and when.
struct Planned {
  std::map<std::string, Order> selections;
  std::map<std::string, Order> bids;
};

const char* method_of(const std::string& published) {
  if (published == "open") return "openTender";
  if (published == "direct") return "directNegotiation";
  return published.empty() ? "" : "other";
}

/// Awards that stand: as many as could win.
std::size_t places_of(const Cursor& process) {
  std::size_t places = 0;
  for (const Cursor& award : process.items("awards")) {
    const std::string status = award.text("status");
    if (status == "active" || status == "pending") ++places;
  }
  return places;
}

/// A tender without the extension: what the standard's fields say, if that is enough.
void plan_tender(Draft& draft, Planned& planned) {
  const Cursor tender = draft.process().object("tender");
  if (!tender) return;
  const std::string method = method_of(tender.text("procurementMethod"));
  const Cursor period = tender.object("tenderPeriod");
  const auto deadline = period.time("endDate");
  const std::size_t places = places_of(draft.process());
  const std::string id = is_local_id(tender.text("id")) ? tender.text("id") : "tender";
  if (method.empty() || !deadline || places == 0) {
    draft.leave_out(tender.pointer(),
                    "a tender: an announcement has a method, a deadline and a number of places",
                    "招标：征集公告须有方式、截止时间和名额");
    return;
  }
  Json data = Json{{"selection", id},
                   {"method", method},
                   {"deadline", format_time(*deadline)},
                   {"places", places}};
  put(data, "requirements", tender.text("eligibilityCriteria"));
  planned.selections[id] =
      draft.add("AnnounceSelection", std::move(data), tender, draft.when(period, "startDate"));
  draft.on_behalf_of(draft.buyer());
}

void plan_announcements(Draft& draft, Planned& planned) {
  const auto selections = draft.extension().items("selections");
  for (const Cursor& selection : selections) {
    Json data = Json{{"selection", selection.text("id")}};
    data.update(selection.pick({"method", "channels", "deadline", "opensAt", "places",
                                "requirements", "criteria", "document"}));
    planned.selections[selection.text("id")] =
        draft.add("AnnounceSelection", std::move(data), selection, draft.when(selection));
    draft.on_behalf_of(draft.buyer());
  }
  if (!draft.extension().has("proposal")) plan_tender(draft, planned);
}

/// A sealed bid needs its seal; the standard has no place for one.
bool has_seal(const Cursor& bid) {
  const Cursor details = bid.object("minutebook");
  return details.has("sealedDigest") && details.has("salt") && details.has("content");
}

Json document_reference(const Cursor& document) {
  Json out = Json{{"digest", document.text("digest")}};
  const std::string title = document.text("title");
  out["title"] = title.empty() ? document.text("id") : title;
  put(out, "mediaType", document.text("format"));
  return out;
}

Json reveal_of(Draft& draft, const Cursor& bid) {
  const Cursor details = bid.object("minutebook");
  Json out = Json{{"bid", bid.text("id")}};
  for (const Cursor& tenderer : bid.items("tenderers")) {
    if (const auto partner = draft.party(tenderer.text("id"), tenderer.pointer())) {
      out["partner"] = partner->text();
    }
    break;
  }
  out.update(details.pick({"salt", "content"}));
  if (const auto price = bid.fen("value")) out["priceFen"] = *price;
  for (const Cursor& document : bid.items("documents")) {
    if (!document.has("digest")) continue;
    out["document"] = document_reference(document);
    break;
  }
  return out;
}

/// An opening is of all bids that were opened at that moment.
void plan_openings(Draft& draft, const std::vector<Cursor>& bids, Planned& planned) {
  struct Opening {
    Json reveals = Json::array();
    std::vector<std::string> bids;
    Order after = at_once;
    std::optional<Cursor> place;
  };
  std::map<std::pair<std::string, std::string>, Opening> openings;
  for (const Cursor& bid : bids) {
    const Cursor details = bid.object("minutebook");
    Opening& opening = openings[{details.text("selection"), details.text("opened")}];
    opening.reveals.push_back(reveal_of(draft, bid));
    opening.bids.push_back(bid.text("id"));
    opening.after = std::max(opening.after, planned.bids[bid.text("id")]);
    if (!opening.place) opening.place = details;
  }
  for (auto& [name, opening] : openings) {
    Json data = Json{{"selection", name.first}, {"reveals", std::move(opening.reveals)}};
    const Order opened = draft.add("OpenBids", std::move(data), *opening.place,
                                   draft.when(*opening.place, "opened"), opening.after);
    draft.on_behalf_of(draft.buyer());
    for (const std::string& bid : opening.bids) planned.bids[bid] = opened;
  }
}

void plan_disqualifications(Draft& draft, const Cursor& bid, const Planned& planned) {
  const Cursor details = bid.object("minutebook");
  for (const Cursor& each : details.items("disqualifications")) {
    Json data = Json{{"selection", details.text("selection")}, {"bid", bid.text("id")}};
    data.update(each.pick({"reason"}));
    draft.add("DisqualifyBid", std::move(data), each, draft.when(each),
              planned.bids.at(bid.text("id")));
    draft.on_behalf_of(draft.buyer());
  }
  if (details.has("scores")) {
    draft.leave_out(details.pointer() + "/scores",
                    "scores: an evaluator is named by title only, and a score needs a person",
                    "评分：评审人仅以称谓列出，而评分记录须指明人员");
  }
}

void plan_bids(Draft& draft, Planned& planned) {
  std::vector<Cursor> sealed;
  for (const Cursor& bid : draft.process().object("bids").items("details")) {
    const std::string selection = bid.object("minutebook").text("selection");
    const auto announced = planned.selections.find(selection);
    if (!has_seal(bid) || announced == planned.selections.end()) {
      draft.leave_out(bid.pointer(), "a bid without its seal", "没有密封摘要的投标");
      continue;
    }
    Json data = Json{{"selection", selection}, {"bid", bid.text("id")}};
    data.update(bid.object("minutebook").pick({"sealedDigest"}));
    planned.bids[bid.text("id")] =
        draft.add("ReceiveBid", std::move(data), bid, draft.when(bid), announced->second);
    draft.on_behalf_of(draft.buyer());
    sealed.push_back(bid);
  }
  plan_openings(draft, sealed, planned);
  for (const Cursor& bid : sealed) plan_disqualifications(draft, bid, planned);
}

struct Determination {
  std::map<std::size_t, std::string> bids;  ///< by rank, from 1
  std::string reason;
  Order after = at_once;
  std::optional<Cursor> place;
};

std::size_t rank_of(const Cursor& details) {
  const std::string text = details.text("rank");
  std::size_t rank = 0;
  for (const char c : text) {
    if (c < '0' || c > '9' || rank > 10'000) return 0;
    rank = rank * 10 + static_cast<std::size_t>(c - '0');
  }
  return rank;
}

/// Awards of one moment are one determination of winners; it must be whole.
std::map<std::string, Order> plan_awards(Draft& draft, const Planned& planned) {
  std::map<std::pair<std::string, std::string>, Determination> all;
  for (const Cursor& award : draft.process().items("awards")) {
    const std::string bid = award.text("relatedBid");
    const auto known = planned.bids.find(bid);
    if (bid.empty() || known == planned.bids.end()) {
      if (!award.text("id").starts_with("direct-")) {
        draft.leave_out(award.pointer(), "an award without a recorded bid", "没有相应投标的中选");
      }
      continue;
    }
    const Cursor details = award.object("minutebook");
    Determination& one = all[{details.text("selection"), award.text("date")}];
    one.bids[rank_of(details)] = bid;
    one.reason = details.text("reason");
    one.after = std::max(one.after, known->second);
    if (!one.place) one.place = award;
  }
  std::map<std::string, Order> determined;
  for (auto& [name, one] : all) {
    const bool whole = one.bids.begin()->first == 1 && one.bids.rbegin()->first == one.bids.size();
    if (!whole) {
      draft.leave_out(one.place->pointer(), "an award whose ranking is not whole",
                      "名次不完整的中选");
      continue;
    }
    Json data = Json{{"selection", name.first}, {"bids", Json::array()}};
    for (const auto& [rank, bid] : one.bids) data["bids"].push_back(bid);
    put(data, "reason", one.reason);
    determined[name.first] = draft.add("DetermineWinners", std::move(data), *one.place,
                                       draft.when(*one.place), one.after);
    draft.on_behalf_of(draft.buyer());
  }
  return determined;
}

void plan_publications(Draft& draft, const Planned& planned,
                       const std::map<std::string, Order>& determined) {
  for (const Cursor& each : draft.extension().items("publications")) {
    const std::string selection = each.text("selection");
    if (!planned.selections.contains(selection)) continue;
    const auto award = determined.find(selection);
    draft.add("PublishResult", each.pick({"selection", "channels", "until"}), each,
              draft.when(each), award == determined.end() ? at_once : award->second);
    draft.on_behalf_of(draft.buyer());
  }
}

void plan_objections(Draft& draft, const Planned& planned) {
  for (const Cursor& objection : draft.extension().items("objections")) {
    const auto selection = planned.selections.find(objection.text("selection"));
    if (selection == planned.selections.end()) continue;
    Json data = Json{{"objection", objection.text("id")}};
    data.update(objection.pick({"selection", "raisedBy", "grounds"}));
    const Order raised = draft.add("RaiseObjection", std::move(data), objection,
                                   draft.when(objection), selection->second);
    for (const Cursor& ruling : objection.items("rulings")) {
      Json answer = Json{{"objection", objection.text("id")}};
      answer.update(ruling.pick({"upheld", "reason"}));
      draft.add("ResolveObjection", std::move(answer), ruling, draft.when(ruling), raised);
      draft.on_behalf_of(draft.buyer());
    }
  }
}

}  // namespace

void plan_selection(Draft& draft) {
  Planned planned;
  plan_announcements(draft, planned);
  plan_bids(draft, planned);
  const auto determined = plan_awards(draft, planned);
  plan_publications(draft, planned, determined);
  plan_objections(draft, planned);
}

}  // namespace minutebook::ocds
