#include "ledger/service/event_encoder.h"

#include <capnp/schema.h>

#include <bit>
#include <cstring>
#include <initializer_list>

#include "ledger/base/check.h"
#include "ledger/base/limits.h"
#include "ledger/merkle/hash.h"
#include "ledger/schema/convert.h"

/// Both messages are built in canonical order straight away; event_encoder_test holds the bytes
/// against Cap'n Proto's own canonicalisation.
namespace minutebook::service {
namespace {

constexpr std::size_t word_bytes = sizeof(capnp::word);
constexpr std::size_t root_and_slack_words = 8;
// Data section, pointer section and the fixed structs of a header.
constexpr std::size_t header_frame_words = 64;

std::size_t text_words(std::size_t bytes) { return bytes / word_bytes + 1; }

capnp::Text::Reader text_of(std::string_view view) { return {view.data(), view.size()}; }
capnp::Data::Reader data_of(ByteSpan bytes) { return {bytes.data(), bytes.size()}; }

std::size_t payload_words(schema::Payload::Reader draft, std::string_view raw) {
  return draft.totalSize().wordCount + text_words(raw.size()) + root_and_slack_words;
}

std::size_t header_words(schema::Command::Reader command, const HeaderFacts& facts) {
  std::size_t words = header_frame_words;
  for (const std::size_t bytes :
       {command.getSubject().size(), command.getActor().size(), command.getOnBehalfOf().size(),
        facts.key_id.size(), facts.source_system.size(), facts.network_address.size()}) {
    words += text_words(bytes);
  }
  return words;
}

/// A struct of 64-bit numbers, cut as canonical form wants it: without trailing zeros.
void set_words(capnp::AnyPointer::Builder pointer, std::initializer_list<std::uint64_t> words) {
  static_assert(std::endian::native == std::endian::little);
  std::size_t count = words.size();
  while (count > 0 && words.begin()[count - 1] == 0) --count;
  auto data = pointer.initAsAnyStruct(static_cast<std::uint16_t>(count), 0).getDataSection();
  if (count > 0) std::memcpy(data.begin(), words.begin(), count * word_bytes);
}

std::uint64_t half_of(const Uuid& id, std::size_t from) {
  return from_big_endian(ByteSpan(id.bytes).subspan(from));
}

/// The pointers of a struct, set in their order.
class Pointers {
 public:
  explicit Pointers(capnp::AnyStruct::Builder target) : list_(target.getPointerSection()) {}
  capnp::AnyPointer::Builder next() { return list_[next_++]; }
  void text(std::string_view value) {
    const auto pointer = next();
    if (!value.empty()) capnp::AnyPointer::Builder(pointer).setAs<capnp::Text>(text_of(value));
  }
  template <typename Struct>
  void copy(bool present, typename Struct::Reader value) {
    auto pointer = next();
    if (present) pointer.template setCanonicalAs<Struct>(value);
  }
  unsigned done() const { return next_; }
  unsigned size() const { return list_.size(); }

 private:
  capnp::List<capnp::AnyPointer>::Builder list_;
  unsigned next_ = 0;
};

void fill_numbers(schema::Header::Builder header, schema::Command::Reader command,
                  const HeaderFacts& facts) {
  header.setPosition(facts.position.value);
  header.setStreamVersion(facts.version.value);
  header.setEventType(static_cast<std::uint16_t>(facts.type));
  header.setRole(command.getRole());
  header.setAttestation(facts.key_id.empty() ? schema::Attestation::SERVER
                                             : schema::Attestation::SIGNATURE);
  header.setIrregular(facts.irregular);
  header.setCommandEventIndex(facts.index);
  header.setCommandEventCount(facts.count);
  header.setRulebookVersion(facts.rulebook_version);
  // The data section's last word, and never 0: the section is never cut.
  header.setSchemaId(capnp::typeId<schema::Payload>());
}

/// In the order of the schema file; the last one is always there, so that none is cut off.
void fill_pointers(Pointers pointers, schema::Command::Reader command, const HeaderFacts& facts,
                   const crypto::Digest& commitment) {
  set_words(pointers.next(), {half_of(facts.ledger, 0), half_of(facts.ledger, 8)});
  pointers.text(schema::text_view(command.getSubject()));
  pointers.text(schema::text_view(command.getActor()));
  pointers.text(schema::text_view(command.getOnBehalfOf()));
  pointers.copy<schema::Timestamp>(true, command.getOccurredAt());
  set_words(pointers.next(), {static_cast<std::uint64_t>(facts.recorded_at.ns)});
  pointers.copy<schema::Uuid>(command.hasCommandId(), command.getCommandId());
  pointers.copy<schema::Uuid>(command.hasCausation(), command.getCausation());
  pointers.copy<schema::Uuid>(command.hasCorrelation(), command.getCorrelation());
  pointers.text(facts.key_id);
  pointers.text(facts.source_system);
  pointers.text(facts.network_address);
  pointers.next().setAs<capnp::Data>(data_of(commitment));
  MB_CHECK_EQ(pointers.done(), pointers.size());
}

void build_payload(CanonicalBuffer& buffer, schema::Payload::Reader draft, std::string_view raw) {
  const std::uint16_t pointers = draft.hasIrregular() ? 3 : raw.empty() ? 1 : 2;
  Pointers parts(buffer.start(payload_words(draft, raw)).initAsAnyStruct(0, pointers));
  parts.copy<schema::EventBody>(true, draft.getBody());
  if (pointers > 1) {
    auto command = parts.next();
    if (!raw.empty()) command.setAs<capnp::Data>(data_of(as_bytes(raw)));
  }
  if (pointers > 2) parts.copy<schema::IrregularEntry>(true, draft.getIrregular());
  buffer.finish();
}

}  // namespace

std::size_t max_payload_size(schema::Payload::Reader draft, std::string_view raw) {
  return payload_words(draft, raw) * word_bytes;
}

std::size_t max_header_size(schema::Command::Reader command, const HeaderFacts& facts) {
  return header_words(command, facts) * word_bytes;
}

void EventEncoder::encode(schema::Payload::Reader draft, std::string_view raw,
                          schema::Command::Reader command, const HeaderFacts& facts) {
  build_payload(payload_, draft, raw);
  random_.fill(salt_);
  const crypto::Digest commitment = crypto::commitment(suite_, salt_, payload_.bytes());
  auto header = header_.start(header_words(command, facts)).initAs<schema::Header>();
  fill_numbers(header, command, facts);
  fill_pointers(Pointers(capnp::toAny(header)), command, facts, commitment);
  header_.finish();
  leaf_ = merkle::leaf_hash(suite_, header_.bytes());
}

domain::EventView EventEncoder::view() {
  return {header_.read<schema::Header>(), payload_.read<schema::Payload>()};
}

}  // namespace minutebook::service
