#pragma once

#include "ledger/base/ids.h"
#include "ledger/base/random.h"

namespace minutebook::service {

/// A random UUID (version 4, RFC 9562) as an id of that kind.
template <typename Id>
Id fresh_id(Random& random) {
  Id id;
  random.fill(id.bytes);
  id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0f) | 0x40);
  id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3f) | 0x80);
  return id;
}

}  // namespace minutebook::service
