#include "ledger/schema/encoding.h"

#include <gtest/gtest.h>

#include "ledger/schema/convert.h"
#include "ledger/schema/header.capnp.h"
#include "tests/schema/example.h"

namespace minutebook::schema {
namespace {

Bytes some_payload() {
  const auto message = example_payload(EventBody::Which::MEETING_CONVENED, 3, true);
  return canonical_bytes(message->getRoot<Payload>().asReader());
}

Errc error_of(ByteSpan bytes) {
  StoredMessage stored(bytes);
  const auto root = stored.root<Payload>();
  if (root) return Errc::not_found;
  return root.error().code;
}

TEST(CanonicalBytes, AreEqualForEqualMessagesHoweverBuilt) {
  capnp::MallocMessageBuilder first;
  first.initRoot<Statement>().setMeeting("M1");
  first.getRoot<Statement>().setText("text");
  capnp::MallocMessageBuilder second(1);  // many small segments, a replaced text, another order
  second.initRoot<Statement>().setText("something longer that stays as a hole");
  second.getRoot<Statement>().setText("text");
  second.getRoot<Statement>().setMeeting("M1");
  EXPECT_EQ(canonical_bytes_of<Statement>(first), canonical_bytes_of<Statement>(second));
}

TEST(StoredMessage, ReadsAlignedAndUnalignedBytes) {
  const Bytes bytes = some_payload();
  for (std::size_t shift = 0; shift < 8; ++shift) {
    Bytes moved(bytes.size() + shift);
    std::copy(bytes.begin(), bytes.end(), moved.begin() + static_cast<std::ptrdiff_t>(shift));
    StoredMessage stored(ByteSpan(moved).subspan(shift));
    const auto root = stored.root<Payload>();
    ASSERT_TRUE(root.has_value()) << shift;
    EXPECT_TRUE(root->getBody().isMeetingConvened());
  }
}

TEST(StoredMessage, RefusesEmptyAndCutBytes) {
  const Bytes bytes = some_payload();
  EXPECT_EQ(error_of({}), Errc::corruption);
  for (std::size_t size = 1; size < bytes.size(); ++size) {
    EXPECT_EQ(error_of(ByteSpan(bytes).first(size)), Errc::corruption) << size;
  }
}

TEST(StoredMessage, RefusesTrailingBytes) {
  Bytes bytes = some_payload();
  bytes.resize(bytes.size() + 8);
  EXPECT_EQ(error_of(bytes), Errc::corruption);
}

/// Whatever a damaged byte does, reading every field ends in a value or in Errc::corruption.
TEST(StoredMessage, SurvivesAnyDamagedByte) {
  const Bytes bytes = some_payload();
  std::size_t refused = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (const std::uint8_t flip : {0x01, 0x80, 0xff}) {
      Bytes damaged = bytes;
      damaged[i] = static_cast<std::uint8_t>(damaged[i] ^ flip);
      StoredMessage stored(damaged);
      const auto root = stored.root<Payload>();
      const bool readable = root && check_fields(*root).has_value();
      refused += readable ? 0U : 1U;
    }
  }
  EXPECT_GT(refused, 0U);
  EXPECT_LT(refused, bytes.size() * 3);
}

TEST(Convert, KeepsUuidsTimesAndDays) {
  capnp::MallocMessageBuilder message;
  auto header = message.initRoot<Header>();
  const auto id = *minutebook::Uuid::parse("0192f7c4-6e1a-7c3e-9a51-3f3f0a6f2b10");
  write_uuid(header.initCommandId(), id);
  EXPECT_EQ(read_uuid(header.asReader().getCommandId()), id);
  const ZonedTime time{Instant{-5}, -90};
  write_time(header.initOccurredAt(), time);
  EXPECT_EQ(read_time(header.asReader().getOccurredAt()), time);
}

}  // namespace
}  // namespace minutebook::schema
