#include "projections/query/quarter.h"

#include <algorithm>
#include <chrono>

#include "ledger/base/text.h"

namespace minutebook::projections {
namespace {

namespace calendar = std::chrono;

constexpr std::int64_t first_year = 1900;
constexpr std::int64_t last_year = 2199;

Day day_of(const calendar::year_month_day& date) {
  const auto days = calendar::sys_days(date).time_since_epoch().count();
  return {static_cast<std::int32_t>(days)};
}

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

}  // namespace

Day Quarter::first_day() const {
  const calendar::year of(static_cast<int>(year()));
  return day_of(of / calendar::month(static_cast<unsigned>(number % 4 * 3 + 1)) / 1);
}

Result<Quarter> parse_quarter(std::string_view text) {
  const auto wrong = [&](const char* en, const char* zh) {
    return fail(Errc::invalid_input, printable(text) + en, printable(text) + zh);
  };
  if (text.size() != 6 || !std::ranges::all_of(text.substr(0, 4), is_digit) ||
      (text[4] != 'Q' && text[4] != 'q') || !is_digit(text[5])) {
    return wrong(" is not a quarter such as 2021Q2", " 不是季度（写法如 2021Q2）");
  }
  std::int64_t year = 0;
  for (const char digit : text.substr(0, 4)) year = year * 10 + (digit - '0');
  if (year < first_year || year > last_year) {
    return wrong(": years are 1900 to 2199", "：年份须在 1900 至 2199 之间");
  }
  const int of_year = text[5] - '0';
  if (of_year < 1 || of_year > 4) {
    return wrong(": a year has the quarters Q1 to Q4", "：一年只有 Q1 至 Q4 四个季度");
  }
  return Quarter{year * 4 + of_year - 1};
}

std::string format_quarter(Quarter quarter) {
  return std::to_string(quarter.year()) + "Q" + std::to_string(quarter.of_year());
}

Day months_later(Day day, int months) {
  const calendar::year_month_day date{calendar::sys_days(calendar::days(day.days))};
  const auto month = date.year() / date.month() + calendar::months(months);
  const calendar::year_month_day same = month / date.day();
  return day_of(same.ok() ? same : calendar::year_month_day(month / calendar::last));
}

}  // namespace minutebook::projections
