#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tools/server/http_message.h"

/// The head of a request as it came, and whether it may be served. Pure; of this room only.
namespace minutebook::server {

struct RequestHead {
  std::string method;
  std::string target;
  unsigned version = 11;  ///< 10 or 11
  std::vector<Header> headers;
};

/// Why the request is refused, if it is. Refused is what two programs could cut apart differently
/// (two lengths, a length and a transfer coding, an unknown coding), and what only half says what
/// it wants.
std::optional<Response> refusal_of(const RequestHead& head);

/// The request without its body.
Request request_of(RequestHead head, std::string peer);

}  // namespace minutebook::server
