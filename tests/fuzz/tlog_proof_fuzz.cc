// The proof reader: whatever it accepts has at most 63 hashes and is written back byte for byte.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ledger/base/check.h"
#include "ledger/base/limits.h"
#include "ledger/tlog/proof.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace minutebook;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto proof = tlog::parse_proof(text);
  if (!proof) {
    MB_CHECK(proof.error().code == Errc::invalid_input);
    MB_CHECK(is_valid_utf8(proof.error().message.en));
    MB_CHECK(is_valid_utf8(proof.error().message.zh));
    return 0;
  }
  MB_CHECK(size <= limits::max_tlog_proof_bytes);
  MB_CHECK(proof->hashes.size() <= merkle::max_proof_hashes);
  MB_CHECK(*tlog::serialize(*proof) == text);
  return 0;
}
