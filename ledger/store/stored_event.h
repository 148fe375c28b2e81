#pragma once

#include <capnp/message.h>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "ledger/base/ids.h"
#include "ledger/base/result.h"
#include "ledger/domain/event_view.h"
#include "ledger/store/record.h"

namespace minutebook::store {

/// One event as stored: its bytes, and readers over them. A resource that can be refilled, so that
/// a scan allocates nothing per event. One thread at a time.
class StoredEvent {
 public:
  StoredEvent() = default;
  StoredEvent(StoredEvent&& other) noexcept;
  StoredEvent& operator=(StoredEvent&& other) noexcept;

  /// Copies `value` (aligned) and checks its grammar and that the header is for `position`.
  Result<void> assign(Position position, ByteSpan value);

  Position position() const { return position_; }
  ByteSpan header_bytes() const { return parts_.header; }
  ByteSpan salt() const { return parts_.salt; }
  ByteSpan payload_bytes() const { return parts_.payload; }
  bool redacted() const { return parts_.payload.empty(); }

  /// Readers over the bytes; valid until the next assign() or the end of this object. A redacted
  /// event's payload reads as empty.
  domain::EventView view() const { return view_; }
  schema::Header::Reader header() const { return view_.header; }
  schema::Payload::Reader payload() const { return view_.payload; }

 private:
  void open_readers();
  void close_readers();

  Position position_;
  std::vector<std::uint64_t> words_;
  RecordParts parts_;
  std::array<kj::ArrayPtr<const capnp::word>, 2> segments_;  // header, payload
  std::optional<capnp::SegmentArrayMessageReader> header_reader_;
  std::optional<capnp::SegmentArrayMessageReader> payload_reader_;
  domain::EventView view_;
};

}  // namespace minutebook::store
