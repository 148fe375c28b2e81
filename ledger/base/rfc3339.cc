#include "ledger/base/rfc3339.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>

namespace minutebook {
namespace {

constexpr std::int64_t ns_per_second = 1'000'000'000;
constexpr std::int64_t ns_per_minute = 60 * ns_per_second;
constexpr std::int64_t ns_per_day = 1440 * ns_per_minute;

tl::unexpected<Error> bad_time(std::string_view text) {
  const std::string shown = printable(text);
  return fail(
      Errc::invalid_input,
      "\"" + shown +
          "\" is not a time: write RFC 3339 with an offset, such as "
          "2021-01-12T09:41:00+08:00",
      "“" + shown + "”不是有效时间：请按 RFC 3339 书写并带时区，如 2021-01-12T09:41:00+08:00");
}

/// Reads from the front of a text; any mismatch makes it fail for good.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  int digits(std::size_t count) {
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (rest_.empty() || rest_[0] < '0' || rest_[0] > '9') {
        failed_ = true;
        return 0;
      }
      value = value * 10 + (rest_[0] - '0');
      rest_.remove_prefix(1);
    }
    return value;
  }

  bool accept(char c) {
    if (rest_.empty() || rest_[0] != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void expect(char c) { failed_ = !accept(c) || failed_; }

  std::int64_t fraction_ns() {
    std::int64_t value = digits(1);
    std::int64_t scale = ns_per_second / 10;
    std::int64_t ns = value * scale;
    while (!rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9') {
      scale /= 10;
      if (scale == 0) failed_ = true;
      ns += (rest_[0] - '0') * scale;
      rest_.remove_prefix(1);
    }
    return ns;
  }

  void fail_unless(bool condition) { failed_ = failed_ || !condition; }
  bool done() const { return !failed_ && rest_.empty(); }
  bool failed() const { return failed_; }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

std::optional<Day> scan_day(Scanner& in) {
  const int year = in.digits(4);
  in.expect('-');
  const int month = in.digits(2);
  in.expect('-');
  const int day = in.digits(2);
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  in.fail_unless(year >= 1900 && year <= 2199 && date.ok());
  if (in.failed()) return std::nullopt;
  return Day{static_cast<std::int32_t>(std::chrono::sys_days{date}.time_since_epoch().count())};
}

std::int64_t floor_divide(std::int64_t value, std::int64_t by) {
  return value >= 0 ? value / by : -((-value + by - 1) / by);
}

}  // namespace

Result<ZonedTime> parse_time(std::string_view text) {
  Scanner in(text);
  const auto day = scan_day(in);
  in.expect('T');
  const int hour = in.digits(2);
  in.expect(':');
  const int minute = in.digits(2);
  in.expect(':');
  const int second = in.digits(2);
  in.fail_unless(hour <= 23 && minute <= 59 && second <= 59);
  const std::int64_t fraction = in.accept('.') ? in.fraction_ns() : 0;
  int offset = 0;
  if (!in.accept('Z')) {
    const bool west = in.accept('-');
    if (!west) in.expect('+');
    const int hours = in.digits(2);
    in.expect(':');
    const int minutes = in.digits(2);
    in.fail_unless(hours <= 23 && minutes <= 59);
    offset = (west ? -1 : 1) * (hours * 60 + minutes);
  }
  if (!day || !in.done()) return bad_time(text);
  const std::int64_t seconds = hour * 3600 + minute * 60 + second;
  ZonedTime time;
  time.offset_minutes = static_cast<std::int16_t>(offset);
  time.instant = start_of(*day, time.offset_minutes);
  time.instant.ns += seconds * ns_per_second + fraction;
  return time;
}

std::string format_time(ZonedTime time) {
  const Day day = day_of(time.instant, time.offset_minutes);
  const std::int64_t in_day = time.instant.ns - start_of(day, time.offset_minutes).ns;
  const auto seconds = in_day / ns_per_second;
  std::array<char, 24> clock{};
  std::snprintf(clock.data(), clock.size(), "T%02d:%02d:%02d", static_cast<int>(seconds / 3600),
                static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60));
  std::string text = format_day(day) + clock.data();
  if (const std::int64_t fraction = in_day % ns_per_second; fraction != 0) {
    std::array<char, 16> digits{};
    std::snprintf(digits.data(), digits.size(), ".%09lld", static_cast<long long>(fraction));
    text += digits.data();
    while (text.back() == '0') text.pop_back();
  }
  if (time.offset_minutes == 0) return text + "Z";
  const int offset = std::abs(time.offset_minutes);
  std::array<char, 16> zone{};
  std::snprintf(zone.data(), zone.size(), "%c%02d:%02d", time.offset_minutes < 0 ? '-' : '+',
                offset / 60, offset % 60);
  return text + zone.data();
}

Result<Day> parse_day(std::string_view text) {
  Scanner in(text);
  const auto day = scan_day(in);
  if (!day || !in.done()) {
    const std::string shown = printable(text);
    return fail(Errc::invalid_input,
                "\"" + shown + "\" is not a date that exists: write YYYY-MM-DD",
                "“" + shown + "”不是存在的日期：请写作 YYYY-MM-DD");
  }
  return *day;
}

std::string format_day(Day day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day.days}}};
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text.data();
}

Instant start_of(Day day, std::int16_t offset_minutes) {
  return Instant{day.days * ns_per_day - offset_minutes * ns_per_minute};
}

Day day_of(Instant instant, std::int16_t offset_minutes) {
  return Day{static_cast<std::int32_t>(
      floor_divide(instant.ns + offset_minutes * ns_per_minute, ns_per_day))};
}

}  // namespace minutebook
