#include <utility>

#include "tools/export/ocds/draft.h"

/// Steps 1 to 3: the proposal, its study, approval and filing.
namespace minutebook::ocds {
namespace {

/// What a process is for, in the standard's fields.
std::string purpose_of(const Cursor& process) {
  std::string purpose = process.object("planning").text("rationale");
  return purpose.empty() ? process.object("tender").text("description") : purpose;
}

std::string scope_of(const Cursor& process) {
  std::string scope = process.object("tender").text("description");
  if (!scope.empty()) return scope;
  for (const Cursor& item : process.object("tender").items("items")) {
    const std::string description = item.text("description");
    if (!description.empty()) scope += (scope.empty() ? "" : "; ") + description;
  }
  return scope;
}

/// As the extension has it; without one, from the standard's fields.
Json proposal_data(Draft& draft) {
  const Cursor process = draft.process();
  const Cursor extension = draft.extension().object("proposal");
  Json data =
      extension.pick({"mode", "title", "purpose", "scope", "necessity", "feasibility",
                      "intendedTermMonths", "estimatedValueFen", "publicBenefits", "documents"});
  const auto fill = [&](const char* name, const std::string& text) {
    if (!data.contains(name)) put(data, name, text);
  };
  fill("mode", draft.options().mode);
  fill("title", process.object("tender").text("title"));
  fill("purpose", purpose_of(process));
  fill("scope", scope_of(process));
  if (!extension) {
    auto value = process.object("tender").fen("value");
    if (!value) value = process.object("planning").object("budget").fen("amount");
    if (value) data["estimatedValueFen"] = *value;
  }
  return data;
}

std::optional<Subject> venue_of(Draft& draft) {
  if (draft.options().venue) return draft.options().venue;
  const std::string named = draft.extension().object("proposal").text("venue");
  const auto venue = Subject::parse(named);
  if (!venue || venue->kind() != SubjectKind::venue) return std::nullopt;
  return *venue;
}

void require(Draft& draft, const Json& data, const char* name, const std::string& place) {
  if (data.contains(name)) return;
  const std::string field(name);
  draft.miss(draft.process().pointer() + place,
             "the release does not say the " + field + " of the matter",
             "发布未载明事项的 " + field);
}

void plan_answers(Draft& draft, const Cursor& request, const std::optional<Subject>& authority,
                  Order asked) {
  for (const Cursor& answer : request.items("answers")) {
    const std::string outcome = answer.text("outcome");
    const bool granted = outcome == "granted";
    if (!granted && outcome != "returned" && outcome != "refused") continue;
    Json data = Json{{"request", request.text("id")}};
    data.update(granted ? answer.pick({"conditions", "contractText", "document"})
                        : answer.pick({"reason"}));
    const char* const type = granted                 ? "GrantApproval"
                             : outcome == "returned" ? "ReturnApproval"
                                                     : "RefuseApproval";
    draft.add(type, std::move(data), answer, draft.when(answer), asked);
    draft.on_behalf_of(authority);
  }
}

void plan_approvals(Draft& draft) {
  for (const Cursor& request : draft.extension().items("approvals")) {
    const auto authority = draft.party(request.text("authority"), request.pointer());
    if (!authority) continue;
    Json data = Json{{"request", request.text("id")}, {"authority", authority->text()}};
    data.update(request.pick({"summary", "documents"}));
    const Order asked = draft.add("RequestApproval", std::move(data), request, draft.when(request));
    draft.on_behalf_of(draft.buyer());
    plan_answers(draft, request, authority, asked);
  }
}

void plan_filings(Draft& draft) {
  for (const Cursor& filing : draft.extension().items("filings")) {
    const auto authority = draft.party(filing.text("authority"), filing.pointer());
    if (!authority) continue;
    Json data = Json{{"filing", filing.text("id")}, {"authority", authority->text()}};
    data.update(filing.pick({"summary", "documents"}));
    const Order filed = draft.add("SubmitFiling", std::move(data), filing, draft.when(filing));
    draft.on_behalf_of(draft.buyer());
    for (const Cursor& each : filing.items("acknowledgements")) {
      Json answer = Json{{"filing", filing.text("id")}};
      answer.update(each.pick({"note"}));
      draft.add("AcknowledgeFiling", std::move(answer), each, draft.when(each), filed);
      draft.on_behalf_of(authority);
    }
  }
}

}  // namespace

bool plan_proposal(Draft& draft) {
  const Cursor extension = draft.extension().object("proposal");
  const Cursor tender = draft.process().object("tender");
  Json data = proposal_data(draft);
  const auto venue = venue_of(draft);
  if (!venue) {
    draft.miss(draft.process().pointer() + "/minutebook/proposal/venue",
               "the release names no venue: give --venue", "发布未载明服务阵地：请用 --venue 指定");
  } else if (!draft.directory().exists(*venue)) {
    draft.miss(draft.process().pointer(), venue->text() + " is not registered",
               venue->text() + " 尚未登记");
  } else {
    data["venue"] = venue->text();
  }
  require(draft, data, "mode", "/minutebook/proposal/mode");
  require(draft, data, "title", "/tender/title");
  require(draft, data, "purpose", "/planning/rationale");
  require(draft, data, "scope", "/tender/description");
  const std::string candidate = extension.text("candidate");
  if (!candidate.empty()) {
    if (const auto subject = draft.party(candidate, extension.pointer() + "/candidate")) {
      data["candidate"] = subject->text();
    }
  }
  const Cursor period = tender.object("tenderPeriod");
  const ZonedTime when =
      extension.has("date") ? draft.when(extension) : draft.when(period, "startDate");
  draft.add("ProposePartnership", std::move(data), extension ? extension : tender, when, at_once);
  draft.on_behalf_of(draft.buyer());
  return draft.missing().empty();
}

void plan_decision(Draft& draft) {
  const Cursor extension = draft.extension();
  for (const Cursor& study : extension.items("studies")) {
    draft.add("RecordStudy",
              study.pick({"necessity", "feasibility", "methods", "conclusion", "document"}), study,
              draft.when(study));
    draft.on_behalf_of(draft.buyer());
  }
  for (const Cursor& meeting : extension.items("meetings")) {
    draft.leave_out(meeting.pointer(),
                    "a meeting: its members are named by title only, and a ballot needs a person",
                    "会议：成员仅以称谓列出，而表决记录须指明人员");
  }
  plan_approvals(draft);
  plan_filings(draft);
  for (const Cursor& appraisal : extension.items("appraisals")) {
    draft.add(
        "AppraiseAssets",
        appraisal.pick({"tangibleFen", "intangibleFen", "appraiser", "validUntil", "document"}),
        appraisal, draft.when(appraisal));
    draft.on_behalf_of(draft.buyer());
  }
  for (const Cursor& withdrawal : extension.items("withdrawals")) {
    draft.add("WithdrawProposal", withdrawal.pick({"reason"}), withdrawal, draft.when(withdrawal));
    draft.on_behalf_of(draft.buyer());
  }
}

}  // namespace minutebook::ocds
