// The envelope reader: whatever it accepts is within its limits, survives a round trip, and is
// recognised as an envelope unless its keys are spelled with escapes.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ledger/base/check.h"
#include "ledger/base/limits.h"
#include "ledger/crypto/dsse.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace minutebook;
  const std::string_view json(reinterpret_cast<const char*>(data), size);
  const bool looks = crypto::looks_like_envelope(json);
  const auto envelope = crypto::parse_envelope(json);
  if (!envelope) {
    MB_CHECK(envelope.error().code == Errc::invalid_input);
    MB_CHECK(is_valid_utf8(envelope.error().message.en));
    MB_CHECK(is_valid_utf8(envelope.error().message.zh));
    return 0;
  }
  MB_CHECK(looks || json.find('\\') != std::string_view::npos);
  MB_CHECK(is_valid_utf8(json));
  MB_CHECK(!envelope->signatures.empty());
  MB_CHECK(envelope->signatures.size() <= limits::max_envelope_signatures);
  const std::string again = crypto::serialize(*envelope);
  MB_CHECK(crypto::looks_like_envelope(again));
  const auto reread = crypto::parse_envelope(again);
  // The canonical form may be longer than the text read (escapes of the type), never otherwise bad.
  MB_CHECK(reread.has_value() || again.size() > limits::max_command_bytes);
  if (reread) MB_CHECK(*reread == *envelope);
  return 0;
}
