#include "ledger/base/limits.h"
#include "tools/mirror/mirror.h"
#include "tools/server/http_client.h"

namespace minutebook::mirror {
namespace {

Result<std::string> get(const std::string& url, std::size_t max_bytes) {
  server::ClientLimits limits;
  limits.body_bytes = max_bytes;
  MB_TRY(response, server::send(url, server::Request{}, limits));
  if (response.status == 200) return response.content();
  const std::string status = std::to_string(response.status);
  return fail(response.status == 404 ? Errc::not_found : Errc::unreachable,
              url + " answered " + status, url + " 返回 " + status);
}

}  // namespace

Origin over_http(const std::string& url) {
  const std::string prefix = url.ends_with('/') ? url : url + "/";
  return {[prefix] { return get(prefix + "checkpoint", limits::max_note_bytes); },
          [prefix](const tlog::TilePath& path) -> Result<Bytes> {
            MB_TRY(body, get(prefix + tlog::format(path), limits::max_entry_bundle_bytes));
            return Bytes(body.begin(), body.end());
          }};
}

}  // namespace minutebook::mirror
