#include <cstdint>

#include "ledger/schema/encoding.h"
#include "ledger/store/stored_event.h"

/// Arbitrary bytes as the value of a stored event: an error, or readers that stay within the bytes
/// whatever field is asked for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace minutebook;
  store::StoredEvent event;
  if (!event.assign(Position{0}, {data, size})) return 0;
  // Nonsense in a field is an error like any other.
  (void)schema::check_fields(event.header());
  (void)schema::check_fields(event.payload());
  return 0;
}
