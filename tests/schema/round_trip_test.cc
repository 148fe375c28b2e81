#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "ledger/schema/encoding.h"
#include "ledger/schema/header.capnp.h"
#include "ledger/schema/json.h"
#include "tests/schema/example.h"

namespace minutebook::schema {
namespace {

void require_same(const tl::expected<Message, Invalid>& decoded, const std::string& json) {
  if (!decoded) RC_FAIL(decoded.error().path + ": " + decoded.error().detail.en + "\n" + json);
}

TEST(RoundTrip, ACommandSurvivesJson) {
  EXPECT_TRUE(rc::check([] {
    const auto which = *rc::gen::inRange<std::size_t>(0, command_traits().size());
    const auto message =
        example_command(command_traits()[which], *rc::gen::arbitrary<std::uint64_t>(), false);
    const auto command = message->getRoot<Command>().asReader();
    const std::string json = to_json(command);
    const auto decoded = decode_command(json);
    require_same(decoded, json);
    RC_ASSERT(canonical_bytes((*decoded)->getRoot<Command>().asReader()) ==
              canonical_bytes(command));
  }));
}

TEST(RoundTrip, APayloadSurvivesJsonAndStorage) {
  EXPECT_TRUE(rc::check([] {
    const auto type = *rc::gen::inRange<std::size_t>(0, event_type_count);
    const auto message = example_payload(static_cast<EventBody::Which>(type),
                                         *rc::gen::arbitrary<std::uint64_t>(), false);
    const auto payload = message->getRoot<Payload>().asReader();
    const std::string json = to_json(payload);
    const auto decoded = decode_json(json, capnp::StructSchema(capnp::Schema::from<Payload>()));
    require_same(decoded, json);
    const Bytes bytes = canonical_bytes(payload);
    RC_ASSERT(canonical_bytes((*decoded)->getRoot<Payload>().asReader()) == bytes);
    StoredMessage stored(bytes);
    const auto root = stored.root<Payload>();
    RC_ASSERT(root.has_value());
    RC_ASSERT(to_json(*root) == json);
  }));
}

/// Changes single characters of good commands: an answer each time, never an escape.
TEST(RoundTrip, ADamagedCommandIsAnsweredSomehow) {
  EXPECT_TRUE(rc::check([] {
    const auto which = *rc::gen::inRange<std::size_t>(0, command_traits().size());
    const auto message = example_command(command_traits()[which], 1, true);
    std::string json = to_json(message->getRoot<Command>().asReader());
    const auto at = *rc::gen::inRange<std::size_t>(0, json.size());
    json[at] = *rc::gen::arbitrary<char>();
    const auto decoded = decode_command(json);
    if (!decoded) RC_ASSERT(!decoded.error().detail.zh.empty());
  }));
}

}  // namespace
}  // namespace minutebook::schema
