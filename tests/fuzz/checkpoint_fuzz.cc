// The checkpoint reader: whatever it accepts is written back byte for byte.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ledger/base/check.h"
#include "ledger/tlog/checkpoint.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace minutebook;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto checkpoint = tlog::parse_checkpoint(text);
  if (!checkpoint) {
    MB_CHECK(checkpoint.error().code == Errc::invalid_input);
    MB_CHECK(is_valid_utf8(checkpoint.error().message.en));
    MB_CHECK(is_valid_utf8(checkpoint.error().message.zh));
    return 0;
  }
  MB_CHECK(!checkpoint->origin.empty());
  MB_CHECK(checkpoint->head.size <= merkle::max_tree_size);
  MB_CHECK(*tlog::serialize(*checkpoint) == text);
  return 0;
}
