#include "ledger/crypto/dsse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "ledger/base/limits.h"
#include "ledger/crypto/base64.h"

namespace minutebook::crypto {
namespace {

constexpr std::string_view good = R"({"payloadType":"text/plain","payload":"aGVsbG8=",)"
                                  R"("signatures":[{"keyid":"k","sig":"AQI="}]})";

std::string complaint(std::string_view json) {
  const auto envelope = parse_envelope(json);
  if (envelope) return "(accepted)";
  EXPECT_EQ(envelope.error().code, Errc::invalid_input);
  EXPECT_FALSE(envelope.error().message.zh.empty());
  return envelope.error().message.en;
}

/// `good` with the first `from` replaced.
std::string changed(std::string_view from, std::string_view to) {
  std::string json(good);
  return json.replace(json.find(from), from.size(), to);
}

TEST(Dsse, SignsThePreAuthenticationEncodingOfTheSpecification) {
  EXPECT_EQ(as_text(pae("http://example.com/HelloWorld", as_bytes("hello world"))),
            "DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  EXPECT_EQ(as_text(pae("", {})), "DSSEv1 0  0 ");
}

TEST(Dsse, CountsBytesNotCharacters) {
  EXPECT_EQ(as_text(pae("x", as_bytes("赞成"))), "DSSEv1 1 x 6 赞成");
}

TEST(Envelope, IsReadFieldByField) {
  const auto envelope = parse_envelope(good);
  ASSERT_TRUE(envelope.has_value());
  EXPECT_EQ(envelope->payload_type, "text/plain");
  EXPECT_EQ(as_text(envelope->payload), "hello");
  EXPECT_EQ(envelope->signatures, (std::vector<Signature>{{"k", {1, 2}}}));
  EXPECT_EQ(serialize(*envelope), good);
}

TEST(Envelope, MayHaveItsFieldsInAnyOrderAndSpaces) {
  const auto envelope = parse_envelope(
      "\n{ \"signatures\" : [ {\"sig\":\"AQI=\" , \"keyid\":\"k\"} ],\t\"payload\":\"aGVsbG8=\","
      "\"payloadType\":\"text/plain\" }\r\n");
  ASSERT_TRUE(envelope.has_value());
  EXPECT_EQ(serialize(*envelope), good);
}

TEST(Envelope, MayUseTheUrlSafeAlphabet) {
  const auto envelope = parse_envelope(changed("aGVsbG8=", "-_-_"));
  ASSERT_TRUE(envelope.has_value());
  EXPECT_EQ(envelope->payload, (Bytes{0xfb, 0xff, 0xbf}));
}

TEST(Envelope, WithAnUnknownFieldIsRefusedWithItsPath) {
  EXPECT_EQ(complaint(changed("{\"payloadType\"", "{\"extra\":1,\"payloadType\"")),
            "extra: unknown field");
  EXPECT_EQ(complaint(changed("{\"keyid\"", "{\"cert\":\"x\",\"keyid\"")),
            "signatures[0].cert: unknown field");
  EXPECT_EQ(complaint(changed("\"payload\":", "\"pay\\nload\":")), "pay\\x0aload: unknown field");
}

TEST(Envelope, WithAKeyGivenTwiceIsRefused) {
  EXPECT_EQ(complaint(changed("{\"payloadType\"", "{\"payload\":\"\",\"payloadType\"")),
            "payload: given twice");
  EXPECT_EQ(complaint(changed("{\"keyid\"", "{\"sig\":\"AQI=\",\"keyid\"")),
            "signatures[0].sig: given twice");
  EXPECT_EQ(complaint(changed("}]}", "}],\"signatures\":[]}")), "signatures: given twice");
  // One key in two spellings is still one key.
  EXPECT_EQ(complaint(changed("{\"payloadType\"", R"({"p\u0061yload":"","payloadType")")),
            "payload: given twice");
}

TEST(Envelope, WithoutAFieldIsRefused) {
  EXPECT_EQ(complaint("{}"), "payloadType: missing");
  EXPECT_EQ(complaint(changed(",\"payload\":\"aGVsbG8=\"", "")), "payload: missing");
  EXPECT_EQ(complaint(R"({"payloadType":"a","payload":""})"), "signatures: missing");
  EXPECT_EQ(complaint(changed("\"keyid\":\"k\",", "")), "signatures[0].keyid: missing");
  EXPECT_EQ(complaint(changed(",\"sig\":\"AQI=\"", "")), "signatures[0].sig: missing");
  EXPECT_EQ(complaint(changed("{\"keyid\":\"k\",\"sig\":\"AQI=\"}", "")),
            "signatures: no signature");
}

TEST(Envelope, WithAFieldOfAWrongTypeIsRefused) {
  for (const char* json : {"[]", "1", "\"payloadType\"", "null", "true", "1.5", "-1"}) {
    EXPECT_EQ(complaint(json), "envelope: must be a JSON object") << json;
  }
  for (const char* value : {"1", "-1", "1.5", "null", "true", "{}", "[]"}) {
    EXPECT_EQ(complaint(changed("\"aGVsbG8=\"", value)), "payload: must be a text") << value;
    EXPECT_EQ(complaint(changed("\"k\"", value)), "signatures[0].keyid: must be a text") << value;
  }
  EXPECT_EQ(complaint(changed("[{\"keyid\":\"k\",\"sig\":\"AQI=\"}]", "{}")),
            "signatures: must be a list");
  EXPECT_EQ(complaint(changed("{\"keyid\":\"k\",\"sig\":\"AQI=\"}", "[]")),
            "signatures: must be a list of objects");
  EXPECT_EQ(complaint(changed("{\"keyid\":\"k\",\"sig\":\"AQI=\"}", "\"k\"")),
            "signatures: must be a list of objects");
}

TEST(Envelope, WithBadBase64IsRefused) {
  EXPECT_EQ(complaint(changed("aGVsbG8=", "aGVsbG8")),
            "payload: not base64 with padding (RFC 4648)");
  EXPECT_EQ(complaint(changed("AQI=", "AQJ=")),
            "signatures[0].sig: not base64 with padding (RFC 4648)");
}

TEST(Envelope, WithTwoSignaturesByOneKeyIsRefused) {
  EXPECT_EQ(complaint(changed("}]", "},{\"sig\":\"\",\"keyid\":\"k\"}]")),
            "signatures[1].keyid: a second signature by one key");
}

TEST(Envelope, WithTooManySignaturesIsRefused) {
  std::string more;
  for (std::size_t i = 1; i < limits::max_envelope_signatures; ++i) {
    more += ",{\"keyid\":\"k" + std::to_string(i) + "\",\"sig\":\"\"}";
  }
  EXPECT_EQ(complaint(changed("}]", "}" + more + "]")), "(accepted)");
  more += R"(,{"keyid":"one too many","sig":""})";
  EXPECT_EQ(complaint(changed("}]", "}" + more + "]")), "signatures: more than 4 signatures");
}

TEST(Envelope, WithMalformedJsonIsRefused) {
  using testing::HasSubstr;
  for (const std::string& json :
       {std::string(), std::string("{"), std::string(good.substr(0, good.size() - 1)),
        std::string(good) + "}", std::string(good) + " x", changed("\"k\"", "\"\xff\""),
        changed("\"k\"", "\"\xed\xa0\x80\""), changed("\"k\"", "\"\\ud800\""),
        changed("\"k\"", "1e999"), changed("}]}", "},]}")}) {
    EXPECT_THAT(complaint(json), HasSubstr("malformed JSON at byte")) << json;
  }
}

TEST(Envelope, FollowedByAZeroByteAndMoreIsRefused) {
  EXPECT_EQ(complaint(std::string(good) + '\0' + "anything"),
            "not an envelope: a zero byte or byte order mark");
  EXPECT_EQ(complaint("\xEF\xBB\xBF" + std::string(good)),
            "not an envelope: a zero byte or byte order mark");
}

TEST(Envelope, WithControlCharactersOrAnOverlongNameIsRefused) {
  EXPECT_THAT(complaint(changed("text/plain", "")), testing::StartsWith("payloadType: must be"));
  EXPECT_THAT(complaint(changed("\"k\"", R"("k\n")")),
              testing::StartsWith("signatures[0].keyid: must be"));
  EXPECT_THAT(complaint(changed("\"k\"", R"("k\u0000")")),
              testing::StartsWith("signatures[0].keyid: must be"));
  EXPECT_EQ(complaint(changed("\"k\"", "\"" + std::string(max_key_id_bytes, 'k') + "\"")),
            "(accepted)");
  EXPECT_THAT(complaint(changed("\"k\"", "\"" + std::string(max_key_id_bytes + 1, 'k') + "\"")),
              testing::StartsWith("signatures[0].keyid: must be 1 to 128 bytes"));
}

TEST(Envelope, LongerThanACommandMayBeIsRefused) {
  const std::size_t room = limits::max_command_bytes - good.size();
  EXPECT_EQ(complaint(std::string(good) + std::string(room, ' ')), "(accepted)");
  EXPECT_THAT(complaint(std::string(good) + std::string(room + 1, ' ')),
              testing::HasSubstr("longer than 524288 bytes"));
}

TEST(Envelope, NestedDeeplyIsRefusedWithoutBeingBuilt) {
  EXPECT_EQ(complaint(std::string(limits::max_command_bytes, '[')),
            "envelope: must be a JSON object");
  EXPECT_EQ(complaint("{\"payload\":" + std::string(100'000, '[')), "payload: must be a text");
}

TEST(LooksLikeEnvelope, FindsThePayloadTypeAmongTheOwnKeysOnly) {
  EXPECT_TRUE(looks_like_envelope(good));
  EXPECT_TRUE(looks_like_envelope("  {\"x\":[{\"a\":\"}\\\"\"}], \"payloadType\" :1"));
  EXPECT_FALSE(looks_like_envelope(""));
  EXPECT_FALSE(looks_like_envelope("{"));
  EXPECT_FALSE(looks_like_envelope("[{\"payloadType\":1}]"));
  EXPECT_FALSE(looks_like_envelope(R"({"data":{"payloadType":"x"}})"));
  EXPECT_FALSE(looks_like_envelope(R"({"reason":"payloadType"})"));
  EXPECT_FALSE(looks_like_envelope(R"({"reason":"\"payloadType\":"})"));
  EXPECT_FALSE(looks_like_envelope(R"({"a":1} {"payloadType":1})"));
  EXPECT_FALSE(looks_like_envelope("\"payloadType\":"));
  EXPECT_FALSE(looks_like_envelope("{\"payloadType\""));
  EXPECT_FALSE(looks_like_envelope("{\"payloadType\\"));
}

class SignedEnvelope : public testing::TestWithParam<Algorithm> {};
INSTANTIATE_TEST_SUITE_P(Dsse, SignedEnvelope, testing::Values(Algorithm::ed25519, Algorithm::sm2),
                         [](const auto& made) { return std::string(name_of(made.param)); });

TEST_P(SignedEnvelope, VerifiesAfterItsJourneyThroughJson) {
  const PrivateKey key = PrivateKey::generate(GetParam());
  const auto sent =
      serialize(sign_envelope(key, command_payload_type, as_bytes(R"({"choice":"for"})")));
  EXPECT_TRUE(looks_like_envelope(sent));
  const auto envelope = parse_envelope(sent);
  ASSERT_TRUE(envelope.has_value());
  EXPECT_TRUE(verify_envelope(*envelope, key.public_key()));
}

TEST_P(SignedEnvelope, DoesNotVerifyWhenAnythingSignedIsChanged) {
  const PrivateKey key = PrivateKey::generate(GetParam());
  const Envelope envelope = sign_envelope(key, command_payload_type, as_bytes("for"));
  Envelope other_payload = envelope;
  other_payload.payload[0] ^= 1;
  EXPECT_FALSE(verify_envelope(other_payload, key.public_key()));
  Envelope other_type = envelope;
  other_type.payload_type += "x";
  EXPECT_FALSE(verify_envelope(other_type, key.public_key()));
}

TEST_P(SignedEnvelope, DoesNotVerifyUnderAnotherKeyOrAnotherName) {
  const PrivateKey key = PrivateKey::generate(GetParam());
  const PrivateKey other = PrivateKey::generate(GetParam());
  Envelope envelope = sign_envelope(key, command_payload_type, as_bytes("for"));
  EXPECT_FALSE(verify_envelope(envelope, other.public_key()));
  envelope.signatures[0].key_id = other.public_key().key_id();
  EXPECT_FALSE(verify_envelope(envelope, other.public_key()));
  EXPECT_FALSE(verify_envelope(envelope, key.public_key()));
}

TEST_P(SignedEnvelope, KeepsEverySignersSignature) {
  const PrivateKey first = PrivateKey::generate(GetParam());
  const PrivateKey second = PrivateKey::generate(Algorithm::ed25519);
  Envelope envelope = sign_envelope(first, command_payload_type, as_bytes("for"));
  envelope = cosign_envelope(cosign_envelope(std::move(envelope), second), second);
  EXPECT_EQ(envelope.signatures.size(), 2U);
  EXPECT_TRUE(verify_envelope(envelope, first.public_key()));
  EXPECT_TRUE(verify_envelope(envelope, second.public_key()));
}

RC_GTEST_PROP(Envelope, IsReadBackAsItWasWritten, (const Bytes& payload, const Bytes& signature)) {
  const Envelope envelope{"类型 \"quoted\" \\", payload, {{"\u007e key", signature}}};
  const auto again = parse_envelope(serialize(envelope));
  RC_ASSERT(again.has_value());
  RC_ASSERT(*again == envelope);
}

}  // namespace
}  // namespace minutebook::crypto
