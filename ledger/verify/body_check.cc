#include "ledger/schema/convert.h"
#include "ledger/schema/json.h"
#include "ledger/schema/reflect.h"
#include "ledger/schema/shape.h"
#include "ledger/service/replay.h"
#include "ledger/verify/event_check.h"

namespace minutebook::verify {
namespace {

/// Reads the message as JSON and back: what comes through has kept every rule of the schema, such
/// as the form of subjects, the length of digests and the names of enums.
bool goes_through_json(capnp::DynamicStruct::Reader message) {
  return schema::decode_json(schema::to_json(message), message.getSchema()).has_value();
}

bool member_is_sound(schema::EventBody::Reader body) {
  const auto& members = schema::shape_of<schema::EventBody>().members;
  const auto number = static_cast<std::size_t>(body.which());
  if (number >= members.size()) return false;
  // A refusal has no rules to keep but those of its types: its texts are the ledger's own.
  return goes_through_json(
      capnp::DynamicStruct::Reader(body).get(members[number].field).as<capnp::DynamicStruct>());
}

bool header_is_sound(schema::Header::Reader header) {
  const std::string_view behalf = schema::text_view(header.getOnBehalfOf());
  return kind_of_subject(schema::text_view(header.getStream())) &&
         kind_of_subject(schema::text_view(header.getActor())) &&
         (behalf.empty() || kind_of_subject(behalf)) &&
         !schema::role_name(header.getRole()).empty();
}

}  // namespace

bool body_is_sound(const store::StoredEvent& event) {
  bool sound = false;
  const auto read = service::guarded([&] {
    if (!header_is_sound(event.header()) || event.redacted()) return;
    const auto payload = event.payload();
    sound =
        payload.hasBody() &&
        static_cast<std::uint16_t>(payload.getBody().which()) == event.header().getEventType() &&
        member_is_sound(payload.getBody()) &&
        (!payload.hasIrregular() || goes_through_json(payload.getIrregular()));
  });
  return read && sound;
}

}  // namespace minutebook::verify
