#include "ledger/service/encoder.h"

#include "ledger/base/check.h"

namespace minutebook::service {
namespace {

constexpr std::size_t first_words = 1'024;

}  // namespace

CanonicalBuffer::CanonicalBuffer() : scratch_(first_words) {}

capnp::AnyPointer::Builder CanonicalBuffer::start(std::size_t max_words) {
  builder_.reset();  // leaves the scratch memory zeroed, as it found it
  if (scratch_.size() < max_words) scratch_.assign(max_words, 0);
  builder_.emplace(kj::arrayPtr(reinterpret_cast<capnp::word*>(scratch_.data()), scratch_.size()));
  return builder_->getRoot<capnp::AnyPointer>();
}

void CanonicalBuffer::finish() {
  const auto segments = builder_->getSegmentsForOutput();
  MB_CHECK_EQ(segments.size(), 1U);
  bytes_ = {reinterpret_cast<const std::uint8_t*>(segments[0].begin()),
            segments[0].size() * sizeof(capnp::word)};
}

}  // namespace minutebook::service
