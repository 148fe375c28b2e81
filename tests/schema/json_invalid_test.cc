#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "ledger/base/limits.h"
#include "ledger/schema/json.h"

namespace minutebook::schema {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view id = "0192f7c4-6e1a-7c3e-9a51-3f3f0a6f2b10";

Json ballot() {
  return Json::parse(R"({"commandId":"0192f7c4-6e1a-7c3e-9a51-3f3f0a6f2b10","type":"CastBallot",
    "subject":"partnership/ZJ-1","actor":"person/p-3","role":"bodyMember",
    "occurredAt":"2021-01-12T09:41:00+08:00","data":{"meeting":"M1","choice":"for"}})");
}

Json with_data(const char* type, const char* subject, const char* data) {
  Json json = ballot();
  json["type"] = type;
  json["subject"] = subject;
  json["data"] = Json::parse(data);
  return json;
}

Invalid invalid(const std::string& text) {
  auto result = decode_command(text);
  if (result) {
    ADD_FAILURE() << "accepted: " << printable(text);
    return {};
  }
  EXPECT_FALSE(result.error().detail.en.empty());
  EXPECT_FALSE(result.error().detail.zh.empty());
  return result.error();
}

/// Puts `value` at `pointer` of a good ballot.
std::string with(const char* pointer, Json value) {
  Json json = ballot();
  json[Json::json_pointer(pointer)] = std::move(value);
  return json.dump();
}

std::string without(const char* parent, const char* name) {
  Json json = ballot();
  json[Json::json_pointer(parent)].erase(name);
  return json.dump();
}

TEST(InvalidCommand, IsNamedByPathAndId) {
  const Invalid found = invalid(with("/data/choice", "maybe"));
  EXPECT_EQ(found.path, "data.choice");
  EXPECT_EQ(found.detail.en, "must be one of for, against, abstain");
  EXPECT_EQ(found.command_id.text(), id);
}

