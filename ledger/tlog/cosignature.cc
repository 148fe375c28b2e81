#include "ledger/tlog/cosignature.h"

#include "ledger/base/check.h"
#include "ledger/tlog/lines.h"

namespace minutebook::tlog {
namespace {
constexpr What what{"cosignature", "见证签名"};
constexpr std::size_t time_bytes = 8;
}  // namespace

std::string cosigned_message(PosixSeconds time, std::string_view checkpoint_text) {
  MB_CHECK(time <= max_posix_seconds);
  return "cosignature/v1\ntime " + std::to_string(time) + "\n" + std::string(checkpoint_text);
}

Bytes serialize(const Cosignature& cosignature) {
  MB_CHECK(cosignature.time <= max_posix_seconds);
  return joined(big_endian(cosignature.time), cosignature.signature);
}

Result<Cosignature> parse_cosignature(ByteSpan bytes) {
  if (bytes.size() <= time_bytes) return malformed(what, "no signature", "缺少签名");
  const PosixSeconds time = from_big_endian(bytes);
  if (time > max_posix_seconds) return malformed(what, "impossible time", "时间无效");
  const ByteSpan signature = bytes.subspan(time_bytes);
  return Cosignature{time, Bytes(signature.begin(), signature.end())};
}

}  // namespace minutebook::tlog
