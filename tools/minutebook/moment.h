#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/base/result.h"
#include "ledger/base/rfc3339.h"
#include "ledger/service/reader.h"

namespace minutebook::cli {

/// What P|TIME means as an argument. A number is a position; a time is RFC 3339; a bare date is
/// the whole day in the ledger's zone.
struct Moment {
  std::optional<Position> position;
  std::optional<Instant> first;  ///< the time, or the day's first instant
  std::optional<Instant> last;   ///< the time, or the day's last instant
};

Result<Moment> parse_moment(std::string_view text, std::int16_t zone_offset_minutes);

/// The same, for options that take only a time.
Result<Moment> parse_time_argument(std::string_view text, std::int16_t zone_offset_minutes);

/// `--at` (what was so then) and `--known-at` (what was known then) as one question. A position
/// past the end of the log is Errc::not_found: the answer would change.
Result<service::AsOf> as_of(const service::Ledger& ledger, const std::string& at,
                            const std::string& known_at);

/// "2021-01-12 09:41" in that zone, as people read it.
std::string people_time(Instant time, std::int16_t zone_offset_minutes);

/// "+08:00" or "Z" in minutes east of UTC.
Result<std::int16_t> parse_zone(std::string_view text);
std::string format_zone(std::int16_t offset_minutes);

}  // namespace minutebook::cli
