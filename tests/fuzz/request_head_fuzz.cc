// The head of an HTTP request, given as its lines: what is not refused has one length, one path and
// one host. The same text as a URL and as an address to listen on.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ledger/base/check.h"
#include "ledger/base/limits.h"
#include "tools/server/request_head.h"

namespace {

using namespace minutebook;

/// Takes what is before `separator` from the beginning of `rest`; all of it without one.
std::string take(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  std::string part(rest.substr(0, end));
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

server::RequestHead head_of(std::string_view rest) {
  server::RequestHead head;
  head.method = take(rest, ' ');
  head.target = take(rest, ' ');
  head.version = take(rest, '\n') == "HTTP/1.0" ? 10 : 11;
  while (!rest.empty()) {
    server::Header header;
    header.name = take(rest, ':');
    header.value = take(rest, '\n');
    head.headers.push_back(std::move(header));
  }
  return head;
}

void read_head(const server::RequestHead& head) {
  if (const auto refusal = server::refusal_of(head)) {
    MB_CHECK(refusal->status >= 400 && refusal->status < 500);
    MB_CHECK(server::is_sendable(*refusal));
    return;
  }
  const server::Request request = server::request_of(head, "127.0.0.1");
  MB_CHECK(request.path.starts_with('/') && request.path.find('?') == std::string::npos);
  const std::string query = request.query.empty() ? "" : "?" + request.query;
  MB_CHECK(head.target == request.path + query || head.target == request.path + "?");
  MB_CHECK(request.headers.size() <= limits::max_http_headers);
  const auto lengths = std::count_if(head.headers.begin(), head.headers.end(), [](const auto& h) {
    return server::is_same_name(h.name, "Content-Length") ||
           server::is_same_name(h.name, "Transfer-Encoding");
  });
  MB_CHECK(lengths <= 1);
}

void read_addresses(std::string_view text) {
  if (const auto url = server::parse_url(text)) {
    const auto again = server::parse_url(server::format(*url));
    MB_CHECK(again && again->host == url->host && again->port == url->port);
    MB_CHECK(again->target == url->target);
  }
  if (const auto address = server::parse_listen_address(text)) {
    MB_CHECK(!address->host.empty() && !address->port.empty());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  read_head(head_of(text));
  read_addresses(text);
  return 0;
}
