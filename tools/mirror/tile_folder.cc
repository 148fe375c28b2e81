#include "tools/mirror/tile_folder.h"

#include <cerrno>
#include <fstream>
#include <system_error>

#include "ledger/base/limits.h"
#include "ledger/service/durable_file.h"

namespace minutebook::mirror {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> cannot_write(const fs::path& path, const std::error_code& error) {
  const bool full = error == std::errc::no_space_on_device;
  return fail(full ? Errc::no_space : Errc::io,
              "cannot write " + path.string() + ": " + error.message(),
              "无法写入 " + path.string() + "：" + error.message());
}

}  // namespace

Result<std::optional<std::string>> TileFolder::checkpoint() const {
  return service::read_small_file(folder_ / "checkpoint", limits::max_note_bytes);
}

Result<void> TileFolder::set_checkpoint(std::string_view note) {
  MB_TRY_VOID(service::replace_durably(folder_ / "checkpoint", note));
  std::error_code ignored;  // a web server may run as somebody else
  fs::permissions(folder_ / "checkpoint", fs::perms(0644), ignored);
  return {};
}

Result<Bytes> TileFolder::read(const tlog::TilePath& path) const {
  const fs::path file = folder_ / tlog::format(path);
  MB_TRY(bytes, service::read_small_file(file, limits::max_entry_bundle_bytes));
  if (!bytes) {
    return fail(Errc::not_found, "there is no file " + file.string(), "没有文件 " + file.string());
  }
  return Bytes(bytes->begin(), bytes->end());
}

Result<void> TileFolder::write(const tlog::TilePath& path, ByteSpan bytes) {
  const fs::path file = folder_ / tlog::format(path);
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  if (error) return cannot_write(file, error);
  fs::path draft = file;
  draft += ".new";
  std::ofstream out(draft, std::ios::binary | std::ios::trunc);
  out.write(reinterpret_cast<const char*>(bytes.data()),
            static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) return cannot_write(file, {errno, std::generic_category()});
  fs::rename(draft, file, error);
  if (error) return cannot_write(file, error);
  return {};
}

Result<void> TileFolder::drop_partials(const tlog::TilePath& full) {
  std::error_code error;
  const fs::path folder = folder_ / (tlog::format(full) + ".p");
  fs::remove_all(folder, error);
  if (error) return cannot_write(folder, error);
  return {};
}

Result<merkle::GrowingTiles> TileFolder::tree(crypto::Suite suite, std::uint64_t size) const {
  return merkle::GrowingTiles::load(
      suite, size, [this](const merkle::TileId& id) -> Result<std::vector<crypto::Digest>> {
        MB_TRY(bytes, read({false, id}));
        return merkle::parse_tile(bytes, id.width);
      });
}

}  // namespace minutebook::mirror
