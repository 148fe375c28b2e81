// decode_command takes any bytes: it answers with a command or with a fault, and what it accepts
// comes out of to_json as something it accepts again, with the same meaning.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ledger/base/check.h"
#include "ledger/base/limits.h"
#include "ledger/schema/command.capnp.h"
#include "ledger/schema/encoding.h"
#include "ledger/schema/json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace minutebook;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto message = schema::decode_command(text);
  if (!message) {
    MB_CHECK(!message.error().detail.en.empty() && !message.error().detail.zh.empty());
    MB_CHECK(is_valid_utf8(message.error().path));
    return 0;
  }
  const auto command = (*message)->getRoot<schema::Command>().asReader();
  const std::string json = schema::to_json(command);
  if (json.size() > limits::max_command_bytes) return 0;  // the zeros it shows made it too long
  const auto again = schema::decode_command(json);
  MB_CHECK(again.has_value());
  MB_CHECK(schema::canonical_bytes((*again)->getRoot<schema::Command>().asReader()) ==
           schema::canonical_bytes(command));
  return 0;
}