TEST(InvalidCommand, MalformedJsonHasAColumnAndAPath) {
  const Invalid found = invalid(R"({"subject":"partnership/ZJ-1","data":{"choice":for}})");
  EXPECT_EQ(found.column, 49U);
  EXPECT_EQ(found.path, "data.choice");
  EXPECT_EQ(invalid("{\"甲\":\"乙\",}").column, 10U) << "characters, not bytes";
  EXPECT_EQ(invalid("").detail.en, "the JSON text ends too early");
  EXPECT_EQ(invalid(R"({"subject":"part)").path, "subject");
  EXPECT_TRUE(invalid("{} {}").column.has_value());
  EXPECT_TRUE(invalid("{'type':1}").column.has_value());
  EXPECT_TRUE(invalid("\xEF\xBB\xBF{}").column.has_value());
  EXPECT_EQ(invalid(std::string("{}\0x", 4)).column, 3U);
}

TEST(InvalidCommand, ExtensionsOfTheCodecsParserAreNotJson) {
  EXPECT_TRUE(invalid(R"({"data":f(1)})").column.has_value());
  EXPECT_TRUE(invalid(R"({"data":[1,]})").column.has_value());
  EXPECT_TRUE(invalid(R"({"data":01})").column.has_value());
}

TEST(InvalidCommand, InvalidUtf8IsNamed) {
  const Invalid found = invalid("{\"subject\":\"partnership/\xC3\x28\"}");
  EXPECT_EQ(found.path, "subject");
  EXPECT_NE(found.detail.en.find("UTF-8"), std::string::npos) << found.detail.en;
  EXPECT_NE(invalid("{\"subject\":\"\xED\xA0\x80\"}").detail.en.find("UTF-8"), std::string::npos);
  EXPECT_TRUE(invalid(R"({"subject":"\ud800"})").column.has_value()) << "half a surrogate pair";
}

TEST(InvalidCommand, OneHundredMegabytesAreRefusedUnread) {
  const Invalid found = invalid(std::string(100 * 1024 * 1024, ' '));
  EXPECT_EQ(found.detail.en, "it is larger than 512 KiB");
}

TEST(InvalidCommand, DepthIsBounded) {
  const Invalid found = invalid("{\"data\":" + std::string(200'000, '['));
  EXPECT_EQ(found.detail.en, "it is nested too deeply");
  EXPECT_TRUE(found.path.starts_with("data[0][0]")) << found.path;
}

TEST(InvalidCommand, DuplicatedKeysAreNamed) {
  EXPECT_EQ(invalid(R"({"data":{"meeting":"M1","meeting":"M2"}})").path, "data.meeting");
  EXPECT_EQ(invalid(R"({"data":{"a":[{"b":1},{"c":1,"c":1}]}})").path, "data.a[1].c");
  EXPECT_EQ(invalid(R"({"type":"A","t\u0079pe":"B"})").path, "type") << "equal once unescaped";
}

TEST(InvalidCommand, ManyFieldsAreRefusedInLinearTime) {
  std::string text = "{";
  for (int i = 0; i < 40'000; ++i) text += "\"k" + std::to_string(i) + "\":0,";
  text.back() = '}';
  EXPECT_EQ(invalid(text).detail.en, "there are too many fields");
}

TEST(InvalidCommand, UnknownFieldsAreNamed) {
  EXPECT_EQ(invalid(with("/colour", 1)).path, "colour");
  EXPECT_EQ(invalid(with("/data/colour", 1)).path, "data.colour");
  EXPECT_EQ(invalid(with("/castBallot", Json::object())).path, "castBallot");
  EXPECT_EQ(invalid(with_data("RecordAttendance", "partnership/P-1",
                              R"({"meeting":"M1","entries":[{"person":"person/a",
                                  "presence":"present","late":true}]})")
                        .dump())
                .path,
            "data.entries[0].late");
  EXPECT_EQ(invalid(with("/a\nb", 1)).path, "a\\x0ab") << "made printable";
}

TEST(InvalidCommand, UnknownTypesAreNamed) {
  EXPECT_EQ(invalid(with("/type", "CastBallots")).path, "type");
  EXPECT_EQ(invalid(with("/type", "castBallot")).path, "type");
  EXPECT_EQ(invalid(with("/type", 3)).path, "type");
  EXPECT_EQ(invalid(without("", "type")).path, "type");
  EXPECT_EQ(invalid(without("", "data")).path, "data");
}

TEST(InvalidCommand, AWrongJsonTypeIsNamed) {
  EXPECT_EQ(invalid("[]").path, "");
  EXPECT_EQ(invalid("null").path, "");
  EXPECT_EQ(invalid(with("/data", "text")).path, "data");
  EXPECT_EQ(invalid(with("/data/meeting", 1)).path, "data.meeting");
  EXPECT_EQ(invalid(with("/data/meeting", nullptr)).path, "data.meeting");
  EXPECT_EQ(invalid(with("/data/choice", 1)).path, "data.choice") << "an ordinal is not a name";
  EXPECT_EQ(invalid(with("/irregular", "true")).path, "irregular");
  EXPECT_EQ(invalid(with("/expectedVersion", "12")).path, "expectedVersion");
  EXPECT_EQ(invalid(with("/evidence", "ab")).path, "evidence");
  EXPECT_EQ(invalid(with("/evidence", Json::array({nullptr}))).path, "evidence[0]");
}

TEST(InvalidCommand, NumbersOutOfRangeAreNamed) {
  for (const Json& value : {Json(-1), Json(1.5), Json(9007199254740992), Json(1e300)}) {
    EXPECT_EQ(invalid(with("/expectedVersion", value)).path, "expectedVersion") << value;
  }
  for (const char* number : {"1e999", "-1e999", "1e-400", "0.0"}) {
    const std::string text = std::string(R"({"expectedVersion":)") + number + "}";
    EXPECT_EQ(invalid(text).path, "expectedVersion") << number;
  }
  const auto score = [](const char* points) {
    const std::string data =
        std::string(R"({"selection":"S1","bid":"B1","points":)") + points + "}";
    return with_data("ScoreBid", "partnership/P-1", data.c_str()).dump();
  };
  EXPECT_EQ(invalid(score("1000001")).detail.en, "must be from 0 to 1000000");
  EXPECT_EQ(invalid(score("-1")).path, "data.points");
  EXPECT_TRUE(decode_command(score("1000000")).has_value());
}

TEST(InvalidCommand, MissingAndEmptyFieldsAreNamed) {
  for (const char* name : {"commandId", "subject", "actor", "role", "occurredAt"}) {
    EXPECT_EQ(invalid(without("", name)).path, name);
  }
  EXPECT_EQ(invalid(without("/data", "choice")).path, "data.choice");
  EXPECT_EQ(invalid(with("/data/meeting", "")).path, "data.meeting");
  EXPECT_EQ(invalid(with("/data/choice", "unspecified")).path, "data.choice");
  EXPECT_EQ(invalid(with("/role", "unspecified")).path, "role");
  EXPECT_EQ(invalid(with("/onBehalfOf", "")).path, "onBehalfOf");
  EXPECT_EQ(
      invalid(with_data("RecordAttendance", "partnership/P-1", R"({"meeting":"M1","entries":[]})")
                  .dump())
          .path,
      "data.entries");
  EXPECT_EQ(invalid(with("/commandId", "00000000-0000-0000-0000-000000000000")).path, "commandId");
}

TEST(InvalidCommand, MalformedIdsAndTimesAreNamed) {
  EXPECT_EQ(invalid(with("/commandId", "0192f7c4")).path, "commandId");
  EXPECT_TRUE(invalid(with("/commandId", "0192f7c4")).command_id.is_nil());
  EXPECT_EQ(invalid(with("/occurredAt", "2021-01-12T09:41:00")).path, "occurredAt");
  EXPECT_EQ(invalid(with("/occurredAt", "2021-02-30T09:41:00Z")).path, "occurredAt");
  EXPECT_EQ(invalid(with("/subject", "partnership")).path, "subject");
  EXPECT_EQ(invalid(with("/subject", "partnership/")).path, "subject");
  EXPECT_EQ(invalid(with("/subject", "palace/1")).path, "subject");
  EXPECT_EQ(invalid(with("/actor", "venue/V-1")).path, "actor");
  EXPECT_EQ(invalid(with("/data/meeting", "M 1")).path, "data.meeting");
  EXPECT_EQ(invalid(with("/data/meeting", "../M1")).path, "data.meeting");
  EXPECT_EQ(invalid(with("/data/meeting", std::string(65, 'M'))).path, "data.meeting");
}

TEST(InvalidCommand, IdsAndTextsHoldNoControlCharacters) {
  EXPECT_EQ(invalid(with("/subject", "partnership/a\x01")).path, "subject");
  EXPECT_EQ(invalid(with("/data/meeting", "M\x7f")).path, "data.meeting");
  EXPECT_EQ(invalid(with("/data/statement", std::string("a\0b", 3))).path, "data.statement");
  EXPECT_EQ(invalid(with("/data/statement", "\x1b[31m")).path, "data.statement");
  EXPECT_TRUE(decode_command(with("/data/statement", "line 1\n\tline 2")).has_value());
}

TEST(InvalidCommand, TextsListsAndDigestsAreBounded) {
  EXPECT_EQ(invalid(with("/data/statement", std::string(limits::max_text_bytes + 1, 'x'))).path,
            "data.statement");
  EXPECT_TRUE(decode_command(with("/data/statement", std::string(limits::max_text_bytes, 'x')))
                  .has_value());
  const Json digests(std::vector<std::string>(limits::max_list_items + 1, "ab"));
  EXPECT_EQ(invalid(with("/evidence", digests)).path, "evidence");
  EXPECT_EQ(invalid(with("/evidence", Json::array({"ab"}))).path, "evidence[0]");
  EXPECT_EQ(invalid(with("/evidence", Json::array({std::string(63, 'a')}))).path, "evidence[0]");
  EXPECT_EQ(invalid(with("/evidence", Json::array({std::string(64, 'g')}))).path, "evidence[0]");
}

TEST(InvalidCommand, Base64IsStrict) {
  for (const char* key : {"AAA", "A===", "AA=A", "AA\\n=", "A-_A", ""}) {
    const std::string data =
        std::string(R"({"keyId":"k1","algorithm":"ed25519","publicKey":")") + key + "\"}";
    EXPECT_EQ(invalid(with_data("EnrolKey", "person/p-1", data.c_str()).dump()).path,
              "data.publicKey")
        << key;
  }
}

TEST(InvalidCommand, TheSubjectMustSuitTheCommand) {
  EXPECT_EQ(invalid(with("/subject", "venue/V-1")).path, "subject");
}

TEST(InvalidCommand, ReasonAndEvidenceBelongToIrregularEntries) {
  const std::string digest(64, 'a');
  Json json = ballot();
  json["reason"] = "found later";
  EXPECT_EQ(invalid(json.dump()).path, "reason");
  json["irregular"] = true;
  EXPECT_EQ(invalid(json.dump()).path, "evidence");
  json["evidence"] = Json::array({digest});
  EXPECT_TRUE(decode_command(json.dump()).has_value());
  json.erase("reason");
  EXPECT_EQ(invalid(json.dump()).path, "reason");
  json["irregular"] = false;
  EXPECT_EQ(invalid(json.dump()).path, "evidence");
}

}  // namespace
}  // namespace minutebook::schema
