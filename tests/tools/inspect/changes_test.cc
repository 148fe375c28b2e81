#include "tools/inspect/changes.h"

#include <gtest/gtest.h>

namespace minutebook::inspect {
namespace {

Json json(const char* text) { return Json::parse(text); }

TEST(Changes, OfEqualStatesAreNone) {
  EXPECT_TRUE(changes(json(R"({"a":[1,{"b":2}]})"), json(R"({"a":[1,{"b":2}]})")).empty());
}

TEST(Changes, NameTheLeafThatDiffers) {
  const auto found = changes(json(R"({"a":{"b":1,"c":2}})"), json(R"({"a":{"b":1,"c":3}})"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].path, "a.c");
  EXPECT_EQ(*found[0].before, 2);
  EXPECT_EQ(*found[0].after, 3);
}

TEST(Changes, NameItemsByTheirIdWhateverTheirPlace) {
  const auto found = changes(json(R"({"m":[{"id":"M1","x":1},{"id":"M2","x":1}]})"),
                             json(R"({"m":[{"id":"M2","x":1},{"id":"M1","x":5}]})"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].path, "m[M1].x");
}

TEST(Changes, FallBackToPlacesWhereAnIdIsNotUnique) {
  const auto found =
      changes(json(R"({"m":[]})"), json(R"({"m":[{"id":"A","x":1},{"id":"A","x":2}]})"));
  ASSERT_EQ(found.size(), 5U);
  EXPECT_EQ(found[1].path, "m[0].x");
  EXPECT_EQ(found[3].path, "m[1].x");
  EXPECT_EQ(found[4].path, "m");  // the empty list is gone
  EXPECT_FALSE(found[4].after.has_value());
}

TEST(Changes, FromNothingListEveryLeaf) {
  const auto found = changes(Json(), json(R"({"a":1,"b":["x","y"],"c":{}})"));
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[2].path, "b[1]");
  EXPECT_EQ(found[3].path, "c");
  EXPECT_FALSE(found[0].before.has_value());
}

TEST(Leaves, KeepTheOrderOfTheState) {
  const auto found = leaves(json(R"({"z":1,"a":{"y":2,"b":3}})"));
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].path, "z");
  EXPECT_EQ(found[1].path, "a.y");
  EXPECT_EQ(found[2].path, "a.b");
}

}  // namespace
}  // namespace minutebook::inspect
