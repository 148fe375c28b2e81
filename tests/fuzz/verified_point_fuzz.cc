// The reader of reports/verified: whatever it accepts is written back byte for byte, and its size
// is that of the checkpoint in it.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ledger/base/check.h"
#include "ledger/tlog/checkpoint.h"
#include "ledger/tlog/note.h"
#include "ledger/verify/verified_point.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace minutebook;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto point = verify::parse_verified(text);
  if (!point) {
    MB_CHECK(point.error().code == Errc::invalid_input);
    return 0;
  }
  MB_CHECK(verify::format_verified(point->level, point->note) == text);
  const auto note = tlog::parse_note(point->note);
  MB_CHECK(note && tlog::parse_checkpoint(note->text)->head.size == point->size);
  return 0;
}
