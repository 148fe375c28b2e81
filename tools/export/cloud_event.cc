#include "tools/export/cloud_event.h"

#include <cstdio>
#include <utility>

#include "ledger/schema/convert.h"
#include "ledger/schema/reflect.h"
#include "tools/inspect/event_json.h"

namespace minutebook::exporting {
namespace {

constexpr const char* type_prefix = "org.minutebook.";

/// Of the extension `sequence`: in the order of texts, later events come later.
std::string sequence_of(Position position) {
  char digits[24];
  std::snprintf(digits, sizeof digits, "%020llu", static_cast<unsigned long long>(position.value));
  return digits;
}

/// Attributes of CloudEvents are never empty.
void add_text(Json& out, const char* name, std::string_view text) {
  if (!text.empty()) out[name] = text;
}

std::string time_text(schema::Timestamp::Reader time) {
  return format_time(schema::read_time(time));
}

}  // namespace

std::string source_of(const LedgerId& ledger) { return "urn:uuid:" + ledger.text(); }

Json cloud_event(const store::StoredEvent& event) {
  const schema::Header::Reader header = event.header();
  const std::string position = std::to_string(event.position().value);
  Json out = {{"specversion", "1.0"},
              {"id", position},
              {"source", source_of(LedgerId{schema::read_uuid(header.getLedger())})},
              {"type", type_prefix + inspect::event_type_of(event)}};
  add_text(out, "subject", schema::text_view(header.getStream()));
  out["time"] = time_text(header.getOccurredAt());
  out["datacontenttype"] = "application/json";
  // Integers of CloudEvents have 32 bits: what may outgrow them is a text.
  out["position"] = position;
  out["sequence"] = sequence_of(event.position());
  out["streamversion"] = std::to_string(header.getStreamVersion());
  out["recordedat"] = time_text(header.getRecordedAt());
  add_text(out, "actor", schema::text_view(header.getActor()));
  add_text(out, "onbehalfof", schema::text_view(header.getOnBehalfOf()));
  if (header.getRole() != schema::Role::UNSPECIFIED) {
    add_text(out, "role", schema::role_name(header.getRole()));
  }
  out["irregular"] = header.getIrregular();
  out["redacted"] = event.redacted();
  out["data"] = inspect::event_json(event);
  return out;
}

}  // namespace minutebook::exporting
