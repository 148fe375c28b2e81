#include "tools/export/ocel_types.h"

#include <algorithm>
#include <array>
#include <utility>

#include "ledger/schema/event.capnp.h"
#include "ledger/schema/reflect.h"

namespace minutebook::exporting {
namespace {

using enum OcelForm;

/// Longer ones are prose: of no use to a miner, and whole in the other exports.
constexpr std::size_t max_attribute_bytes = 600;

const std::vector<OcelObjectType>& object_types() {
  static const std::vector<OcelObjectType> types = {
      {"ledger", {{"name"}, {"suite"}}, {"founder"}},
      {"organization", {{"name"}, {"level"}, {"region"}}, {"parent"}},
      {"venue", {{"name"}, {"kind"}, {"address"}}, {"organization"}},
      {"body", {{"name"}, {"kind"}}, {"organization", "person"}},
      {"person", {{"title"}}, {"organization"}},
      {"service", {{"title"}}, {"organization"}},
      {"partner", {{"name"}, {"kind"}, {"legalRepresentative"}, {"address"}}, {}},
      {"partnership",
       {{"title"},
        {"mode"},
        {"intendedTermMonths", integer},
        {"estimatedValueFen", integer},
        {"step"}},
       {"venue", "candidate"}},
      {"programme", {{"title"}, {"kind"}, {"from"}, {"until"}, {"state"}}, {"organization"}},
      {"inspection", {{"title"}, {"state"}}, {"organization", "inspectors", "scope"}},
      {"rulebook", {{"title"}, {"version", integer}, {"effectiveFrom"}}, {"organization"}},
      {"meeting",
       {{"form"}, {"heldAt", time}, {"major", boolean}, {"state"}},
       {"body", "presiding"}},
      {"approvalRequest", {{"state"}}, {"authority", "meeting"}},
      {"filing", {{"state"}}, {"authority"}},
      {"selection",
       {{"method"}, {"deadline", time}, {"opensAt", time}, {"places", integer}, {"state"}},
       {}},
      {"bid", {{"priceFen", integer}, {"state"}}, {"selection", "partner"}},
      {"objection", {{"upheld", boolean}, {"state"}}, {"selection"}},
      {"contract",
       {{"start"}, {"end"}, {"valueFen", integer}, {"partnerInvests", boolean}, {"state"}},
       {"partner", "selection", "bid", "contract", "meeting"}},
      {"evaluation",
       {{"kind"}, {"from"}, {"until"}, {"verdict"}, {"basisPoints", integer}},
       {"contract"}},
      {"rectification", {{"dueBy"}, {"effective", boolean}, {"state"}}, {"contract", "evaluation"}},
      {"programmeItem", {{"dueBy"}, {"state"}}, {"concerns", "owner"}},
      {"report", {{"kind"}, {"year", integer}, {"quarter", integer}}, {"recipient"}},
      {"targetLetter", {{"year", integer}, {"state"}}, {"responsible"}},
      {"legalHold", {{"state"}}, {}},
      {"redactionOrder", {{"state"}}, {}},
  };
  return types;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 16> local_ids = {{
    {"meeting", "meeting"},
    {"request", "approvalRequest"},
    {"filing", "filing"},
    {"selection", "selection"},
    {"bid", "bid"},
    {"bids", "bid"},
    {"objection", "objection"},
    {"contract", "contract"},
    {"successor", "contract"},
    {"evaluation", "evaluation"},
    {"rectification", "rectification"},
    {"item", "programmeItem"},
    {"report", "report"},
    {"letter", "targetLetter"},
    {"hold", "legalHold"},
    {"order", "redactionOrder"},
}};

const std::vector<OcelAttribute>& common_attributes() {
  static const std::vector<OcelAttribute> attributes = {
      {"position", integer}, {"streamVersion", integer}, {"recordedAt", time},  {"actorRole"},
      {"attestation"},       {"irregular", boolean},     {"redacted", boolean}, {"commandId"},
  };
  return attributes;
}

const std::vector<OcelFact>& facts() {
  static const std::vector<OcelFact> table = {
      {"LedgerCreated", "", "", ""},
      {"OrganizationRegistered", "", "", ""},
      {"OrganizationChanged", "", "", ""},
      {"OrganizationMoved", "", "", ""},
      {"VenueRegistered", "", "", ""},
      {"VenueChanged", "", "", ""},
      {"BodyEstablished", "", "", ""},
      {"BodyMemberSeated", "", "", ""},
      {"PrincipalRegistered", "", "", ""},
      {"PartnerRegistered", "", "", ""},
      {"PartnerChanged", "", "", ""},
      {"RulebookAdopted", "", "", ""},
      {"PartnershipProposed", "", "", ""},
      {"ProposalRevised", "", "", ""},
      {"MeetingConvened", "", "meeting", "convened"},
      {"ResolutionAdopted", "", "meeting", "adopted", false},
      {"ResolutionRejected", "", "meeting", "rejected", false},
      {"ApprovalRequested", "", "request", "requested"},
      {"ApprovalGranted", "", "request", "granted"},
      {"ApprovalReturned", "", "request", "returned"},
      {"ApprovalRefused", "", "request", "refused"},
      {"FilingSubmitted", "", "filing", "submitted"},
      {"FilingAcknowledged", "", "filing", "acknowledged"},
      {"SelectionAnnounced", "", "selection", "announced"},
      {"BidReceived", "", "bid", "received"},
      {"BidsOpened", "", "selection", "opened"},
      {"BidsOpened", "reveals", "bid", "opened"},
      {"BidScored", "", "bid", ""},
      {"BidDisqualified", "", "bid", "disqualified"},
      {"WinnersDetermined", "", "selection", "determined"},
      {"WinnersDetermined", "", "bids", "won", false},
      {"ResultPublished", "", "selection", "published"},
      {"ObjectionRaised", "", "objection", "raised"},
      {"ObjectionResolved", "", "objection", "resolved"},
      {"ContractDrafted", "", "contract", "drafted"},
      {"ContractSigned", "", "contract", "running"},
      {"ContractAmended", "", "contract", ""},
      {"ContractRenewed", "", "contract", "renewed", false},
      {"ContractRenewed", "", "successor", "running"},
      {"ContractTerminated", "", "contract", "terminated"},
      {"ContractExpired", "", "contract", "expired"},
      {"EvaluationRecorded", "", "evaluation", ""},
      {"RectificationOrdered", "", "rectification", "ordered"},
      {"RectificationReported", "", "rectification", "reported"},
      {"RectificationVerified", "", "rectification", "verified"},
      {"ProgrammeOpened", "", "", "open"},
      {"ProgrammeClosed", "", "", "closed"},
      {"ProgrammeItemListed", "", "item", "listed"},
      {"ProgrammeItemClosed", "", "item", "closed"},
      {"ReportFiled", "", "report", ""},
      {"TargetLetterSigned", "", "letter", "signed"},
      {"TargetAssessed", "", "letter", "assessed"},
      {"InspectionOpened", "", "", "open"},
      {"LegalHoldPlaced", "", "hold", "placed"},
      {"LegalHoldReleased", "", "hold", "released"},
      {"RedactionOrdered", "", "order", "ordered"},
      {"RedactionExecuted", "", "order", "executed"},
  };
  return table;
}

/// Facts that the ledger makes itself are held to no limits, so they carry no annotations.
bool is_short_by_nature(const schema::StructShape& structure, const schema::FieldShape& field) {
  return structure.name == "Refusal" && (field.name == "command" || field.name == "rule");
}

OcelForm form_of(const schema::FieldShape& field) {
  switch (field.form) {
    case schema::Form::boolean:
      return boolean;
    case schema::Form::integer:
      return integer;
    case schema::Form::timestamp:
      return time;
    default:
      return string;
  }
}

}  // namespace

bool OcelObjectType::has_link(std::string_view field) const {
  return std::find(links.begin(), links.end(), field) != links.end();
}

const OcelAttribute* OcelObjectType::find(std::string_view attribute) const {
  for (const OcelAttribute& each : attributes) {
    if (each.name == attribute) return &each;
  }
  return nullptr;
}

std::span<const OcelObjectType> ocel_object_types() { return object_types(); }

const OcelObjectType* find_ocel_object_type(std::string_view name) {
  for (const OcelObjectType& type : object_types()) {
    if (type.name == name) return &type;
  }
  return nullptr;
}

std::optional<std::string_view> type_of_local_id(std::string_view field) {
  for (const auto& [name, type] : local_ids) {
    if (name == field) return type;
  }
  return std::nullopt;
}

bool is_event_attribute(const schema::StructShape& structure, const schema::FieldShape& field) {
  if (field.list || field.local_id || field.subject_kinds != 0) return false;
  switch (field.form) {
    case schema::Form::boolean:
    case schema::Form::integer:
    case schema::Form::enumeration:
    case schema::Form::timestamp:
    case schema::Form::date:
      return true;
    case schema::Form::text:
      return field.max_bytes <= max_attribute_bytes || is_short_by_nature(structure, field);
    default:
      return false;
  }
}

std::vector<OcelAttribute> ocel_event_attributes(std::string_view event_type) {
  std::vector<OcelAttribute> attributes = common_attributes();
  const auto* member = schema::shape_of<schema::EventBody>().find_member(event_type);
  if (member == nullptr) return attributes;
  for (const schema::FieldShape& field : member->structure->fields) {
    if (is_event_attribute(*member->structure, field)) {
      attributes.push_back({field.name, form_of(field)});
    }
  }
  return attributes;
}

std::span<const OcelFact> ocel_facts() { return facts(); }

}  // namespace minutebook::exporting
