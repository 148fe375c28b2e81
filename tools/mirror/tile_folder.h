#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/base/bytes.h"
#include "ledger/base/result.h"
#include "ledger/merkle/growing_tiles.h"
#include "ledger/tlog/tile_path.h"

namespace minutebook::mirror {

/// A log as plain files in the layout of C2SP tlog-tiles, which any web server can publish:
///
///   checkpoint                    the newest signed note: written last, so that everything that it
///                                 covers is there; files beyond it are not yet verified
///   tile/<L>/<N>[.p/<W>]          hashes
///   tile/entries/<N>[.p/<W>]      entries
///
/// One thread.
class TileFolder {
 public:
  explicit TileFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

  const std::filesystem::path& path() const { return folder_; }
  /// The note, or nothing in a folder that holds no log yet.
  Result<std::optional<std::string>> checkpoint() const;
  /// Replaces the note durably: after a crash it is the old or the new one.
  Result<void> set_checkpoint(std::string_view note);

  /// Errc::not_found.
  Result<Bytes> read(const tlog::TilePath& path) const;
  Result<void> write(const tlog::TilePath& path, ByteSpan bytes);
  /// Removes the partial states of a tile or bundle that is full now.
  Result<void> drop_partials(const tlog::TilePath& full);
  /// The tree over the files, at a size whose tiles were written.
  Result<merkle::GrowingTiles> tree(crypto::Suite suite, std::uint64_t size) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace minutebook::mirror
