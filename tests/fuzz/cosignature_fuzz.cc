// The cosignature reader: whatever it accepts has a possible time and is written back byte for
// byte; the lines of a witness's answer likewise.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "ledger/base/check.h"
#include "ledger/tlog/cosignature.h"
#include "ledger/tlog/note.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace minutebook;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto lines = tlog::parse_signature_lines(text)) {
    std::string again;
    for (const auto& line : *lines) again += tlog::signature_line(line);
    MB_CHECK(again == text);
  }
  const auto cosignature = tlog::parse_cosignature({data, size});
  if (!cosignature) {
    MB_CHECK(cosignature.error().code == Errc::invalid_input);
    MB_CHECK(is_valid_utf8(cosignature.error().message.en));
    MB_CHECK(is_valid_utf8(cosignature.error().message.zh));
    return 0;
  }
  MB_CHECK(cosignature->time <= tlog::max_posix_seconds);
  const Bytes again = tlog::serialize(*cosignature);
  MB_CHECK(as_text(again) == text);
  MB_CHECK(tlog::cosigned_message(cosignature->time, "x\n").starts_with("cosignature/v1\ntime "));
  return 0;
}
