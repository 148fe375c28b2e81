#pragma once

#include <string>
#include <string_view>

#include "ledger/base/bytes.h"
#include "ledger/base/result.h"
#include "ledger/service/ledger.h"
#include "ledger/tlog/tile_path.h"

namespace minutebook::mirror {

/// A ledger over the read-only tile interface: its newest checkpoint, and hashes and entries (the
/// headers) as far as that covers them. No payload ever passes here. Borrows the ledger; any
/// thread.
class TileSource {
 public:
  explicit TileSource(const service::Ledger& ledger) : ledger_(ledger) {}

  /// The newest signed note. Errc::not_found before the first.
  Result<std::string> checkpoint() const;
  /// A tile or bundle. Errc::not_found when the newest checkpoint does not cover its whole width.
  Result<Bytes> read(const tlog::TilePath& path) const;

 private:
  Result<Bytes> entries(const merkle::TileId& tile) const;

  const service::Ledger& ledger_;
};

}  // namespace minutebook::mirror
