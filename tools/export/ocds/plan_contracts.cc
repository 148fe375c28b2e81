#include <map>
#include <utility>

#include "tools/export/ocds/draft.h"

/// Step 4, second half, and step 5.
namespace minutebook::ocds {
namespace {

/// What the release says of a contract's text and terms, in the commands' own fields.
Json version_data(Draft& draft, const Cursor& version, const Cursor& contract) {
  Json data = version.pick({"terms", "text", "reason"});
  const std::string event = version.text("event");
  data["contract"] = contract.text("id");
  if (event == "renewed") {
    data["contract"] = version.text("predecessor");
    data["successor"] = contract.text("id");
    return data;
  }
  if (event == "amended") return data;
  data.erase("reason");
  if (const auto partner = draft.party(version.text("partner"), version.pointer())) {
    data["partner"] = partner->text();
  }
  data.update(event == "drafted" ? version.pick({"selection", "bid"})
                                 : version.pick({"partnerSignatory"}));
  return data;
}

const char* command_for(const std::string& event) {
  if (event == "drafted") return "DraftContract";
  if (event == "signed") return "SignContract";
  if (event == "amended") return "AmendContract";
  if (event == "renewed") return "RenewContract";
  return nullptr;
}

/// Where a contract stands in the order: when it was made, and its latest wording.
struct Span {
  Order made = at_once;
  Order last = at_once;
};

Span plan_versions(Draft& draft, const Cursor& contract) {
  Span span;
  for (const Cursor& version : contract.object("minutebook").items("versions")) {
    const char* const type = command_for(version.text("event"));
    if (type == nullptr) {
      draft.leave_out(version.pointer(), "a version of an unknown kind", "未知类别的合同文本");
      continue;
    }
    span.last = draft.add(type, version_data(draft, version, contract), version,
                          draft.when(version), span.last);
    draft.on_behalf_of(draft.buyer());
    const bool concludes = version.text("event") == "signed" || version.text("event") == "renewed";
    if (span.made == at_once && concludes) span.made = span.last;
  }
  return span;
}

/// The day after which a period is over: OCDS gives the last moment, a ledger the first day after.
Day first_day_after(const domain::Directory& directory, const ZonedTime& end) {
  const Day day = directory.day_of(end.instant);
  const bool whole = start_of(day, directory.ledger().zone_offset_minutes) == end.instant;
  return whole ? day : Day{day.days + 1};
}

Json published_terms(Draft& draft, const Cursor& contract) {
  Json terms = Json::object();
  put(terms, "content", contract.text("description"));
  const Cursor period = contract.object("period");
  if (const auto start = period.time("startDate")) {
    terms["start"] = format_day(draft.directory().day_of(start->instant));
  }
  if (const auto end = period.time("endDate")) {
    terms["end"] = format_day(first_day_after(draft.directory(), *end));
  }
  if (const auto value = contract.fen("value")) terms["valueFen"] = *value;
  return terms;
}

std::optional<Subject> supplier_of(Draft& draft, const Cursor& contract) {
  for (const Cursor& award : draft.process().items("awards")) {
    if (award.text("id") != contract.text("awardID")) continue;
    for (const Cursor& supplier : award.items("suppliers")) {
      return draft.party(supplier.text("id"), supplier.pointer());
    }
  }
  return std::nullopt;
}

/// The signed text by its digest: a contract without one cannot be recorded.
std::optional<Json> signed_text(const Cursor& contract) {
  for (const Cursor& document : contract.items("documents")) {
    if (document.text("documentType") != "contractSigned" || !document.has("digest")) continue;
    const std::string title = document.text("title");
    Json out = Json{{"digest", document.text("digest")},
                    {"title", title.empty() ? document.text("id") : title}};
    put(out, "mediaType", document.text("format"));
    return out;
  }
  return std::nullopt;
}

/// A contract without the extension.
Span plan_published(Draft& draft, const Cursor& contract) {
  const auto text = signed_text(contract);
  const std::string id = contract.text("id");
  if (!text || !contract.has("dateSigned") || !is_local_id(id)) {
    draft.leave_out(
        contract.pointer(),
        "a contract without the day it was signed, the digest of its text or a plain id",
        "没有签订日期、文本摘要或规范编号的合同");
    return {};
  }
  const auto partner = supplier_of(draft, contract);
  if (!partner) return {};
  Json data = Json{{"contract", id},
                   {"partner", partner->text()},
                   {"terms", published_terms(draft, contract)},
                   {"text", *text},
                   {"partnerSignatory", "公开记录未载明 (not stated in the published record)"}};
  const Order order =
      draft.add("SignContract", std::move(data), contract, draft.when(contract, "dateSigned"));
  draft.on_behalf_of(draft.buyer());
  return {order, order};
}

void plan_ends(Draft& draft, const Cursor& contract, Order concluded) {
  const Cursor details = contract.object("minutebook");
  const auto plan = [&](const char* list, const char* type,
                        std::initializer_list<const char*> fields, Order after) {
    Order last = after;
    for (const Cursor& each : details.items(list)) {
      Json data = Json{{"contract", contract.text("id")}};
      data.update(each.pick(fields));
      last = draft.add(type, std::move(data), each, draft.when(each), last);
      draft.on_behalf_of(draft.buyer());
    }
    return last;
  };
  Order last =
      plan("terminations", "TerminateContract", {"cause", "reason", "document"}, concluded);
  last = plan("expiries", "ExpireContract", {}, last);
  plan("settlements", "SettleAssets", {"description", "valueFen", "document"}, last);
}

void leave_out_implementation(Draft& draft, const Cursor& contract) {
  const Cursor implementation = contract.object("implementation");
  if (implementation.has("transactions")) {
    draft.leave_out(implementation.pointer() + "/transactions",
                    "payments: a ledger of decisions has none", "付款：决策账本不记付款");
  }
  if (implementation.has("milestones") && !draft.extension().has("evaluations")) {
    draft.leave_out(implementation.pointer() + "/milestones",
                    "milestones: an evaluation has a kind and a verdict of its own",
                    "里程碑：考核须有类别和结论");
  }
}

Order order_of(const std::map<std::string, Order>& contracts, const Cursor& fact) {
  const auto found = contracts.find(fact.text("contract"));
  return found == contracts.end() ? at_once : found->second;
}

void plan_rectifications(Draft& draft, const std::map<std::string, Order>& contracts) {
  for (const Cursor& ordered : draft.extension().items("rectifications")) {
    const std::string id = ordered.text("id");
    Json data = Json{{"rectification", id}};
    data.update(ordered.pick({"contract", "evaluation", "problems", "dueBy"}));
    const Order last = draft.add("OrderRectification", std::move(data), ordered,
                                 draft.when(ordered), order_of(contracts, ordered));
    const auto follow = [&](const char* list, const char* type,
                            std::initializer_list<const char*> fields) {
      for (const Cursor& each : ordered.items(list)) {
        Json more = Json{{"rectification", id}};
        more.update(each.pick(fields));
        draft.add(type, std::move(more), each, draft.when(each), last);
      }
    };
    follow("reports", "ReportRectification", {"measures", "document"});
    follow("verifications", "VerifyRectification", {"effective", "note"});
  }
}

}  // namespace

std::map<std::string, Order> plan_contracts(Draft& draft) {
  std::map<std::string, Order> orders;
  for (const Cursor& contract : draft.process().items("contracts")) {
    const bool told = contract.object("minutebook").has("versions");
    const Span span = told ? plan_versions(draft, contract) : plan_published(draft, contract);
    if (span.last != at_once) plan_ends(draft, contract, span.last);
    leave_out_implementation(draft, contract);
    orders[contract.text("id")] = span.made;
  }
  return orders;
}

void plan_evaluation(Draft& draft, const std::map<std::string, Order>& contracts) {
  for (const Cursor& evaluation : draft.extension().items("evaluations")) {
    Json data = Json{{"evaluation", evaluation.text("id")}};
    data.update(evaluation.pick({"contract", "kind", "from", "until", "satisfaction", "indicators",
                                 "verdict", "comment", "document"}));
    draft.add("RecordEvaluation", std::move(data), evaluation, draft.when(evaluation),
              order_of(contracts, evaluation));
  }
  plan_rectifications(draft, contracts);
}

}  // namespace minutebook::ocds
