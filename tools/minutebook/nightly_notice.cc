#include "tools/minutebook/nightly_notice.h"

#include <fmt/format.h>
#include <syslog.h>

#include <nlohmann/json.hpp>

#include "tools/server/http_client.h"

namespace minutebook::cli {
namespace {

/// A label value of the text format: backslash, quote and newline are escaped.
std::string label(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == '"') out += '\\';
    out += c == '\n' ? std::string("\\n") : std::string(1, c);
  }
  return out;
}

/// CEF escapes the bar in the header, the equals sign in the extension, the backslash in both.
std::string escaped(std::string_view text, char special) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == special) out += '\\';
    out += c == '\n' || c == '\r' ? ' ' : c;
  }
  return out;
}

}  // namespace

Notice unfinished_notice(std::string ledger, std::string why) {
  Notice notice;
  notice.ledger = std::move(ledger);
  notice.faults = 1;
  notice.first_faults.push_back(std::move(why));
  return notice;
}

std::string metrics_text(const Notice& notice) {
  const std::string of = "{ledger=\"" + label(notice.ledger) + "\"}";
  std::string out;
  const auto gauge = [&](std::string_view name, std::string_view help, const std::string& value) {
    out += fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n{0}{2} {3}\n", name, help, of, value);
  };
  gauge("minutebook_verify_holds", "1 when the last nightly verification found no fault.",
        notice.holds ? "1" : "0");
  gauge("minutebook_verify_faults", "Faults that the last nightly verification found.",
        std::to_string(notice.faults));
  gauge("minutebook_verify_finished_timestamp_seconds", "When it finished; 0 when it could not.",
        std::to_string(notice.finished.ns / 1'000'000'000));
  gauge("minutebook_verify_duration_seconds", "How long it took.",
        fmt::format("{:.3f}", notice.seconds));
  gauge("minutebook_events", "Events in the log.", std::to_string(notice.head));
  gauge("minutebook_checkpoint_size", "Tree size of the newest checkpoint.",
        std::to_string(notice.tree_size));
  if (notice.unwitnessed) {
    gauge("minutebook_unwitnessed_events", "Events under no checkpoint witnessed to the policy.",
          std::to_string(notice.unwitnessed->events));
    gauge("minutebook_unwitnessed_seconds", "Age of the oldest of them; 0 without one.",
          std::to_string(notice.unwitnessed->seconds));
    gauge("minutebook_last_witnessed_size", "Tree size of the newest checkpoint so witnessed.",
          std::to_string(notice.unwitnessed->witnessed_size));
  }
  if (notice.stamped_size) {
    gauge("minutebook_last_time_stamped_size", "Tree size of the newest time-stamped checkpoint.",
          std::to_string(*notice.stamped_size));
  }
  if (notice.stamp_seconds) {
    gauge("minutebook_time_stamp_age_seconds", "Age of its time stamp.",
          std::to_string(*notice.stamp_seconds));
  }
  return out;
}

std::string cef_line(const Notice& notice) {
  const std::string first = notice.first_faults.empty() ? "" : notice.first_faults.front();
  return fmt::format(
      "CEF:0|minutebook|minutebook|{}|integrity-fault|Integrity verification failed|10|"
      "dvchost={} cnt={} cs1Label=firstFault cs1={} cs2Label=reportDigest cs2={}",
      MINUTEBOOK_VERSION, escaped(notice.ledger, '='), notice.faults, escaped(first, '='),
      notice.report_digest);
}

std::string webhook_json(const Notice& notice) {
  const nlohmann::ordered_json out = {
      {"event", "integrity-fault"},   {"ledger", notice.ledger},
      {"faults", notice.faults},      {"events", notice.head},
      {"treeSize", notice.tree_size}, {"reportDigest", notice.report_digest},
      {"first", notice.first_faults}};
  return out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

Result<void> tell(const Notice& notice, bool to_syslog, const std::string& webhook) {
  if (to_syslog) {
    ::openlog("minutebook", LOG_PID, LOG_DAEMON);
    ::syslog(LOG_CRIT, "%s", cef_line(notice).c_str());
    ::closelog();
  }
  if (webhook.empty()) return {};
  server::Request request;
  request.method = "POST";
  request.headers.push_back({"Content-Type", "application/json"});
  request.body = webhook_json(notice);
  MB_TRY(response, server::send(webhook, request));
  if (response.status >= 200 && response.status < 300) return {};
  const std::string status = std::to_string(response.status);
  return fail(Errc::unreachable, "the webhook answered " + status, "webhook 返回 " + status);
}

}  // namespace minutebook::cli
