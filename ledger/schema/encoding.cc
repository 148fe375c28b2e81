#include "ledger/schema/encoding.h"

#include <cstring>

#include "ledger/base/limits.h"
#include "ledger/schema/json.h"

namespace minutebook::schema {
namespace {

// Bounds the work on hostile bytes, whose pointers may overlap; no reader of one event comes near.
constexpr std::uint64_t traversal_limit_words = 64ULL * 1024 * 1024;

bool is_aligned(ByteSpan bytes) {
  return reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(std::uint64_t) == 0;
}

kj::Array<capnp::word> aligned_copy(ByteSpan bytes) {
  if (is_aligned(bytes)) return nullptr;
  auto copy = kj::heapArray<capnp::word>(bytes.size() / sizeof(capnp::word));
  std::memcpy(copy.begin(), bytes.data(), copy.size() * sizeof(capnp::word));
  return copy;
}

kj::ArrayPtr<const capnp::word> words_of(ByteSpan bytes, const kj::Array<capnp::word>& copy) {
  if (copy != nullptr) return copy.asPtr();
  return {reinterpret_cast<const capnp::word*>(bytes.data()), bytes.size() / sizeof(capnp::word)};
}

capnp::ReaderOptions options() {
  capnp::ReaderOptions out;
  out.traversalLimitInWords = traversal_limit_words;
  return out;
}

}  // namespace

Bytes canonical_bytes(capnp::AnyStruct::Reader message) {
  const auto words = message.canonicalize();
  const auto bytes = words.asBytes();
  return {bytes.begin(), bytes.end()};
}

// An odd length is not hidden by rounding down: is_plausible() sees no words then.
StoredMessage::StoredMessage(ByteSpan bytes)
    : copy_(aligned_copy(bytes)),
      segment_(bytes.size() % sizeof(capnp::word) == 0 ? words_of(bytes, copy_) : nullptr),
      reader_(kj::arrayPtr(&segment_, 1), options()) {}

bool StoredMessage::is_plausible() const {
  return segment_.size() > 0 && segment_.size() * sizeof(capnp::word) <= limits::max_payload_bytes;
}

tl::unexpected<Error> StoredMessage::corrupted() {
  return fail(Errc::corruption, "stored bytes are not a message of the ledger",
              "存储的字节不是本账本的消息");
}

Result<void> check_fields(capnp::DynamicStruct::Reader message) {
  try {
    // The writer reads every field of the schema; what it wrote does not matter.
    if (is_valid_utf8(to_json(message))) return {};
  } catch (const kj::Exception&) {
  }
  return fail(Errc::corruption, "a stored field cannot be read", "存储的字段无法读取");
}

}  // namespace minutebook::schema
