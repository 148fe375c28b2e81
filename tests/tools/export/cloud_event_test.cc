#include "tools/export/cloud_event.h"

#include <gtest/gtest.h>

#include <cstring>

#include "tests/tools/export/recorded.h"

namespace minutebook::exporting {
namespace {

const std::string ballot = R"({"type":"BallotCast","data":{"meeting":"M1","choice":"against"}})";

store::StoredEvent stored(Recorded& recorded, bool redacted = false) {
  const std::string record = recorded.record(redacted);
  std::vector<std::uint64_t> aligned((record.size() + 7) / 8);
  std::memcpy(aligned.data(), record.data(), record.size());
  store::StoredEvent event;
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(aligned.data());
  EXPECT_TRUE(event.assign(Position{7}, {bytes, record.size()}));
  return event;
}

TEST(CloudEvent, HasTheRequiredAttributesAndTheEventAsLogShowsIt) {
  Recorded recorded(ballot);
  const Json json = cloud_event(stored(recorded));
  EXPECT_EQ(json["specversion"], "1.0");
  EXPECT_EQ(json["id"], "7");
  EXPECT_EQ(json["source"], "urn:uuid:0192f7c4-6e1a-7c3e-9a51-3f3f0a6f2b10");
  EXPECT_EQ(json["type"], "org.minutebook.BallotCast");
  EXPECT_EQ(json["subject"], "partnership/p");
  EXPECT_EQ(json["time"], "2021-01-12T09:41:00+08:00");
  EXPECT_EQ(json["recordedat"], "2021-01-12T01:41:01Z");
  EXPECT_EQ(json["actor"], "person/m1");
  EXPECT_EQ(json["onbehalfof"], "person/m2");
  EXPECT_EQ(json["role"], "bodyMember");
  EXPECT_EQ(json["streamversion"], "3");
  EXPECT_EQ(json["data"]["position"], 7);
  EXPECT_EQ(json["data"]["data"]["choice"], "against");
}

TEST(CloudEvent, NamesItsAttributesInLowerCaseLettersAndDigits) {
  Recorded recorded(ballot);
  const Json json = cloud_event(stored(recorded));
  for (const auto& [name, value] : json.items()) {
    EXPECT_EQ(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789"), std::string::npos)
        << name;
    EXPECT_TRUE(name == "data" || value.is_string() || value.is_boolean()) << name;
    EXPECT_NE(value, "") << name;
  }
}

TEST(CloudEvent, LeavesOutWhatTheHeaderDoesNotSay) {
  Recorded recorded(ballot);
  recorded.header().setOnBehalfOf("");
  recorded.header().setRole(schema::Role::UNSPECIFIED);
  const Json json = cloud_event(stored(recorded));
  EXPECT_FALSE(json.contains("onbehalfof"));
  EXPECT_FALSE(json.contains("role"));
}

TEST(CloudEvent, OfARedactedEventSaysSoAndHasItsHeader) {
  Recorded recorded(ballot);
  EXPECT_EQ(cloud_event(stored(recorded))["redacted"], false);
  const Json json = cloud_event(stored(recorded, true));
  EXPECT_EQ(json["redacted"], true);
  EXPECT_EQ(json["data"]["redacted"], true);
  EXPECT_EQ(json["type"], "org.minutebook.BallotCast");
  EXPECT_FALSE(json["data"].contains("data"));
}

}  // namespace
}  // namespace minutebook::exporting
