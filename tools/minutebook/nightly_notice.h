#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/clock.h"
#include "ledger/base/result.h"

/// What the nightly run tells machines: metrics for Prometheus' text-file collector, CEF for
/// syslog, JSON for a webhook. No personal data: places and digests only.
namespace minutebook::cli {

inline constexpr std::size_t max_noticed_faults = 20;

/// Events that no checkpoint witnessed to the policy covers.
struct Unwitnessed {
  std::uint64_t witnessed_size = 0;
  std::uint64_t events = 0;
  std::int64_t seconds = 0;  ///< age of the oldest
};

struct Notice {
  std::string ledger;
  bool holds = false;
  std::uint64_t faults = 0;
  std::uint64_t head = 0;
  std::uint64_t tree_size = 0;
  Instant finished;
  double seconds = 0;
  bool full_read = false;                          ///< the rolling reading went round with this run
  std::optional<Unwitnessed> unwitnessed = {};     ///< absent when there is no policy
  std::optional<std::uint64_t> stamped_size = {};  ///< absent when no time stamps are configured
  std::optional<std::int64_t> stamp_seconds = {};  ///< age of the newest; absent without one
  std::string report_digest;
  std::vector<std::string> first_faults;
};

/// Of a run that could not be made at all.
Notice unfinished_notice(std::string ledger, std::string why);

std::string metrics_text(const Notice& notice);
/// "CEF:0|minutebook|…", one line.
std::string cef_line(const Notice& notice);
std::string webhook_json(const Notice& notice);

/// Tells syslog (if asked to) and the webhook (if one is named). Errc::unreachable when the webhook
/// did not answer with 2xx.
Result<void> tell(const Notice& notice, bool to_syslog, const std::string& webhook);

}  // namespace minutebook::cli
