#include "ledger/rules/calendar.h"

#include <algorithm>
#include <chrono>

namespace minutebook::rules {
namespace {

std::chrono::year_month_day date_of(Day day) {
  return std::chrono::sys_days{std::chrono::days{day.days}};
}

std::chrono::year_month month_of(Day day) {
  const auto date = date_of(day);
  return date.year() / date.month();
}

}  // namespace

Day add_months(Day day, std::int64_t months) {
  const auto month =
      month_of(day) + std::chrono::months{static_cast<std::chrono::months::rep>(months)};
  const auto last = (month / std::chrono::last).day();
  const std::chrono::sys_days moved = month / std::min(date_of(day).day(), last);
  return Day{static_cast<std::int32_t>(moved.time_since_epoch().count())};
}

std::uint32_t months_covering(Day from, Day until) {
  if (until <= from) return 0;
  const auto months = (month_of(until) - month_of(from)).count();
  return static_cast<std::uint32_t>(add_months(from, months) < until ? months + 1 : months);
}

}  // namespace minutebook::rules
