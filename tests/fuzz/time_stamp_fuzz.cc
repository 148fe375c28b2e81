// Time-stamp answers and tokens: whatever comes is answered, and nothing unsigned is ever believed.

#include <cstddef>
#include <cstdint>

#include "ledger/base/check.h"
#include "ledger/base/limits.h"
#include "ledger/crypto/time_stamp.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace minutebook;
  const ByteSpan input(data, size);
  const crypto::Digest digest{};
  const Bytes request = crypto::make_time_stamp_request(digest, 7);
  const auto token = crypto::token_of_response(input, request);
  if (token) {
    MB_CHECK(!token->empty() && token->size() <= limits::max_time_stamp_bytes);
  } else {
    MB_CHECK(token.error().code == Errc::invalid_input);
    MB_CHECK(is_valid_utf8(token.error().message.en));
  }
  const auto said = crypto::read_time_stamp(input, digest);
  MB_CHECK(said || said.error().code == Errc::invalid_input);
  MB_CHECK(!said || is_valid_utf8(said->tsa));
  const auto believed = crypto::verify_time_stamp(input, digest, {});
  MB_CHECK(!believed);
  MB_CHECK(is_valid_utf8(believed.error().message.en));
  MB_CHECK(is_valid_utf8(believed.error().message.zh));
  static_cast<void>(crypto::token_of_response(request, input));
  return 0;
}
