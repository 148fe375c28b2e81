#include "tools/witness/route.h"

#include <utility>

#include "ledger/base/limits.h"

namespace minutebook::witness {

server::Handler routes_of(Witness& witness, OnAnswer on_answer) {
  return [&witness, on_answer = std::move(on_answer)](
             const server::Request& request) -> Result<server::Response> {
    if (request.path != "/add-checkpoint") {
      if (request.path != "/") return server::text_response(404, "not found");
      server::Response nothing;
      nothing.status = 204;
      return nothing;
    }
    if (request.method != "POST") return server::method_not_allowed("POST");
    Answer answer = witness.add_checkpoint(request.body);
    if (on_answer) on_answer(answer);
    server::Response response;
    response.status = answer.status;
    response.content_type = std::move(answer.content_type);
    response.body = std::move(answer.body);
    if (answer.status == 429) response.headers.push_back({"Retry-After", "1"});
    return response;
  };
}

server::ServerLimits server_limits() {
  server::ServerLimits limits;
  limits.body_bytes = limits::max_tlog_proof_bytes;
  limits.connections = 128;
  return limits;
}

}  // namespace minutebook::witness
