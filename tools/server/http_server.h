#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "ledger/base/limits.h"
#include "ledger/base/result.h"
#include "tools/server/http_message.h"

namespace minutebook::server {

/// What one server grants its callers. Whoever passes a limit is answered and cut off.
struct ServerLimits {
  unsigned threads = 4;
  std::size_t header_bytes = limits::max_http_header_bytes;  ///< 431
  std::size_t body_bytes = 1024 * 1024;                      ///< 413
  /// From the first byte of a request to its last: 408. However it trickles in.
  std::chrono::milliseconds request_time{10'000};
  std::chrono::milliseconds response_time{30'000};  ///< to take one response
  std::chrono::milliseconds idle_time{30'000};      ///< between two requests
  std::size_t connections = 256;                    ///< 503 above it
  std::size_t requests_per_connection = 1'000;
};

/// Answers a request. Called by several threads at once; may block for as long as a disk takes. An
/// error becomes a 500 that tells the caller nothing; logging it is for the handler.
using Handler = std::function<Result<Response>(const Request&)>;

/// An HTTP/1.1 server over plain TCP. A resource: neither copied nor moved. Thread-safe.
class HttpServer {
 public:
  /// Listens on "ADDR:PORT" (port 0: any free one) and serves until stop(). Errc::invalid_input for
  /// an address that is none, Errc::io when it cannot be listened on.
  static Result<std::unique_ptr<HttpServer>> start(std::string_view listen, Handler handler,
                                                   const ServerLimits& limits = {});
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  /// stop() with a short deadline.
  ~HttpServer();

  std::uint16_t port() const;
  /// "http://127.0.0.1:8080", without a path.
  std::string url() const;

  /// Takes no more connections, closes the idle ones, lets requests in progress end until the
  /// deadline, cuts off the rest. Waits for handlers that run, however long. The second call does
  /// nothing.
  void stop(std::chrono::milliseconds deadline);

 private:
  struct Impl;
  explicit HttpServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace minutebook::server
