#include <algorithm>
#include <ranges>
#include <set>

#include "tools/export/ocds/process.h"

namespace minutebook::ocds {
namespace {

using domain::Award;
using domain::Bid;
using domain::Selection;

Json award_of(const Source& source, const Selection& selection, const Award& award,
              std::size_t rank) {
  const Bid* const bid = selection.bid(award.bids[rank]);
  const bool counts = &award == selection.award() && bid != nullptr && !bid->disqualified();
  Json out = Json::object();
  out["id"] = award.bids[rank];
  out["status"] = !counts ? "cancelled" : selection.publications.empty() ? "pending" : "active";
  out["date"] = format_time(award.act.occurred_at);
  if (bid != nullptr && bid->opened()) {
    const std::int64_t price = bid->reveals.back().price_fen;
    if (price != 0) out["value"] = money(price);
    out["suppliers"] = Json::array({source.parties.reference(*bid->partner(), "supplier")});
  }
  out["relatedBid"] = award.bids[rank];
  Json details = Json{{"selection", selection.id}, {"rank", rank + 1}};
  put(details, "reason", award.reason);
  out["minutebook"] = std::move(details);
  return out;
}

/// The last determination that names a bid speaks of it.
void add_awards(Json& out, const Source& source, const Selection& selection) {
  std::set<std::string> named;
  for (auto award = selection.awards.rbegin(); award != selection.awards.rend(); ++award) {
    for (std::size_t rank = 0; rank < award->bids.size(); ++rank) {
      if (!named.insert(award->bids[rank]).second) continue;
      out.push_back(award_of(source, selection, *award, rank));
    }
  }
}

}  // namespace

std::string award_id(const domain::Contract& contract) {
  for (const auto& draft : std::ranges::reverse_view(contract.drafts)) {
    if (!draft.bid.empty()) return draft.bid;
  }
  return "direct-" + contract.id;
}

Json awards_of(const Source& source) {
  Json out = Json::array();
  for (const Selection& selection : source.matter.selections) {
    add_awards(out, source, selection);
  }
  // The standard lets no contract stand without an award.
  for (const domain::Contract& contract : source.matter.contracts) {
    const std::string id = award_id(contract);
    const bool there =
        std::any_of(out.begin(), out.end(), [&](const Json& each) { return each.at("id") == id; });
    if (there) continue;
    Json award = Json::object();
    award["id"] = id;
    award["status"] = contract.concluded() ? "active" : "pending";
    award["suppliers"] = Json::array({source.parties.reference(contract.partner, "supplier")});
    out.push_back(std::move(award));
  }
  return out;
}

}  // namespace minutebook::ocds
