// The readers of what a witness keeps: an entry of a history is written back byte for byte and its
// summary is its note's; a held checkpoint and witness.toml are read or refused, never worse.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ledger/base/check.h"
#include "ledger/tlog/checkpoint.h"
#include "ledger/tlog/note.h"
#include "tools/witness/config.h"
#include "tools/witness/history.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace minutebook;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto config = witness::parse_config(text, "witness.toml")) {
    const auto again = witness::parse_config(witness::format_config(*config), "witness.toml");
    MB_CHECK(again && again->name == config->name && again->logs == config->logs);
  }
  const auto entry = witness::parse_entry(text);
  if (!entry) {
    MB_CHECK(entry.error().code == Errc::invalid_input);
    return 0;
  }
  MB_CHECK(witness::format(*entry) == text);
  const auto note = tlog::parse_note(entry->note);
  MB_CHECK(note && tlog::parse_checkpoint(note->text) == entry->checkpoint);
  return 0;
}
