#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "ledger/base/clock.h"
#include "ledger/base/result.h"
#include "ledger/service/ledger.h"
#include "ledger/tlog/policy.h"

/// How far those who vouch for the ledger from outside are behind it. What nobody outside has seen
/// yet is what somebody with the ledger's key could still rewrite.
namespace minutebook::service {

/// Events that are under no checkpoint which meets a policy.
struct WitnessLag {
  std::uint64_t witnessed_size = 0;    ///< of the largest checkpoint that meets it; 0: none
  std::uint64_t events = 0;            ///< recorded since
  std::optional<Instant> oldest = {};  ///< when the first of those was recorded

  /// Whole seconds from the oldest until `now`; 0 without one, and under a clock set back.
  std::int64_t seconds(Instant now) const;
};

/// Opens kept checkpoints from the newest back until one meets the policy: quick while witnesses
/// keep up. A policy without logs takes the ledger's own keys.
Result<WitnessLag> witness_lag(const Ledger& ledger, const tlog::Policy& policy);

/// The newest checkpoint with a time stamp that is over it.
struct StampedSize {
  std::uint64_t size = 0;            ///< 0: there is none
  std::optional<Instant> time = {};  ///< of its earliest stamp
};

/// By tokens whose chain ends in `anchors` (PEM); when that is empty, by what tokens claim.
Result<StampedSize> newest_time_stamp(const Ledger& ledger, std::string_view anchors);

}  // namespace minutebook::service
