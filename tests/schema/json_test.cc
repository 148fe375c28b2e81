#include "ledger/schema/json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "ledger/schema/convert.h"
#include "ledger/schema/header.capnp.h"
#include "ledger/schema/json_codec.h"
#include "tests/schema/example.h"

namespace minutebook::schema {
namespace {

constexpr std::string_view ballot = R"({
 "commandId":"0192f7c4-6e1a-7c3e-9a51-3f3f0a6f2b10","type":"CastBallot",
 "subject":"partnership/ZJ-2021-003","actor":"person/zj-pg-3","role":"bodyMember",
 "occurredAt":"2021-01-12T09:41:00+08:00","expectedVersion":12,
 "data":{"meeting":"M1","choice":"for","statement":"\u540c\u610f \ud83c\udfdb"}})";

TEST(DecodeCommand, ReadsTheCommandOfTheInterfaceDocument) {
  const auto message = decode_command(ballot);
  ASSERT_TRUE(message.has_value()) << message.error().path << message.error().detail.en;
  const auto command = (*message)->getRoot<Command>().asReader();
  EXPECT_EQ(read_uuid(command.getCommandId()).text(), "0192f7c4-6e1a-7c3e-9a51-3f3f0a6f2b10");
  EXPECT_EQ(text_view(command.getSubject()), "partnership/ZJ-2021-003");
  EXPECT_EQ(command.getRole(), Role::BODY_MEMBER);
  EXPECT_EQ(command.getOccurredAt().getNs(), 1610415660000000000);
  EXPECT_EQ(command.getOccurredAt().getOffsetMinutes(), 480);
  EXPECT_EQ(command.getExpectedVersion().getValue(), 12U);
  EXPECT_FALSE(command.hasCausation());
  ASSERT_TRUE(command.isCastBallot());
  EXPECT_EQ(command.getCastBallot().getChoice(), Choice::FOR);
}

TEST(DecodeCommand, DecodesUnicodeEscapesThatTheCodecGetsWrong) {
  const auto message = decode_command(ballot);
  ASSERT_TRUE(message.has_value());
  const auto command = (*message)->getRoot<Command>().asReader();
  EXPECT_EQ(text_view(command.getCastBallot().getStatement()), "同意 🏛");
}

TEST(DecodeCommand, TakesFieldsInAnyOrder) {
  auto json = nlohmann::ordered_json::parse(ballot);
  nlohmann::ordered_json turned;
  for (auto entry = json.rbegin(); entry != json.rend(); ++entry) turned[entry.key()] = *entry;
  const auto message = decode_command(turned.dump());
  ASSERT_TRUE(message.has_value()) << message.error().path;
  EXPECT_EQ(to_json((*message)->getRoot<Command>().asReader()),
            to_json((*decode_command(ballot))->getRoot<Command>().asReader()));
}

TEST(DecodeCommand, DistinguishesVersionZeroFromNoVersion) {
  auto json = nlohmann::json::parse(ballot);
  json["expectedVersion"] = 0;
  const auto zero = decode_command(json.dump());
  ASSERT_TRUE(zero.has_value());
  EXPECT_TRUE((*zero)->getRoot<Command>().hasExpectedVersion());
  json.erase("expectedVersion");
  const auto none = decode_command(json.dump());
  ASSERT_TRUE(none.has_value());
  EXPECT_FALSE((*none)->getRoot<Command>().hasExpectedVersion());
}

TEST(ToJson, ShowsZeroAndFalseButNothingAbsentOrUnspecified) {
  capnp::MallocMessageBuilder message;
  auto body = message.initRoot<EventBody>();
  auto resolution = body.initResolutionAdopted();
  resolution.setMeeting("M1");
  resolution.setAyes(5);
  const auto json = nlohmann::json::parse(to_json(body.asReader()));
  EXPECT_EQ(json["type"], "ResolutionAdopted");
  EXPECT_EQ(json["data"]["ayes"], 5);
  EXPECT_EQ(json["data"]["noes"], 0);
  EXPECT_FALSE(json["data"].contains("declared"));
  EXPECT_FALSE(json["data"].contains("text"));
}

TEST(ToJson, KeepsEveryDigitOfSixtyFourBits) {
  capnp::MallocMessageBuilder message;
  auto header = message.initRoot<Header>();
  header.setPosition(18446744073709551615ULL);
  header.setSchemaId(0xaca25878f923c9d6ULL);
  const std::string json = to_json(header.asReader());
  EXPECT_NE(json.find("\"position\":18446744073709551615,"), std::string::npos) << json;
  EXPECT_NE(json.find("\"schemaId\":\"aca25878f923c9d6\""), std::string::npos) << json;
}

TEST(ToJson, EscapesWhatJsonMustEscape) {
  capnp::MallocMessageBuilder message;
  auto statement = message.initRoot<Statement>();
  statement.setText("\"\\\n\t\r\x01\x1f 汉");
  EXPECT_EQ(to_json(statement.asReader()), R"({"text":"\"\\\n\t\r\u0001\u001f 汉"})");
}

/// Cap'n Proto's own encoder is the reference; it also writes enums that are "unspecified".
TEST(ToJson, WritesWhatTheCodecWrites) {
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    for (const CommandTraits& traits : command_traits()) {
      const auto message = example_command(traits, seed, true);
      const auto command = message->getRoot<Command>().asReader();
      const auto reference = nlohmann::json::parse(json_codec().encode(command).cStr());
      EXPECT_EQ(nlohmann::json::parse(to_json(command)), reference) << traits.name;
    }
  }
}

TEST(Json, MayBeUsedByManyThreadsAtOnce) {
  std::vector<std::thread> threads;
  std::atomic<int> failures = 0;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 200; ++i) {
        const auto message = decode_command(ballot);
        if (!message || to_json((*message)->getRoot<Command>().asReader()).empty()) ++failures;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(failures, 0);
}

}  // namespace
}  // namespace minutebook::schema
