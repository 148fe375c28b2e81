#pragma once

#include <string>

#include "ledger/base/ids.h"
#include "ledger/base/rfc3339.h"
#include "ledger/schema/types.capnp.h"

/// Between the values of ledger/base and the schema's structs of the same meaning.
namespace minutebook::schema {

inline minutebook::Uuid read_uuid(Uuid::Reader in) {
  minutebook::Uuid out;
  for (std::size_t i = 0; i < 8; ++i) {
    out.bytes[i] = static_cast<std::uint8_t>(in.getHigh() >> (56 - 8 * i));
    out.bytes[8 + i] = static_cast<std::uint8_t>(in.getLow() >> (56 - 8 * i));
  }
  return out;
}

inline void write_uuid(Uuid::Builder out, const minutebook::Uuid& id) {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    high = high << 8 | id.bytes[i];
    low = low << 8 | id.bytes[8 + i];
  }
  out.setHigh(high);
  out.setLow(low);
}

inline ZonedTime read_time(Timestamp::Reader in) {
  return {Instant{in.getNs()}, in.getOffsetMinutes()};
}

inline void write_time(Timestamp::Builder out, ZonedTime time) {
  out.setNs(time.instant.ns);
  out.setOffsetMinutes(time.offset_minutes);
}

inline Day read_day(Date::Reader in) { return Day{in.getDays()}; }

inline void write_day(Date::Builder out, Day day) { out.setDays(day.days); }

inline std::string_view text_view(capnp::Text::Reader text) { return {text.begin(), text.size()}; }

/// 16 lower-case hexadecimal digits.
std::string hex_number(std::uint64_t value);

}  // namespace minutebook::schema
