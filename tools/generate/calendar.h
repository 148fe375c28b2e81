#pragma once

#include <cstdint>
#include <string>

namespace minutebook::generate {

/// Minutes since 1970-01-01T00:00 on a clock at +08:00, the zone of all generated data.
using Minute = std::int64_t;

inline constexpr Minute minutes_a_day = 24 * 60;

/// Days since 1970-01-01 of a Gregorian date.
constexpr std::int64_t day_number(int year, int month, int day) {
  const int y = month <= 2 ? year - 1 : year;
  const int era_year = y % 400;
  const int month_from_march = (month + 9) % 12;
  const int day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
  const int day_of_era = era_year * 365 + era_year / 4 - era_year / 100 + day_of_year;
  return static_cast<std::int64_t>(y / 400) * 146'097 + day_of_era - 719'468;
}

constexpr Minute at(int year, int month, int day, int hour = 9, int minute = 0) {
  return day_number(year, month, day) * minutes_a_day + hour * 60 + minute;
}

/// The day of `moment`, in days since 1970-01-01.
constexpr std::int64_t day_of(Minute moment) { return moment / minutes_a_day; }

/// The same day, or the Monday after it when it is a Saturday or Sunday.
constexpr std::int64_t workday(std::int64_t day) {
  const std::int64_t weekday = (day + 3) % 7;  // 0 = Monday
  return weekday < 5 ? day : day + 7 - weekday;
}

/// The last moment of generated histories: what would come later has not happened yet.
inline constexpr Minute horizon = at(2026, 6, 30, 18);

/// Appends "2021-03-01".
void append_day(std::string& out, std::int64_t day);
/// Appends "2021-03-01T09:30:00+08:00".
void append_time(std::string& out, Minute moment);

}  // namespace minutebook::generate
