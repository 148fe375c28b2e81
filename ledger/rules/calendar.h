#pragma once

#include <cstdint>

#include "ledger/base/rfc3339.h"

/// Months of the calendar, as terms and intervals count them.
namespace minutebook::rules {

/// The same day of the month `months` later (earlier when negative), or that month's last day where
/// it has no such day: 31 January and one month is 28 February, in leap years 29 February. Counted
/// from the day itself, so that the end of a short month never shortens the months after it.
Day add_months(Day day, std::int64_t months);

/// The fewest whole months that, from `from` on, reach `until`: 0 when it is not later, 1 for a
/// single day, 12 from 1 May to the next 1 May.
std::uint32_t months_covering(Day from, Day until);

}  // namespace minutebook::rules
