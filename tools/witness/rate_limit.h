#pragma once

#include <algorithm>
#include <cstdint>

#include "ledger/base/clock.h"

namespace minutebook::witness {

/// So many requests a second on average, and so many at once.
struct Rate {
  double per_second = 10;
  double burst = 50;
};

/// A bucket of permissions that fills up with time. One thread at a time.
class RateLimit {
 public:
  explicit RateLimit(Rate rate) : rate_(rate), left_(rate.burst) {}

  /// True, and one permission less, unless there is none left.
  bool take(Instant now) {
    constexpr double ns_per_second = 1e9;
    // A clock that was set back gives nothing, and takes nothing away.
    const double passed = static_cast<double>(std::max<std::int64_t>(0, now.ns - last_.ns));
    if (last_.ns != 0)
      left_ = std::min(rate_.burst, left_ + passed / ns_per_second * rate_.per_second);
    last_ = now;
    if (left_ < 1) return false;
    left_ -= 1;
    return true;
  }

 private:
  Rate rate_;
  double left_;
  Instant last_;
};

}  // namespace minutebook::witness
