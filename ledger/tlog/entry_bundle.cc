#include "ledger/tlog/entry_bundle.h"

#include <string>

#include "ledger/base/limits.h"
#include "ledger/merkle/tile.h"
#include "ledger/tlog/lines.h"

namespace minutebook::tlog {
namespace {
constexpr What what{"entry bundle", "条目包"};
constexpr std::size_t length_bytes = 2;
static_assert(limits::max_header_bytes == 0xFFFF, "what the length can say");
}  // namespace

Result<Bytes> encode_bundle(std::span<const ByteSpan> entries) {
  if (entries.empty() || entries.size() > merkle::full_tile_width) {
    return malformed(what, "not 1 to 256 entries", "条目数不是 1 至 256");
  }
  Bytes bytes;
  for (const ByteSpan entry : entries) {
    if (entry.size() > limits::max_header_bytes) {
      return malformed(what, "an entry of " + std::to_string(entry.size()) + " bytes",
                       "条目有 " + std::to_string(entry.size()) + " 字节");
    }
    bytes.push_back(static_cast<std::uint8_t>(entry.size() >> 8));
    bytes.push_back(static_cast<std::uint8_t>(entry.size()));
    bytes.insert(bytes.end(), entry.begin(), entry.end());
  }
  return bytes;
}

Result<std::vector<ByteSpan>> parse_bundle(ByteSpan bytes, std::size_t count) {
  if (count == 0 || count > merkle::full_tile_width) {
    return malformed(what, "not 1 to 256 entries", "条目数不是 1 至 256");
  }
  std::vector<ByteSpan> entries;
  while (!bytes.empty() && entries.size() < count) {
    const std::size_t length =
        bytes.size() < length_bytes ? bytes.size() : std::size_t{bytes[0]} << 8 | bytes[1];
    if (bytes.size() < length_bytes + length) return malformed(what, "cut short", "被截断");
    entries.push_back(bytes.subspan(length_bytes, length));
    bytes = bytes.subspan(length_bytes + length);
  }
  if (!bytes.empty() || entries.size() != count) {
    return malformed(what, "not " + std::to_string(count) + " entries",
                     "条目数不是 " + std::to_string(count));
  }
  return entries;
}

}  // namespace minutebook::tlog
