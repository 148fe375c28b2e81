#include "tools/minutebook/moment.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace minutebook::cli {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

tl::unexpected<Error> not_a_moment(std::string_view text, bool position_too) {
  const std::string what = printable(text);
  const std::string en = position_too ? "a position (a number), a time" : "a time";
  const std::string zh = position_too ? "位置（数字）、时间" : "时间";
  return fail(Errc::invalid_input,
              what + " is not " + en + " such as 2021-01-12T09:41:00+08:00, or a date",
              what + " 不是" + zh + "（如 2021-01-12T09:41:00+08:00）或日期");
}

}  // namespace

Result<Moment> parse_time_argument(std::string_view text, std::int16_t zone_offset_minutes) {
  Moment moment;
  if (const auto day = parse_day(text)) {
    moment.first = start_of(*day, zone_offset_minutes);
    moment.last = Instant{start_of(Day{day->days + 1}, zone_offset_minutes).ns - 1};
    return moment;
  }
  const auto time = parse_time(text);
  if (!time) return not_a_moment(text, false);
  moment.first = moment.last = time->instant;
  return moment;
}

Result<Moment> parse_moment(std::string_view text, std::int16_t zone_offset_minutes) {
  if (!all_digits(text)) {
    auto moment = parse_time_argument(text, zone_offset_minutes);
    if (!moment) return not_a_moment(text, true);
    return moment;
  }
  std::uint64_t number = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  if (parsed.ec != std::errc()) return not_a_moment(text, true);
  Moment moment;
  moment.position = Position{number};
  return moment;
}

Result<service::AsOf> as_of(const service::Ledger& ledger, const std::string& at,
                            const std::string& known_at) {
  service::AsOf out;
  const std::int16_t zone = ledger.info().zone_offset_minutes;
  const auto limit = [&](Position position) -> Result<void> {
    const std::uint64_t head = ledger.store().head().value;
    if (position.value >= head) {
      const std::string count = std::to_string(head);
      return fail(Errc::not_found,
                  "there is no position " + std::to_string(position.value) + ": the ledger has " +
                      count + " events, counted from 0",
                  "没有位置 " + std::to_string(position.value) + "：账本共有 " + count +
                      " 个事件，从 0 起编号");
    }
    out.position = out.position ? std::min(*out.position, position) : position;
    return {};
  };
  if (!at.empty()) {
    MB_TRY(moment, parse_moment(at, zone));
    if (moment.position) MB_TRY_VOID(limit(*moment.position));
    out.occurred_at = moment.last;
  }
  if (!known_at.empty()) {
    MB_TRY(moment, parse_moment(known_at, zone));
    if (moment.position) MB_TRY_VOID(limit(*moment.position));
    out.recorded_at = moment.last;
  }
  return out;
}

std::string people_time(Instant time, std::int16_t zone_offset_minutes) {
  std::string text = format_time({time, zone_offset_minutes}).substr(0, 16);
  text[10] = ' ';
  return text;
}

Result<std::int16_t> parse_zone(std::string_view text) {
  // The grammar of an offset is that of a time's end.
  const auto time = parse_time("2000-01-01T00:00:00" + std::string(text));
  if (time) return time->offset_minutes;
  return fail(Errc::invalid_input, printable(text) + " is not a zone such as +08:00",
              printable(text) + " 不是时区（如 +08:00）");
}

std::string format_zone(std::int16_t offset_minutes) {
  const int minutes = std::abs(offset_minutes);
  return fmt::format("{}{:02}:{:02}", offset_minutes < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

}  // namespace minutebook::cli
