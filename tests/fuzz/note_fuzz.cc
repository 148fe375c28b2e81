// The note reader: whatever it accepts is within its limits and written back byte for byte, and no
// made-up note is signed by a key that signed nothing.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "ledger/base/check.h"
#include "ledger/base/limits.h"
#include "ledger/tlog/note.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace minutebook;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static const std::vector known{*tlog::VerifierKey::parse(
      "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2")};
  const auto note = tlog::parse_note(text);
  if (!note) {
    MB_CHECK(note.error().code == Errc::invalid_input);
    MB_CHECK(is_valid_utf8(note.error().message.en));
    MB_CHECK(is_valid_utf8(note.error().message.zh));
    return 0;
  }
  MB_CHECK(size <= limits::max_note_bytes);
  MB_CHECK(!note->signatures.empty() && note->signatures.size() <= limits::max_note_signatures);
  MB_CHECK(tlog::is_note_text(note->text));
  MB_CHECK(*tlog::serialize(*note) == text);
  MB_CHECK(!tlog::open_note(text, known));
  return 0;
}
