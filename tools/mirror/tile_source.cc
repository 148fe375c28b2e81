#include "tools/mirror/tile_source.h"

#include "ledger/store/checkpoints.h"
#include "ledger/tlog/entry_bundle.h"

namespace minutebook::mirror {
namespace {

tl::unexpected<Error> not_covered(const tlog::TilePath& path) {
  const std::string name = tlog::format(path);
  return fail(Errc::not_found, "the newest checkpoint does not cover " + name,
              "最新检查点未覆盖 " + name);
}

}  // namespace

Result<std::string> TileSource::checkpoint() const {
  MB_TRY(kept, store::CheckpointStore(ledger_.store()).latest());
  if (kept) return std::move(kept->note);
  return fail(Errc::not_found, "no checkpoint was signed yet", "尚未签发检查点");
}

Result<Bytes> TileSource::read(const tlog::TilePath& path) const {
  MB_TRY(kept, store::CheckpointStore(ledger_.store()).latest());
  const std::uint64_t size = kept ? kept->size : 0;
  const merkle::TileId& id = path.tile;
  if (merkle::tile_width(size, id.level, id.index) < id.width) return not_covered(path);
  if (path.entries) return entries(id);
  MB_TRY(hashes, ledger_.store().tile(id.level, id.index));
  if (hashes.size() < id.width) return not_covered(path);
  hashes.resize(id.width);
  return merkle::tile_bytes(hashes);
}

Result<Bytes> TileSource::entries(const merkle::TileId& tile) const {
  const Position first{tile.index * merkle::full_tile_width};
  MB_TRY(events, ledger_.store().events(first, Position{first.value + tile.width}));
  std::vector<Bytes> headers;
  headers.reserve(tile.width);
  for (unsigned i = 0; i < tile.width; ++i) {
    MB_TRY(event, events.next());
    if (!event) return fail(Errc::corruption, "the log ends too early", "日志提前结束");
    headers.emplace_back(event->header_bytes().begin(), event->header_bytes().end());
  }
  const std::vector<ByteSpan> views(headers.begin(), headers.end());
  return tlog::encode_bundle(views);
}

}  // namespace minutebook::mirror
