// The reader of ledger.toml: refuses, or what it read is written and read back the same.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ledger/base/check.h"
#include "ledger/service/config.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace minutebook;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto info = service::parse_config(text, "ledger.toml");
  if (!info) {
    const Errc code = info.error().code;
    MB_CHECK(code == Errc::invalid_input || code == Errc::unsupported);
    MB_CHECK(is_valid_utf8(info.error().message.en));
    MB_CHECK(is_valid_utf8(info.error().message.zh));
    return 0;
  }
  MB_CHECK(!info->name.empty());
  const auto again = service::parse_config(service::format_config(*info), "ledger.toml");
  MB_CHECK(again && again->id == info->id && again->name == info->name);
  MB_CHECK(again->suite == info->suite && again->format == info->format);
  MB_CHECK(again->zone_offset_minutes == info->zone_offset_minutes);
  MB_CHECK(again->founder == info->founder);
  return 0;
}
