// The operator's settings: read within their limits, or refused with a line, never worse.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ledger/base/check.h"
#include "ledger/base/limits.h"
#include "ledger/service/settings.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace minutebook;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto read = service::parse_settings(text, "settings.toml");
  if (!read) {
    const Error& error = read.error();
    MB_CHECK(error.code == Errc::invalid_input || error.code == Errc::unsupported);
    MB_CHECK(is_valid_utf8(error.message.en) && is_valid_utf8(error.message.zh));
    MB_CHECK(error.message.en.find("line ") != std::string::npos ||
             size > limits::max_settings_bytes);
    return 0;
  }
  const service::TimeStampSettings& stamps = read->time_stamps;
  MB_CHECK(stamps.urls.size() <= limits::max_time_stamp_authorities);
  for (const std::string& url : stamps.urls) {
    MB_CHECK(url.starts_with("http://") && url.size() <= limits::max_url_bytes);
  }
  MB_CHECK(stamps.wait.count() >= 1 && stamps.wait.count() <= limits::max_time_stamp_wait_seconds);
  return 0;
}
