#pragma once

#include <capnp/any.h>
#include <capnp/message.h>

#include <optional>
#include <vector>

#include "ledger/base/bytes.h"

namespace minutebook::service {

/// One message in one segment, in memory that is used again for the next one. Its user builds it
/// in canonical order (each object right after the pointer's owner, first pointer first, no
/// trailing zeros), so that the bytes are the canonical form without a second copy. A resource; one
/// thread at a time.
class CanonicalBuffer {
 public:
  CanonicalBuffer();
  CanonicalBuffer(const CanonicalBuffer&) = delete;
  CanonicalBuffer& operator=(const CanonicalBuffer&) = delete;

  /// The root of a new message that will take at most `max_words`.
  capnp::AnyPointer::Builder start(std::size_t max_words);
  /// The message is complete. The bytes and readers are valid until the next start().
  void finish();

  ByteSpan bytes() const { return bytes_; }
  /// A reader over the very bytes that are stored.
  template <typename Struct>
  typename Struct::Reader read() {
    return builder_->getRoot<capnp::AnyPointer>().asReader().getAs<Struct>();
  }

 private:
  std::vector<std::uint64_t> scratch_;  // all zero between messages
  std::optional<capnp::MallocMessageBuilder> builder_;
  ByteSpan bytes_;
};

}  // namespace minutebook::service
