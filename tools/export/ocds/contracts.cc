#include <algorithm>
#include <vector>

#include "ledger/domain/partnership_fields.h"
#include "tools/export/ocds/process.h"

namespace minutebook::ocds {
namespace {

using domain::Contract;
using domain::ContractState;

const char* status_of(const Contract& contract) {
  switch (contract.state()) {
    case ContractState::drafted:
      return "pending";
    case ContractState::running:
      return "active";
    default:
      return "terminated";
  }
}

/// A wording of the contract, by the event that brought it.
struct Wording {
  Position position;
  Json entry;
};

template <typename Fact>
void add_wording(std::vector<Wording>& out, const char* event, const Fact& fact) {
  Json entry = Json::object();
  entry["event"] = event;
  entry.update(fact_of(fact));
  out.push_back({fact.act.position, std::move(entry)});
}

/// All wordings in the order recorded, numbered; the partner under its party id.
Json versions_of(const Contract& contract) {
  std::vector<Wording> all;
  for (const auto& draft : contract.drafts) add_wording(all, "drafted", draft);
  if (contract.origin) add_wording(all, "renewed", *contract.origin);
  for (const auto& signature : contract.signatures) add_wording(all, "signed", signature);
  for (const auto& amendment : contract.amendments) add_wording(all, "amended", amendment);
  std::stable_sort(all.begin(), all.end(),
                   [](const Wording& a, const Wording& b) { return a.position < b.position; });
  Json out = Json::array();
  for (Wording& each : all) {
    Json entry = Json::object();
    entry["id"] = std::to_string(out.size() + 1);
    entry.update(each.entry);
    if (entry.contains("partner")) {
      entry["partner"] = party_id(Subject::from_stored(entry["partner"].get<std::string>()));
    }
    out.push_back(std::move(entry));
  }
  return out;
}

template <typename Fact>
Json facts_of(const std::vector<Fact>& facts) {
  Json out = Json::array();
  for (const Fact& fact : facts) out.push_back(fact_of(fact));
  return out;
}

Json details_of(const Contract& contract) {
  Json out = Json::object();
  out["state"] = name_of(contract.state());
  out["versions"] = versions_of(contract);
  put_list(out, "terminations", facts_of(contract.terminations));
  put_list(out, "expiries", facts_of(contract.expiries));
  put_list(out, "settlements", facts_of(contract.settlements));
  return out;
}

Json amendments_of(const Contract& contract) {
  Json out = Json::array();
  for (const domain::ContractAmendment& each : contract.amendments) {
    Json amendment = Json::object();
    amendment["id"] = std::to_string(out.size() + 1);
    amendment["date"] = format_time(each.act.occurred_at);
    put(amendment, "rationale", each.reason);
    out.push_back(std::move(amendment));
  }
  return out;
}

Json documents_of(const Contract& contract) {
  Json out = Json::array();
  if (contract.origin) {
    add_document(out, document_of(contract.origin->text, "contractSigned",
                                  contract.origin->act.occurred_at));
  }
  for (const auto& each : contract.signatures) {
    add_document(out, document_of(each.text, "contractSigned", each.act.occurred_at));
  }
  for (const auto& each : contract.amendments) {
    add_document(out, document_of(each.text, "contractAnnexe", each.act.occurred_at));
  }
  for (const auto& each : contract.drafts) {
    add_document(out, document_of(each.text, "contractDraft", each.act.occurred_at));
  }
  for (const auto& each : contract.terminations) {
    if (!each.document) continue;
    add_document(out, document_of(*each.document, "terminationNotice", each.act.occurred_at));
  }
  return out;
}

Json milestone(const std::string& id, const char* type, const char* status, const ZonedTime& date) {
  Json out = Json::object();
  out["id"] = id;
  out["type"] = type;
  out["dateModified"] = format_time(date);
  out["status"] = status;
  return out;
}

Json milestones_of(const Source& source, const Contract& contract) {
  Json out = Json::array();
  for (const domain::Evaluation& each : source.matter.evaluations) {
    if (each.contract != contract.id) continue;
    const bool passed = each.verdict == schema::Verdict::PASSED;
    Json entry = milestone("evaluation-" + each.id, "assessment", passed ? "met" : "notMet",
                           each.act.occurred_at);
    if (passed) entry["dateMet"] = format_time(each.act.occurred_at);
    put(entry, "description", each.comment);
    out.push_back(std::move(entry));
  }
  for (const domain::Rectification& each : source.matter.rectifications) {
    if (each.contract != contract.id) continue;
    const bool effective = each.state() == domain::RectificationState::effective;
    const bool failed = each.state() == domain::RectificationState::ineffective;
    const ZonedTime date = each.verifications.empty() ? each.act.occurred_at
                                                      : each.verifications.back().act.occurred_at;
    Json entry = milestone("rectification-" + each.id, "delivery",
                           effective ? "met"
                           : failed  ? "notMet"
                                     : "scheduled",
                           date);
    if (effective) entry["dateMet"] = format_time(date);
    entry["dueDate"] = start_of_day(each.due_by, source.zone_offset_minutes);
    put(entry, "description", each.problems);
    out.push_back(std::move(entry));
  }
  return out;
}

Json implementation_of(const Source& source, const Contract& contract) {
  Json out = Json::object();
  put_list(out, "milestones", milestones_of(source, contract));
  Json documents = Json::array();
  for (const domain::Evaluation& each : source.matter.evaluations) {
    if (each.contract != contract.id || !each.document) continue;
    add_document(documents,
                 document_of(*each.document, "completionCertificate", each.act.occurred_at));
  }
  put_list(out, "documents", std::move(documents));
  return out;
}

void add_terms(Json& out, const domain::ContractTerms& terms, std::int16_t zone) {
  put(out, "description", terms.content);
  Json period = Json::object();
  if (terms.start) period["startDate"] = start_of_day(*terms.start, zone);
  if (terms.end) period["endDate"] = start_of_day(*terms.end, zone);
  put_list(out, "period", std::move(period));
  if (terms.value_fen != 0) out["value"] = money(terms.value_fen);
}

}  // namespace

Json contracts_of(const Source& source) {
  Json out = Json::array();
  for (const Contract& contract : source.matter.contracts) {
    static_cast<void>(source.parties.reference(contract.partner, "supplier"));
    Json entry = Json::object();
    entry["id"] = contract.id;
    entry["awardID"] = award_id(contract);
    entry["status"] = status_of(contract);
    if (const auto* terms = contract.terms()) {
      add_terms(entry, *terms, source.zone_offset_minutes);
    }
    if (!contract.signatures.empty()) {
      entry["dateSigned"] = format_time(contract.signatures.back().act.occurred_at);
    }
    put_list(entry, "documents", documents_of(contract));
    put_list(entry, "implementation", implementation_of(source, contract));
    put_list(entry, "amendments", amendments_of(contract));
    entry["minutebook"] = details_of(contract);
    out.push_back(std::move(entry));
  }
  return out;
}

}  // namespace minutebook::ocds
