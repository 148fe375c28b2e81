#pragma once

#include <atomic>
#include <compare>
#include <cstdint>

namespace minutebook {

/// A moment, in nanoseconds since 1970-01-01T00:00:00Z (UTC, no leap seconds).
struct Instant {
  std::int64_t ns = 0;
  auto operator<=>(const Instant&) const = default;
};

/// Where the recording time comes from; passed in, so that tests and simulation choose it.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() = 0;
};

/// CLOCK_REALTIME. Thread-safe.
class SystemClock final : public Clock {
 public:
  Instant now() override;
};

/// Moves only when told. For tests, simulation and generated histories. Thread-safe.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant start) : now_(start.ns) {}
  Instant now() override { return Instant{now_}; }
  void advance(std::int64_t ns) { now_ += ns; }
  void set(Instant now) { now_ = now.ns; }

 private:
  std::atomic<std::int64_t> now_;
};

}  // namespace minutebook
