// The tile path reader: whatever it accepts has one spelling; the bytes as an entry bundle:
// whatever is accepted is written back byte for byte; and as the bytes of a tile, likewise.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ledger/base/check.h"
#include "ledger/merkle/tile.h"
#include "ledger/tlog/entry_bundle.h"
#include "ledger/tlog/tile_path.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace minutebook;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const std::size_t count : {1U, 2U, 3U}) {
    const auto bundle = tlog::parse_bundle({data, size}, count);
    if (!bundle) continue;
    const auto again = tlog::encode_bundle(*bundle);
    MB_CHECK(as_text(*again) == text);
  }
  if (const auto tile = merkle::parse_tile({data, size}, 1)) {
    const auto whole = merkle::parse_tile({data, size}, static_cast<unsigned>(size / 32));
    MB_CHECK(whole && as_text(merkle::tile_bytes(*whole)) == text && tile->front() == (*whole)[0]);
  }
  const auto path = tlog::parse_tile_path(text);
  if (!path) {
    MB_CHECK(path.error().code == Errc::invalid_input);
    MB_CHECK(is_valid_utf8(path.error().message.en));
    MB_CHECK(is_valid_utf8(path.error().message.zh));
    return 0;
  }
  MB_CHECK(tlog::format(*path) == text);
  return 0;
}
