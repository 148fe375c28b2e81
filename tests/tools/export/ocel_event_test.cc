#include "tools/export/ocel_event.h"

#include <gmock/gmock.h>

#include "tests/tools/export/recorded.h"
#include "tools/export/ocel_types.h"

namespace minutebook::exporting {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

const std::string digest(64, 'd');

OcelEvent mapped(const std::string& body) { return ocel_event(Recorded(body).view()); }

/// "qualifier object", in order.
std::vector<std::string> texts(const std::vector<OcelRelation>& relations) {
  std::vector<std::string> out;
  for (const OcelRelation& each : relations) {
    EXPECT_NE(find_ocel_object_type(each.object.type), nullptr);
    out.push_back(each.qualifier + " " + each.object.id);
  }
  return out;
}

std::string text(const projections::Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  return std::get<std::string>(value);
}

/// "name=value", in order.
std::vector<std::string> texts(const std::vector<OcelValue>& values) {
  std::vector<std::string> out;
  for (const OcelValue& each : values) out.push_back(each.name + "=" + text(each.value));
  return out;
}

TEST(OcelEvent, RelatesABallotToTheMatterTheVoterAndTheMeeting) {
  const OcelEvent event =
      mapped(R"({"type":"BallotCast","data":{"meeting":"M1","choice":"against"}})");
  EXPECT_EQ(event.id, "event/7");
  EXPECT_EQ(event.type, "BallotCast");
  EXPECT_EQ(event.time, "2021-01-12 01:41:00.000000");
  EXPECT_THAT(texts(event.relations),
              ElementsAre("subject partnership/p", "actor person/m1", "onBehalfOf person/m2",
                          "meeting partnership/p/meeting/M1"));
  EXPECT_THAT(texts(event.attributes), Contains("choice=against"));
  EXPECT_THAT(texts(event.attributes), Contains("actorRole=bodyMember"));
  EXPECT_THAT(texts(event.attributes), Contains("recordedAt=2021-01-12 01:41:01.000000"));
  EXPECT_THAT(event.changes, IsEmpty());
}

TEST(OcelEvent, NamesTheFieldOfEachRelationWithoutPlacesInLists) {
  const OcelEvent event = mapped(
      R"({"type":"AttendanceRecorded","data":{"meeting":"M1","entries":[
          {"person":"person/a","presence":"present"},{"person":"person/b","presence":"absent"},
          {"person":"person/a","presence":"absent"}]}})");
  EXPECT_THAT(texts(event.relations),
              ElementsAre("subject partnership/p", "actor person/m1", "onBehalfOf person/m2",
                          "meeting partnership/p/meeting/M1", "entries.person person/a",
                          "entries.person person/b"));
}

TEST(OcelEvent, OfAResolutionRelatesTheMembersWhosePositionsCount) {
  const OcelEvent event = mapped(
      R"({"type":"ResolutionAdopted","data":{"meeting":"M1","ayes":1,
          "positions":[{"person":"person/a","position":"for"}]}})");
  EXPECT_THAT(texts(event.relations), Contains("positions.person person/a"));
  ASSERT_EQ(event.changes.size(), 1U);
  EXPECT_EQ(event.changes[0].object.id, "partnership/p/meeting/M1");
  EXPECT_THAT(texts(event.changes[0].values), ElementsAre("state=adopted"));
}

TEST(OcelEvent, SaysOfEachOpenedBidWhoseItIs) {
  const OcelEvent event = mapped(
      R"({"type":"BidsOpened","data":{"selection":"S","present":["person/a"],"reveals":[
          {"bid":"B1","partner":"partner/91330100MA2B0000XY","salt":")" +
      digest + R"(","content":"c","priceFen":5},
          {"bid":"B2","partner":"partner/91330100MA2B0001X0","salt":")" +
      digest + R"(","content":"c","priceFen":6}]}})");
  ASSERT_EQ(event.changes.size(), 3U);
  EXPECT_EQ(event.changes[0].object.id, "partnership/p/selection/S");
  const OcelChange& second = event.changes[2];
  EXPECT_EQ(second.object.id, "partnership/p/bid/B2");
  EXPECT_THAT(texts(second.values), ElementsAre("priceFen=6", "state=opened"));
  EXPECT_THAT(texts(second.links),
              ElementsAre("subject partnership/p", "partner partner/91330100MA2B0001X0"));
}

TEST(OcelEvent, TellsARenewedContractFromTheOneThatItMakes) {
  const OcelEvent event = mapped(
      R"({"type":"ContractRenewed","data":{"contract":"K","successor":"K2","reason":"r",
          "text":{"digest":")" +
      digest + R"(","title":"t"},
          "terms":{"start":"2023-03-01","valueFen":12}}})");
  ASSERT_EQ(event.changes.size(), 2U);
  EXPECT_EQ(event.changes[0].object.id, "partnership/p/contract/K");
  EXPECT_THAT(texts(event.changes[0].values), ElementsAre("state=renewed"));
  EXPECT_THAT(texts(event.changes[0].links), ElementsAre("subject partnership/p"));
  EXPECT_EQ(event.changes[1].object.id, "partnership/p/contract/K2");
  EXPECT_THAT(texts(event.changes[1].values), Contains("start=2023-03-01"));
  EXPECT_THAT(texts(event.changes[1].values), Contains("valueFen=12"));
  EXPECT_THAT(texts(event.changes[1].links),
              ElementsAre("subject partnership/p", "contract partnership/p/contract/K"));
}

TEST(OcelEvent, LinksAVenueToItsOrganization) {
  Recorded recorded(R"({"type":"VenueRegistered","data":{"name":"宫","kind":"culturalPalace",
      "organization":"organization/zj","primaryDuties":["d"]}})");
  recorded.header().setStream("venue/v");
  const OcelEvent event = ocel_event(recorded.view());
  ASSERT_EQ(event.changes.size(), 1U);
  EXPECT_EQ(event.changes[0].object, (OcelObject{"venue/v", "venue"}));
  EXPECT_THAT(texts(event.changes[0].values), ElementsAre("name=宫", "kind=culturalPalace"));
  EXPECT_THAT(texts(event.changes[0].links), ElementsAre("organization organization/zj"));
}

TEST(OcelEvent, OfARedactedEventKnowsTheHeaderOnly) {
  Recorded recorded(R"({"type":"BallotCast","data":{"meeting":"M1","choice":"against"}})");
  const OcelEvent event = ocel_event(recorded.redacted());
  EXPECT_EQ(event.type, "BallotCast");
  EXPECT_THAT(texts(event.attributes), Contains("redacted=1"));
  EXPECT_THAT(texts(event.attributes), Not(Contains("choice=against")));
  EXPECT_THAT(texts(event.relations),
              ElementsAre("subject partnership/p", "actor person/m1", "onBehalfOf person/m2"));
}

TEST(OcelEvent, OfALaterVersionIsUnknown) {
  Recorded recorded(R"({"type":"BallotCast","data":{"meeting":"M1","choice":"against"}})");
  recorded.header().setEventType(40'000);
  EXPECT_EQ(ocel_event(recorded.view()).type, "unknown");
}

TEST(OcelTime, SortsAsTextAlsoBeforeTheEpoch) {
  EXPECT_EQ(ocel_time(Instant{0}), "1970-01-01 00:00:00.000000");
  EXPECT_EQ(ocel_time(Instant{-1}), "1969-12-31 23:59:59.999999");
  EXPECT_EQ(ocel_time(Instant{1'500'000'999}), "1970-01-01 00:00:01.500000");
}

}  // namespace
}  // namespace minutebook::exporting
