#include "tools/mirror/serve.h"

#include <memory>
#include <mutex>

#include "tools/mirror/tile_source.h"

namespace minutebook::mirror {
namespace {

constexpr std::string_view service_prefix = "/log";

server::Response bytes_response(std::string body, std::string type, std::string_view caching) {
  server::Response response;
  response.content_type = std::move(type);
  response.headers.push_back({"Cache-Control", std::string(caching)});
  response.body = std::move(body);
  return response;
}

server::Response not_found() { return server::text_response(404, "not found"); }

Result<server::Response> tile(const TileSource& source, std::string_view path) {
  const auto parsed = tlog::parse_tile_path(path);
  if (!parsed) return not_found();
  const auto bytes = source.read(*parsed);
  if (!bytes && bytes.error().code == Errc::not_found) return not_found();
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  return bytes_response({bytes->begin(), bytes->end()}, "application/octet-stream",
                        "public, max-age=31536000, immutable");
}

Result<server::Response> answer(const TileSource& source, std::string_view path) {
  if (path.starts_with(service_prefix)) path.remove_prefix(service_prefix.size());
  if (!path.empty()) path.remove_prefix(1);
  if (path != "checkpoint") return tile(source, path);
  auto note = source.checkpoint();
  if (!note && note.error().code == Errc::not_found) return not_found();
  if (!note) return tl::unexpected<Error>(std::move(note).error());
  return bytes_response(*std::move(note), "text/plain; charset=utf-8", "no-cache");
}

}  // namespace

server::Handler tile_handler(service::Ledger& ledger) {
  const auto mutex = std::make_shared<std::mutex>();  // catching up is not for several threads
  return [&ledger, mutex](const server::Request& request) -> Result<server::Response> {
    if (request.method != "GET") return server::method_not_allowed("GET, HEAD");
    const std::lock_guard guard(*mutex);
    MB_TRY_VOID(ledger.store().catch_up());
    return answer(TileSource(ledger), request.path);
  };
}

}  // namespace minutebook::mirror
