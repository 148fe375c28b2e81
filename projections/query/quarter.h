#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "ledger/base/rfc3339.h"

namespace minutebook::projections {

/// A quarter of a calendar year, as columns of ColumnType::quarter hold it.
struct Quarter {
  std::int64_t number = 0;  ///< year * 4 + (0 to 3)
  auto operator<=>(const Quarter&) const = default;

  std::int64_t year() const { return number / 4; }
  int of_year() const { return static_cast<int>(number % 4) + 1; }
  Quarter before(std::int64_t quarters = 1) const { return {number - quarters}; }
  Day first_day() const;
  /// The first day of the quarter after it.
  Day end() const { return Quarter{number + 1}.first_day(); }
};

/// "2021Q2". Years 1900 to 2199, as times have them.
Result<Quarter> parse_quarter(std::string_view text);
std::string format_quarter(Quarter quarter);

/// The same day of the month so many months later; the month's last day where there is none.
Day months_later(Day day, int months);

}  // namespace minutebook::projections
