#include "ledger/domain/partnership_fields.h"
#include "tools/export/ocds/process.h"

namespace minutebook::ocds {
namespace {

using domain::Bid;
using domain::Selection;

Json scores_of(const Source& source, const Bid& bid) {
  Json out = Json::array();
  for (const domain::Score& score : bid.scores) {
    Json entry = Json::object();
    entry["id"] = std::to_string(out.size() + 1);
    put(entry, "evaluator", source.parties.title_of(score.act.by()));
    entry.update(fact_of(score));
    out.push_back(std::move(entry));
  }
  return out;
}

/// What the seal was over, so that everybody can recompute it, and how the bid was judged.
Json details_of(const Source& source, const Selection& selection, const Bid& bid) {
  const domain::Reveal& reveal = bid.reveals.back();
  Json out = Json::object();
  out["selection"] = selection.id;
  out["sealedDigest"] = crypto::hex_of(bid.sealed_digest);
  out["opened"] = format_time(reveal.act.occurred_at);
  out["salt"] = crypto::hex_of(reveal.salt);
  out["content"] = reveal.content;
  put_list(out, "scores", scores_of(source, bid));
  Json disqualifications = Json::array();
  for (const domain::Disqualification& each : bid.disqualifications) {
    disqualifications.push_back(fact_of(each));
  }
  put_list(out, "disqualifications", std::move(disqualifications));
  return out;
}

Json bid_of(const Source& source, const Selection& selection, const Bid& bid) {
  const domain::Reveal& reveal = bid.reveals.back();
  Json out = Json::object();
  out["id"] = bid.id;
  out["date"] = format_time(bid.act.occurred_at);
  out["status"] = bid.disqualified() ? "disqualified" : "valid";
  out["tenderers"] = Json::array({source.parties.reference(*bid.partner(), "tenderer")});
  if (reveal.price_fen != 0) out["value"] = money(reveal.price_fen);
  if (reveal.document) {
    out["documents"] =
        Json::array({document_of(*reveal.document, "submissionDocuments", reveal.act.occurred_at)});
  }
  out["minutebook"] = details_of(source, selection, bid);
  return out;
}

Json statistic(const char* measure, std::size_t value) {
  Json out = Json::object();
  out["id"] = measure;
  out["measure"] = measure;
  out["value"] = value;
  return out;
}

}  // namespace

Json bids_of(const Source& source) {
  Json details = Json::array();
  std::size_t valid = 0;
  for (const Selection& selection : source.matter.selections) {
    for (const Bid& bid : selection.bids) {
      if (!bid.opened()) continue;
      if (!bid.disqualified()) ++valid;
      details.push_back(bid_of(source, selection, bid));
    }
  }
  if (details.empty()) return {};
  Json out = Json::object();
  out["statistics"] =
      Json::array({statistic("bids", details.size()), statistic("validBids", valid)});
  out["details"] = std::move(details);
  return out;
}

}  // namespace minutebook::ocds
