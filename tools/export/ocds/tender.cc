#include <algorithm>
#include <string>
#include <vector>

#include "tools/export/ocds/process.h"

namespace minutebook::ocds {
namespace {

using domain::Selection;
using schema::SelectionMethod;

const char* method_of(SelectionMethod method) {
  switch (method) {
    case SelectionMethod::OPEN_TENDER:
    case SelectionMethod::PUBLIC_RECRUITMENT:
      return "open";
    case SelectionMethod::COMPETITIVE_NEGOTIATION:
      return "selective";
    case SelectionMethod::DIRECT_NEGOTIATION:
      return "direct";
    default:
      return "limited";
  }
}

const char* status_of(const domain::Partnership& matter, const Selection* selection) {
  if (matter.withdrawn()) return selection == nullptr ? "withdrawn" : "cancelled";
  if (selection == nullptr) return matter.contracts.empty() ? "planned" : "complete";
  return selection->award() == nullptr ? "active" : "complete";
}

/// What the partner is to provide: the list of public-benefit services.
Json items_of(const domain::Proposal& proposal) {
  Json out = Json::array();
  for (const domain::PublicBenefit& benefit : proposal.public_benefits) {
    Json item = Json::object();
    item["id"] = std::to_string(out.size() + 1);
    item["description"] = benefit.item;
    if (benefit.free_places != 0) {
      item["quantity"] = benefit.free_places;
      item["unit"] = Json{{"name", "名额"}};
    }
    out.push_back(std::move(item));
  }
  return out;
}

std::string criteria_text(const Selection& selection) {
  std::string out;
  for (const domain::Criterion& criterion : selection.criteria) {
    constexpr std::uint32_t hundredths = 100;
    const std::uint32_t rest = criterion.max_points % hundredths;
    if (!out.empty()) out += "; ";
    out += criterion.name + " " + std::to_string(criterion.max_points / hundredths);
    if (rest != 0) out += (rest < 10 ? ".0" : ".") + std::to_string(rest);
  }
  return out;
}

void add_selection(Json& out, const Selection& selection) {
  out["procurementMethod"] = method_of(selection.method);
  out["procurementMethodDetails"] = domain::schema_name(selection.method);
  if (!selection.criteria.empty()) {
    out["awardCriteria"] = "ratedCriteria";
    out["awardCriteriaDetails"] = criteria_text(selection);
  }
  out["tenderPeriod"] = Json{{"startDate", format_time(selection.act.occurred_at)},
                             {"endDate", format_time(selection.deadline)}};
  if (selection.opens_at) {
    out["awardPeriod"] = Json{{"startDate", format_time(*selection.opens_at)}};
  }
  put(out, "eligibilityCriteria", selection.requirements);
}

void add_tenderers(Json& out, const Source& source) {
  std::size_t bids = 0;
  std::vector<Subject> tenderers;
  for (const Selection& selection : source.matter.selections) {
    for (const domain::Bid& bid : selection.bids) {
      if (!bid.opened()) continue;
      ++bids;
      if (std::find(tenderers.begin(), tenderers.end(), *bid.partner()) == tenderers.end()) {
        tenderers.push_back(*bid.partner());
      }
    }
  }
  if (bids == 0) return;
  out["numberOfTenderers"] = tenderers.size();
  Json list = Json::array();
  for (const Subject& tenderer : tenderers) {
    list.push_back(source.parties.reference(tenderer, "tenderer"));
  }
  out["tenderers"] = std::move(list);
}

}  // namespace

Json tender_of(const Source& source, const std::string& ocid) {
  const domain::Proposal& proposal = *source.matter.proposal();
  const auto& selections = source.matter.selections;
  const Selection* selection = selections.empty() ? nullptr : &selections.back();
  Json out = Json::object();
  out["id"] = ocid + "-tender";
  out["title"] = proposal.title;
  put(out, "description", proposal.scope);
  out["status"] = status_of(source.matter, selection);
  const domain::Directory& directory = source.parties.directory();
  if (const auto owner = directory.organization_of(proposal.venue)) {
    out["procuringEntity"] = source.parties.reference(*owner, "procuringEntity");
  }
  put_list(out, "items", items_of(proposal));
  if (proposal.estimated_value_fen != 0) out["value"] = money(proposal.estimated_value_fen);
  out["mainProcurementCategory"] = "services";
  if (selection != nullptr) add_selection(out, *selection);
  add_tenderers(out, source);
  Json documents = Json::array();
  for (const Selection& each : selections) {
    if (!each.document) continue;
    add_document(documents, document_of(*each.document, "biddingDocuments", each.act.occurred_at));
  }
  put_list(out, "documents", std::move(documents));
  return out;
}

}  // namespace minutebook::ocds
