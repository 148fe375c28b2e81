#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/result.h"

/// HTTP requests and responses as plain values: what handlers see.
namespace minutebook::server {

struct Header {
  std::string name;
  std::string value;
  bool operator==(const Header&) const = default;
};

/// Header names, and the words that are header values, do not mind capitals.
bool is_same_name(std::string_view left, std::string_view right);
/// The value of the first header of that name, whatever its case.
std::optional<std::string_view> find_header(const std::vector<Header>& headers,
                                            std::string_view name);

struct Request {
  std::string method = "GET";   ///< a handler sees GET for HEAD
  std::string path = "/";       ///< begins with "/"; not percent-decoded
  std::string query;            ///< after the "?", without it
  std::vector<Header> headers;  ///< at most limits::max_http_headers
  std::string body;
  std::string peer;  ///< the other side's address, without its port
};

struct Response {
  unsigned status = 200;
  std::string content_type;  ///< empty: none is sent
  std::vector<Header> headers;
  std::string body;
  /// Sent in place of `body` when there is one: bytes that several responses share.
  std::shared_ptr<const std::string> shared_body;

  const std::string& content() const { return shared_body ? *shared_body : body; }
};

/// A response of one sentence as text/plain.
Response text_response(unsigned status, std::string_view sentence);
/// 405 with the methods that the path does have.
Response method_not_allowed(std::string_view allowed);

/// True when no name or value could end a header line early.
bool are_sendable(const std::vector<Header>& headers);
/// The same of a response with a possible status.
bool is_sendable(const Response& response);

/// The parts of an http:// URL.
struct Url {
  std::string host;  ///< a name or an address; IPv6 without brackets
  std::string port = "80";
  std::string target = "/";  ///< path and query
};

/// Errc::unsupported for https://, Errc::invalid_input for anything else that is not a plain URL;
/// a user name in it and a fragment are refused.
Result<Url> parse_url(std::string_view text);
/// "ADDR:PORT" or "[ADDR]:PORT".
Result<Url> parse_listen_address(std::string_view text);
/// "http://host:port/path".
std::string format(const Url& url);

}  // namespace minutebook::server
