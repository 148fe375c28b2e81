// The reader of what is posted to a witness: whatever it accepts has at most 63 hashes and is
// written back byte for byte.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ledger/base/check.h"
#include "ledger/tlog/witness_request.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace minutebook;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto answer = tlog::parse_size_answer(text)) {
    MB_CHECK(tlog::format_size_answer(*answer) == text);
  }
  const auto request = tlog::parse_witness_request(text);
  if (!request) {
    MB_CHECK(request.error().code == Errc::invalid_input);
    MB_CHECK(is_valid_utf8(request.error().message.en));
    MB_CHECK(is_valid_utf8(request.error().message.zh));
    return 0;
  }
  MB_CHECK(request->hashes.size() <= merkle::max_proof_hashes);
  MB_CHECK(*tlog::serialize(*request) == text);
  return 0;
}
