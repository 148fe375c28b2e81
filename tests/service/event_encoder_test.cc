#include "ledger/service/event_encoder.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "ledger/merkle/hash.h"
#include "ledger/schema/convert.h"
#include "ledger/schema/encoding.h"

namespace minutebook::service {
namespace {

/// What a command may leave out, in every combination.
struct Shape {
  bool irregular = false;
  bool first = true;
  bool on_behalf = false;
  bool causation = false;
  bool correlation = false;
  bool has_id = true;
  bool key = false;
  bool origin = false;
  bool zero_low = false;
  std::int64_t recorded = 1;
  std::string text = "text";
};

void fill_command(schema::Command::Builder command, const Shape& shape) {
  command.setSubject("organization/zj");
  command.setActor("person/a");
  command.setRole(schema::Role::SUPERVISOR);
  schema::write_time(command.initOccurredAt(), {Instant{shape.recorded - 1}, 480});
  Uuid id{{1, 2, 3, 4, 5, 6, 7, 8, 9}};
  if (shape.zero_low) id.bytes[8] = 0;
  if (shape.has_id) schema::write_uuid(command.initCommandId(), id);
  if (shape.causation) schema::write_uuid(command.initCausation(), id);
  if (shape.correlation) schema::write_uuid(command.initCorrelation(), id);
  if (shape.on_behalf) command.setOnBehalfOf("person/b");
}

void fill_payload(schema::Payload::Builder payload, const Shape& shape) {
  auto change = payload.initBody().initOrganizationChanged();
  change.setName(shape.text);
  if (!shape.irregular) return;
  auto irregular = payload.initIrregular();
  irregular.setReason(shape.text);
  irregular.initEvidence(2).set(
      1, capnp::Data::Reader(kj::arrayPtr(reinterpret_cast<const kj::byte*>("digest"), 6)));
}

/// Canonical by Cap'n Proto's own judgement, and whole.
template <typename Struct>
void expect_canonical(ByteSpan bytes) {
  schema::StoredMessage stored(bytes);
  const auto root = stored.root<Struct>();
  RC_ASSERT(root.has_value());
  const Bytes again = schema::canonical_bytes(capnp::AnyStruct::Reader(*root));
  RC_ASSERT(again == Bytes(bytes.begin(), bytes.end()));
}

void check(const Shape& shape) {
  capnp::MallocMessageBuilder command;
  fill_command(command.initRoot<schema::Command>(), shape);
  capnp::MallocMessageBuilder payload;
  fill_payload(payload.initRoot<schema::Payload>(), shape);
  HeaderFacts facts;
  facts.ledger = LedgerId{{{9, 9}}};  // its low half is 0
  facts.position = Position{7};
  facts.version = Version{2};
  facts.recorded_at = Instant{shape.recorded};
  if (shape.key) facts.key_id = "key";
  if (shape.origin) facts.source_system = facts.network_address = shape.text;
  const std::string raw = shape.first ? "{\"as\":\"sent\"}" : "";
  SeededRandom random(3);
  EventEncoder encoder(crypto::Suite::standard, random);
  for (int i = 0; i < 2; ++i) {  // the buffers are used again
    encoder.encode(payload.getRoot<schema::Payload>().asReader(), raw,
                   command.getRoot<schema::Command>().asReader(), facts);
    const auto record = encoder.record();
    expect_canonical<schema::Header>(record.header);
    expect_canonical<schema::Payload>(record.payload);
    const auto view = encoder.view();
    RC_ASSERT(view.position() == facts.position);
    RC_ASSERT(view.header.getRecordedAt().getNs() == shape.recorded);
    RC_ASSERT(view.payload.getCommand().size() == raw.size());
    RC_ASSERT(view.payload.hasIrregular() == shape.irregular);
    RC_ASSERT(std::string(view.body().getOrganizationChanged().getName()) == shape.text);
    const auto commitment =
        crypto::commitment(crypto::Suite::standard, record.salt, record.payload);
    const auto stored = view.header.getCommitment();
    RC_ASSERT(std::equal(stored.begin(), stored.end(), commitment.begin(), commitment.end()));
    RC_ASSERT(encoder.leaf() == merkle::leaf_hash(crypto::Suite::standard, record.header));
    const auto draft = payload.getRoot<schema::Payload>().asReader();
    RC_ASSERT(record.payload.size() <= max_payload_size(draft, raw));
    RC_ASSERT(record.header.size() <=
              max_header_size(command.getRoot<schema::Command>().asReader(), facts));
  }
}

RC_GTEST_PROP(EventEncoder, MakesCanonicalBytesOfEveryShape, ()) {
  Shape shape;
  shape.irregular = *rc::gen::arbitrary<bool>();
  shape.first = *rc::gen::arbitrary<bool>();
  shape.on_behalf = *rc::gen::arbitrary<bool>();
  shape.causation = *rc::gen::arbitrary<bool>();
  shape.correlation = *rc::gen::arbitrary<bool>();
  shape.has_id = *rc::gen::arbitrary<bool>();
  shape.key = *rc::gen::arbitrary<bool>();
  shape.origin = *rc::gen::arbitrary<bool>();
  shape.zero_low = *rc::gen::arbitrary<bool>();
  shape.recorded = *rc::gen::inRange<std::int64_t>(0, 1'000);
  shape.text = std::string(*rc::gen::inRange<std::size_t>(1, 20'000), 'x');
  check(shape);
}

}  // namespace
}  // namespace minutebook::service
