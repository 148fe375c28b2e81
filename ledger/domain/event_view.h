#pragma once

#include <cstdint>

#include "ledger/base/ids.h"
#include "ledger/base/rfc3339.h"
#include "ledger/schema/event.capnp.h"
#include "ledger/schema/header.capnp.h"

namespace minutebook::domain {

/// One recorded event as evolve sees it. Borrows the stored bytes: valid as long as they are.
struct EventView {
  schema::Header::Reader header;
  schema::Payload::Reader payload;

  Position position() const { return Position{header.getPosition()}; }
  schema::EventBody::Reader body() const { return payload.getBody(); }
  /// False when the payload was redacted: the header is known, what the event said is not.
  bool has_body() const {
    return payload.hasBody() && header.getEventType() == static_cast<std::uint16_t>(body().which());
  }
};

inline ZonedTime to_time(schema::Timestamp::Reader time) {
  return {Instant{time.getNs()}, time.getOffsetMinutes()};
}

inline Day to_day(schema::Date::Reader date) { return Day{date.getDays()}; }

}  // namespace minutebook::domain
