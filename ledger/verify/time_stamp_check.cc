#include "ledger/verify/time_stamp_check.h"

#include "ledger/base/limits.h"
#include "ledger/base/rfc3339.h"
#include "ledger/crypto/time_stamp.h"
#include "ledger/service/replay.h"

namespace minutebook::verify {
namespace {

constexpr std::int64_t second_ns = 1'000'000'000;

/// When the newest of the first `size` events was recorded; nothing when that cannot be read, which
/// is a fault of its own.
std::optional<Instant> last_recorded(const Run& run, std::uint64_t size) {
  if (size == 0 || size > run.head) return std::nullopt;
  std::optional<Instant> recorded;
  const auto read = service::guarded([&] {
    const auto event = run.store.event(Position{size - 1});
    if (event) recorded = Instant{event->header().getRecordedAt().getNs()};
  });
  return read ? recorded : std::nullopt;
}

void compare_times(Run& run, std::uint64_t size, const std::string& place, Instant stamped) {
  const auto recorded = last_recorded(run, size);
  if (!recorded) return;
  const std::int64_t skew = limits::max_time_stamp_skew_seconds * second_ns;
  // Recording times are as they are stored: one near the end of the range must not overflow.
  if (stamped >= *recorded || recorded->ns - skew <= stamped.ns) return;
  run.fault(Level::tree, "time-stamp-early", place,
            "not before " + format_time({*recorded, 0}) + " by more than " +
                std::to_string(limits::max_time_stamp_skew_seconds) + " s",
            format_time({stamped, 0}));
}

void keep_newest(Run& run, std::uint64_t size, const crypto::TimeStamp& stamp) {
  const std::lock_guard guard(run.mutex);
  const auto& kept = run.stamped;
  const bool better = !kept || size > kept->size || (size == kept->size && stamp.time < kept->time);
  if (better) run.stamped = StampedCheckpoint{size, stamp.time, stamp.tsa};
}

}  // namespace

void load_time_stamp_anchors(Run& run) {
  const auto& given = run.options.time_stamp_anchors;
  if (!given || !run.wants(Level::tree)) return;
  const auto usable = *given ? crypto::check_certificates(**given)
                             : Result<void>(tl::unexpected<Error>(given->error()));
  if (usable) {
    run.time_stamp_anchors = **given;
    return;
  }
  run.fault(Level::tree, "time-stamp-not-checked", "time-stamps", "certificates",
            usable.error().message.en);
}

void check_time_stamp(Run& run, std::uint64_t size, const crypto::Digest& stamped, ByteSpan token) {
  const std::string place = "checkpoint:" + std::to_string(size);
  const auto said = crypto::read_time_stamp(token, stamped);
  if (!said) {
    run.fault(Level::tree, "time-stamp-token", place, "a token over this checkpoint",
              said.error().message.en);
    return;
  }
  if (!run.time_stamp_anchors) {
    compare_times(run, size, place, said->time);
    run.totals.add(Tally::time_stamps_not_verified);
    return;
  }
  const auto verified = crypto::verify_time_stamp(token, stamped, {*run.time_stamp_anchors, {}});
  if (!verified) {
    run.fault(Level::tree, "time-stamp-signature", place, "an authority that is trusted",
              verified.error().message.en);
    return;
  }
  compare_times(run, size, place, verified->time);
  run.totals.add(Tally::time_stamps);
  keep_newest(run, size, *verified);
}

}  // namespace minutebook::verify
