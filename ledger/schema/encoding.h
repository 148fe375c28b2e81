#pragma once

#include <capnp/any.h>
#include <capnp/dynamic.h>
#include <capnp/message.h>
#include <kj/exception.h>

#include "ledger/base/bytes.h"
#include "ledger/base/result.h"

/// The stored form of headers and payloads: the canonical form of Cap'n Proto (equal messages have
/// equal bytes), one segment, without framing. The length is the bytes' own.
namespace minutebook::schema {

/// The canonical bytes of `message`; a multiple of 8 long.
Bytes canonical_bytes(capnp::AnyStruct::Reader message);

/// The root of a builder that holds one; what canonical_bytes(reader) gives for it.
template <typename Struct>
Bytes canonical_bytes_of(capnp::MessageBuilder& message) {
  return canonical_bytes(capnp::AnyStruct::Reader(message.getRoot<Struct>().asReader()));
}

/// Opens stored bytes for reading. Borrows them where they are 8-byte aligned, else copies; so the
/// bytes must outlive this. A resource: neither copied nor moved. One thread at a time (Cap'n Proto
/// counts in it how much has been read).
class StoredMessage {
 public:
  explicit StoredMessage(ByteSpan bytes);
  StoredMessage(const StoredMessage&) = delete;
  StoredMessage& operator=(const StoredMessage&) = delete;

  /// The root, valid as long as this, or Errc::corruption when the bytes are no canonical message:
  /// every pointer is followed once, and together they must fill the bytes exactly.
  template <typename Struct>
  Result<typename Struct::Reader> root() {
    // Here, so that kj::Exception stays inside the room.
    try {
      if (is_plausible()) {
        typename Struct::Reader reader = reader_.getRoot<Struct>();
        if (reader.totalSize().wordCount + 1 == segment_.size()) return reader;
      }
    } catch (const kj::Exception&) {
    }
    return corrupted();
  }

 private:
  bool is_plausible() const;
  static tl::unexpected<Error> corrupted();

  kj::Array<capnp::word> copy_;
  kj::ArrayPtr<const capnp::word> segment_;
  capnp::SegmentArrayMessageReader reader_;
};

/// Reads every field of `message` and checks the texts. StoredMessage bounds every pointer, but a
/// pointer of the wrong kind shows only when its field is read: for bytes whose digest is not known
/// to be right. Errc::corruption.
Result<void> check_fields(capnp::DynamicStruct::Reader message);

}  // namespace minutebook::schema
