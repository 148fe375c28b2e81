#include "ledger/store/stored_event.h"

#include <kj/exception.h>

#include <cstring>

#include "ledger/base/check.h"

namespace minutebook::store {
namespace {

kj::ArrayPtr<const capnp::word> words_of(ByteSpan bytes) {
  return {reinterpret_cast<const capnp::word*>(bytes.data()), bytes.size() / sizeof(capnp::word)};
}

}  // namespace

StoredEvent::StoredEvent(StoredEvent&& other) noexcept { *this = std::move(other); }

StoredEvent& StoredEvent::operator=(StoredEvent&& other) noexcept {
  if (this == &other) return *this;
  close_readers();
  other.close_readers();
  position_ = other.position_;
  words_ = std::move(other.words_);  // the heap block moves along: the parts stay valid
  parts_ = other.parts_;
  other.parts_ = {};
  other.words_.clear();
  if (!parts_.header.empty()) open_readers();
  return *this;
}

void StoredEvent::close_readers() {
  view_ = {};
  header_reader_.reset();
  payload_reader_.reset();
}

void StoredEvent::open_readers() {
  segments_[0] = words_of(parts_.header);
  header_reader_.emplace(kj::arrayPtr(&segments_[0], 1));
  view_.header = header_reader_->getRoot<schema::Header>();
  if (parts_.payload.empty()) return;  // redacted: the default payload
  segments_[1] = words_of(parts_.payload);
  payload_reader_.emplace(kj::arrayPtr(&segments_[1], 1));
  view_.payload = payload_reader_->getRoot<schema::Payload>();
}

Result<void> StoredEvent::assign(Position position, ByteSpan value) {
  close_readers();
  position_ = position;
  words_.resize((value.size() + 7) / 8);
  if (!value.empty()) std::memcpy(words_.data(), value.data(), value.size());
  parts_ = {};
  MB_TRY(parts, split_record({reinterpret_cast<const std::uint8_t*>(words_.data()), value.size()}));
  parts_ = parts;
  std::optional<bool> own;  // nothing when the bytes are no message at all
  try {
    open_readers();
    own = view_.header.getPosition() == position.value;
  } catch (const kj::Exception&) {
    own.reset();
  }
  if (own.value_or(false)) return {};
  close_readers();
  parts_ = {};
  const std::string number = std::to_string(position.value);
  return own ? fail(Errc::corruption, "the event at position " + number + " is another one's",
                    "位置 " + number + " 处的事件不是该位置的事件")
             : fail(Errc::corruption, "the event at position " + number + " cannot be read",
                    "位置 " + number + " 处的事件无法读取");
}

}  // namespace minutebook::store
