#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "ledger/base/clock.h"
#include "ledger/base/result.h"

namespace minutebook {

/// A moment with the zone in which its author wrote it.
struct ZonedTime {
  Instant instant;
  std::int16_t offset_minutes = 0;  ///< east of UTC, -1439 … 1439
  bool operator==(const ZonedTime&) const = default;
};

/// A calendar day, in days since 1970-01-01 (proleptic Gregorian).
struct Day {
  std::int32_t days = 0;
  auto operator<=>(const Day&) const = default;
};

/// RFC 3339 date-time with an explicit offset, years 1900–2199, up to 9 fractional digits. A
/// missing offset, a day that does not exist and a leap second are errors.
Result<ZonedTime> parse_time(std::string_view text);
/// The shortest form: fraction only when there is one; "Z" for offset 0.
std::string format_time(ZonedTime time);

/// "YYYY-MM-DD" of a day that exists.
Result<Day> parse_day(std::string_view text);
std::string format_day(Day day);

/// First instant of `day` in the zone `offset_minutes` east of UTC.
Instant start_of(Day day, std::int16_t offset_minutes);
/// The day that `instant` falls on in that zone.
Day day_of(Instant instant, std::int16_t offset_minutes);

}  // namespace minutebook
