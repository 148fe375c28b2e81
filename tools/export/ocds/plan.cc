#include "tools/export/ocds/plan.h"

#include <algorithm>
#include <utility>

#include "ledger/base/bytes.h"
#include "tools/export/ocds/draft.h"
#include "tools/export/ocds/process.h"

namespace minutebook::ocds {
namespace {

constexpr std::size_t max_note_bytes = 16 * 1024;  // of the list of what was left out

/// A UUID of a form of our own (RFC 9562, version 8): the beginning of a digest.
CommandId command_id(const std::string& ocid, const Fact& fact, const Subject& subject) {
  const std::string when = format_time(fact.when);
  const std::string content = fact.data.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string text = "minutebook import ocds v1";
  for (const std::string& part : {ocid, fact.type, subject.text(), when, content}) {
    text += "\n" + part;
  }
  const crypto::Digest digest = crypto::hash(crypto::Suite::standard, {as_bytes(text)});
  CommandId id;
  std::copy_n(digest.begin(), id.bytes.size(), id.bytes.begin());
  id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0f) | 0x80);
  id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3f) | 0x80);
  return id;
}

/// Is there already what this fact would make?
bool is_further(const domain::Partnership* existing, const Fact& fact) {
  if (existing == nullptr || fact.subject) return false;
  const auto id = [&](const char* name) { return fact.data.value(name, std::string()); };
  if (fact.type == "ProposePartnership") return existing->proposal() != nullptr;
  if (fact.type == "RequestApproval") return existing->approval_request(id("request")) != nullptr;
  if (fact.type == "SubmitFiling") return existing->filing(id("filing")) != nullptr;
  if (fact.type == "AnnounceSelection") return existing->selection(id("selection")) != nullptr;
  if (fact.type == "ReceiveBid") return existing->bid(id("bid")) != nullptr;
  if (fact.type == "RaiseObjection") return existing->objection(id("objection")) != nullptr;
  if (fact.type == "RenewContract") return existing->contract(id("successor")) != nullptr;
  if (fact.type == "RecordEvaluation") return existing->evaluation(id("evaluation")) != nullptr;
  if (fact.type == "OrderRectification") {
    return existing->rectification(id("rectification")) != nullptr;
  }
  return false;
}

PlannedCommand command_of(const std::string& ocid, const Fact& fact, const Subject& matter,
                          const ImportOptions& options) {
  const Subject& subject = fact.subject ? *fact.subject : matter;
  PlannedCommand out;
  out.id = command_id(ocid, fact, subject);
  out.type = fact.type;
  out.pointer = fact.pointer;
  if (fact.subject) out.registers = fact.subject->text();
  Json command = Json::object();
  command["commandId"] = out.id.text();
  command["type"] = fact.type;
  command["subject"] = subject.text();
  command["actor"] = options.actor.text();
  command["role"] = "supervisor";
  command["occurredAt"] = format_time(fact.when);
  if (fact.on_behalf_of) command["onBehalfOf"] = fact.on_behalf_of->text();
  if (!fact.subject) {  // master data knows no irregular entries
    command["irregular"] = true;
    command["reason"] = std::string(imported_reason) + ocid;
    command["evidence"] = Json::array({crypto::hex_of(options.source)});
  }
  command["data"] = fact.data;
  out.line = command.dump(-1, ' ', false, Json::error_handler_t::replace);
  return out;
}

/// The source itself, and which of its places no event speaks of.
void attach_source(Draft& draft, const std::string& ocid) {
  const std::vector<Remark> left_out = draft.left_out();
  std::string note;
  for (const Remark& each : left_out) {
    if (note.size() > max_note_bytes) {
      note += "\n…";
      break;
    }
    note += (note.empty() ? "not recorded as events · 未记为事件：" : "") + std::string("\n") +
            printable(each.pointer, 200);
  }
  Json data = Json::object();
  data["document"] = Json{{"digest", crypto::hex_of(draft.options().source)},
                          {"title", "published record " + printable(ocid)},
                          {"mediaType", "application/json"}};
  put(data, "note", note);
  const Cursor process = draft.process();
  const ZonedTime published = draft.when(process);
  draft.add("AttachDocument", std::move(data), process, published,
            std::numeric_limits<Order>::max());
}

}  // namespace

Subject matter_of_ocid(const std::string& ocid) {
  if (is_local_id(ocid)) return Subject::from_stored("partnership/" + ocid);
  constexpr std::size_t characters = 32;
  const crypto::Digest digest = crypto::hash(crypto::Suite::standard, {as_bytes(ocid)});
  return Subject::from_stored("partnership/ocid-" + crypto::hex_of(digest).substr(0, characters));
}

ImportPlan plan_import(const PublishedProcess& process, const domain::Directory& directory,
                       const domain::Partnership* existing, const ImportOptions& options) {
  Draft draft(process, directory, options);
  ImportPlan plan{matter_of_ocid(process.ocid), {}, {}, {}};
  if (plan_proposal(draft)) {
    plan_decision(draft);
    plan_selection(draft);
    plan_evaluation(draft, plan_contracts(draft));
    attach_source(draft, process.ocid);
  }
  plan.missing = draft.missing();
  plan.left_out = draft.left_out();
  if (!plan.missing.empty()) return plan;
  for (const Fact& fact : draft.facts()) {
    plan.commands.push_back(command_of(process.ocid, fact, plan.matter, options));
    plan.commands.back().is_further = is_further(existing, fact);
  }
  return plan;
}

}  // namespace minutebook::ocds
