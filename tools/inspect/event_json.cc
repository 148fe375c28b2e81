#include "tools/inspect/event_json.h"

#include <array>
#include <string_view>

#include "ledger/base/check.h"
#include "ledger/schema/json.h"
#include "ledger/schema/reflect.h"

namespace minutebook::inspect {
namespace {

// Of use to those who check signatures and proofs, noise to everybody else.
constexpr std::array<std::string_view, 7> of_verifiers = {
    "schemaId",          "ledger",       "commitment",    "commandEventIndex",
    "commandEventCount", "sourceSystem", "networkAddress"};

bool is_of_verifiers(std::string_view name) {
  for (const std::string_view each : of_verifiers) {
    if (each == name) return true;
  }
  return false;
}

Json parse(const std::string& text) {
  Json value = Json::parse(text, nullptr, false);
  MB_CHECK(!value.is_discarded());
  return value;
}

}  // namespace

std::string event_type_of(const store::StoredEvent& event) {
  const std::string_view name = schema::event_name(event.header().getEventType());
  return std::string(name.empty() ? "unknown" : name);
}

Json event_json(const store::StoredEvent& event, const EventJsonOptions& options) {
  Json out = {{"position", event.position().value},
              {"subject", event.header().getStream().cStr()},
              {"version", event.header().getStreamVersion()},
              {"type", event_type_of(event)}};
  const Json header = parse(schema::to_json(event.header()));
  for (const auto& [name, value] : header.items()) {
    if (name == "position" || name == "stream" || name == "streamVersion" || name == "eventType") {
      continue;
    }
    if (options.whole_header || !is_of_verifiers(name)) out[name] = value;
  }
  if (event.redacted()) {
    out["redacted"] = true;
    return out;
  }
  if (event.payload().hasIrregular()) {
    const Json irregular = parse(schema::to_json(event.payload().getIrregular()));
    for (const auto& [name, value] : irregular.items()) out[name] = value;
  }
  Json body = parse(schema::to_json(event.view().body()));
  out["data"] = body.contains("data") ? std::move(body["data"]) : Json::object();
  if (options.command && event.payload().hasCommand()) {
    const auto bytes = event.payload().getCommand();
    out["command"] = std::string(reinterpret_cast<const char*>(bytes.begin()), bytes.size());
  }
  return out;
}

}  // namespace minutebook::inspect
