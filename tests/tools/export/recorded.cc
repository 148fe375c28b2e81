#include "tests/tools/export/recorded.h"

#include "ledger/base/check.h"
#include "ledger/schema/convert.h"
#include "ledger/schema/encoding.h"
#include "ledger/schema/json.h"
#include "ledger/store/record.h"

namespace minutebook::exporting {

Recorded::Recorded(const std::string& body) {
  auto message =
      schema::decode_json(R"({"body":)" + body + "}", capnp::Schema::from<schema::Payload>());
  MB_CHECK(message.has_value());
  payload_.setRoot((*message)->getRoot<schema::Payload>().asReader());
  auto head = header_.initRoot<schema::Header>();
  const auto content = payload_.getRoot<schema::Payload>().asReader().getBody();
  head.setPosition(7);
  head.setStreamVersion(3);
  head.setEventType(static_cast<std::uint16_t>(content.which()));
  head.setRole(schema::Role::BODY_MEMBER);
  head.setStream("partnership/p");
  head.setActor("person/m1");
  head.setOnBehalfOf("person/m2");
  const ZonedTime occurred = *parse_time("2021-01-12T09:41:00+08:00");
  schema::write_time(head.initOccurredAt(), occurred);
  schema::write_time(head.initRecordedAt(), {Instant{occurred.instant.ns + 1'000'000'000}, 0});
  schema::write_uuid(head.initLedger(), *Uuid::parse("0192f7c4-6e1a-7c3e-9a51-3f3f0a6f2b10"));
}

domain::EventView Recorded::view() {
  return {header().asReader(), payload_.getRoot<schema::Payload>().asReader()};
}

domain::EventView Recorded::redacted() { return {header().asReader(), {}}; }

std::string Recorded::record(bool redacted) {
  const auto head = schema::canonical_bytes_of<schema::Header>(header_);
  const auto payload = schema::canonical_bytes_of<schema::Payload>(payload_);
  const std::string salt(32, 's');
  std::string out;
  store::append_record(out,
                       {ByteSpan(head), as_bytes(salt), redacted ? ByteSpan{} : ByteSpan(payload)});
  return out;
}

}  // namespace minutebook::exporting
