#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "ledger/base/random.h"
#include "ledger/crypto/digest.h"
#include "ledger/domain/decide.h"
#include "ledger/schema/header.capnp.h"
#include "ledger/service/encoder.h"
#include "ledger/store/record.h"

namespace minutebook::service {

/// What a header says beside what its command says.
struct HeaderFacts {
  LedgerId ledger;
  Position position;
  Version version;
  schema::EventBody::Which type = schema::EventBody::Which::LEDGER_CREATED;
  std::uint16_t index = 0;  ///< among the events of the command
  std::uint16_t count = 1;
  std::uint32_t rulebook_version = 0;
  Instant recorded_at;
  std::string_view key_id = {};  ///< empty: attested by the session only
  bool irregular = false;
  std::string_view source_system = {};
  std::string_view network_address = {};
};

/// Upper bounds of what encode() makes, in bytes; for the check before anything is recorded.
std::size_t max_payload_size(schema::Payload::Reader draft, std::string_view raw);
std::size_t max_header_size(schema::Command::Reader command, const HeaderFacts& facts);

/// Makes the bytes of one event: canonical payload, fresh salt, commitment, canonical header, leaf.
/// What it gives is valid until the next event. A resource; one thread.
class EventEncoder {
 public:
  EventEncoder(crypto::Suite suite, Random& random) : suite_(suite), random_(random) {}

  /// `draft` has the body; `raw` is the command as sent, on its first event, else empty. The bounds
  /// above are within the limits.
  void encode(schema::Payload::Reader draft, std::string_view raw, schema::Command::Reader command,
              const HeaderFacts& facts);

  store::RecordParts record() const { return {header_.bytes(), salt_, payload_.bytes()}; }
  const crypto::Digest& leaf() const { return leaf_; }
  /// Over the encoded bytes: what evolve sees live is what it sees in replay.
  domain::EventView view();

 private:
  crypto::Suite suite_;
  Random& random_;
  CanonicalBuffer payload_;
  CanonicalBuffer header_;
  std::array<std::uint8_t, crypto::salt_bytes> salt_{};
  crypto::Digest leaf_{};
};

}  // namespace minutebook::service
