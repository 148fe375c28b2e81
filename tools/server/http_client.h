#pragma once

#include <chrono>
#include <cstddef>
#include <string_view>

#include "ledger/base/limits.h"
#include "ledger/base/result.h"
#include "tools/server/http_message.h"

namespace minutebook::server {

struct ClientLimits {
  std::chrono::milliseconds connect_time{5'000};
  std::chrono::milliseconds total_time{15'000};  ///< connecting included
  std::size_t header_bytes = limits::max_http_header_bytes;
  std::size_t body_bytes = 1024 * 1024;
};

/// Sends `request` to an http:// URL and waits for the whole answer, whatever its status; follows
/// no redirect. Method, headers and body are the request's, the target is the URL's.
/// Errc::unreachable when there was no connection or no whole answer in time; Errc::invalid_input
/// when what was answered is not HTTP or passes a limit. Looking up a host's name may take longer
/// than the deadline. Thread-safe.
Result<Response> send(std::string_view url, const Request& request,
                      const ClientLimits& limits = {});

}  // namespace minutebook::server
