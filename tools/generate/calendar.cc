#include "tools/generate/calendar.h"

namespace minutebook::generate {
namespace {

void append_number(std::string& out, std::int64_t value, int digits) {
  char buffer[4];
  for (int i = digits - 1; i >= 0; --i) {
    buffer[i] = static_cast<char>('0' + value % 10);
    value /= 10;
  }
  out.append(buffer, static_cast<std::size_t>(digits));
}

}  // namespace

void append_day(std::string& out, std::int64_t day) {
  // Howard Hinnant's civil_from_days, for days after 1970.
  const std::int64_t shifted = day + 719'468;
  const std::int64_t era = shifted / 146'097;
  const std::int64_t of_era = shifted % 146'097;
  const std::int64_t year_of_era =
      (of_era - of_era / 1'460 + of_era / 36'524 - of_era / 146'096) / 365;
  const std::int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_from_march = (5 * of_year + 2) / 153;
  const std::int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  append_number(out, year_of_era + era * 400 + (month <= 2 ? 1 : 0), 4);
  out += '-';
  append_number(out, month, 2);
  out += '-';
  append_number(out, of_year - (153 * month_from_march + 2) / 5 + 1, 2);
}

void append_time(std::string& out, Minute moment) {
  append_day(out, day_of(moment));
  out += 'T';
  append_number(out, moment % minutes_a_day / 60, 2);
  out += ':';
  append_number(out, moment % 60, 2);
  out += ":00+08:00";
}

}  // namespace minutebook::generate
