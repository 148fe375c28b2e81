#include "tools/server/request_head.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "ledger/base/limits.h"

namespace minutebook::server {
namespace {

constexpr std::array<std::string_view, 7> methods = {"GET",   "HEAD",   "POST",   "PUT",
                                                     "PATCH", "DELETE", "OPTIONS"};

std::size_t count(const RequestHead& head, std::string_view name) {
  return static_cast<std::size_t>(
      std::count_if(head.headers.begin(), head.headers.end(),
                    [&](const Header& header) { return is_same_name(header.name, name); }));
}

std::string_view value(const RequestHead& head, std::string_view name) {
  return find_header(head.headers, name).value_or(std::string_view());
}

bool has_clear_length(const RequestHead& head) {
  const std::size_t codings = count(head, "Transfer-Encoding");
  if (count(head, "Content-Length") + codings > 1) return false;
  // A list such as "3, 3" too, which some readers take for one length.
  const std::string_view length = value(head, "Content-Length");
  if (length.find_first_not_of("0123456789") != length.npos) return false;
  return codings == 0 ||
         (head.version >= 11 && is_same_name(value(head, "Transfer-Encoding"), "chunked"));
}

}  // namespace

std::optional<Response> refusal_of(const RequestHead& head) {
  if (!has_clear_length(head)) return text_response(400, "the length of the body is not clear");
  if (head.headers.size() > limits::max_http_headers) {
    return text_response(431, "too many headers");
  }
  if (head.target.size() > limits::max_http_target_bytes) {
    return text_response(414, "the target is too long");
  }
  const std::size_t hosts = count(head, "Host");
  if (hosts > 1 || (hosts == 0 && head.version >= 11)) return text_response(400, "not one host");
  if (!head.target.starts_with('/')) return text_response(400, "malformed target");
  if (count(head, "Expect") > 0 && !is_same_name(value(head, "Expect"), "100-continue")) {
    return text_response(417, "unknown expectation");
  }
  if (std::find(methods.begin(), methods.end(), head.method) == methods.end()) {
    return method_not_allowed("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
  }
  return std::nullopt;
}

Request request_of(RequestHead head, std::string peer) {
  Request request;
  request.method = head.method == "HEAD" ? "GET" : std::move(head.method);
  const std::size_t end = std::min(head.target.find('?'), head.target.size());
  request.path = head.target.substr(0, end);
  if (end < head.target.size()) request.query = head.target.substr(end + 1);
  request.headers = std::move(head.headers);
  request.peer = std::move(peer);
  return request;
}

}  // namespace minutebook::server
