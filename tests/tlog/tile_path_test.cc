#include "ledger/tlog/tile_path.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace minutebook::tlog {
namespace {

const std::vector<std::pair<std::string, TilePath>> examples{
    {"tile/0/x001/x234/067", {false, {0, 1'234'067, 256}}},
    {"tile/0/000", {false, {0, 0, 256}}},
    {"tile/0/999", {false, {0, 999, 256}}},
    {"tile/0/x001/000", {false, {0, 1'000, 256}}},
    {"tile/0/273.p/112", {false, {0, 273, 112}}},
    {"tile/1/001.p/17", {false, {1, 1, 17}}},
    {"tile/2/000.p/1", {false, {2, 0, 1}}},
    {"tile/63/000.p/255", {false, {63, 0, 255}}},
    {"tile/entries/x123/456", {true, {0, 123'456, 256}}},
    {"tile/entries/000.p/8", {true, {0, 0, 8}}},
    {"tile/0/x018/x014/x398/x509/x481/984", {false, {0, 18'014'398'509'481'984, 256}}}};

TEST(TilePath, IsThatOfTheSpecification) {
  for (const auto& [text, path] : examples) {
    EXPECT_EQ(format(path), text);
    const auto parsed = parse_tile_path(text);
    ASSERT_TRUE(parsed.has_value()) << text;
    EXPECT_EQ(*parsed, path) << text;
  }
}

TEST(TilePath, HasOneSpelling) {
  for (const std::string& bad : {std::string(),
                                 std::string("tile"),
                                 std::string("tile/"),
                                 std::string("tile/0"),
                                 std::string("tile/0/"),
                                 std::string("/tile/0/000"),
                                 std::string("tile/0/0"),
                                 std::string("tile/0/00"),
                                 std::string("tile/0/0000"),
                                 std::string("tile/00/000"),
                                 std::string("tile/64/000"),
                                 std::string("tile/-1/000"),
                                 std::string("tile/+1/000"),
                                 std::string("tile/x/000"),
                                 std::string("tile/0/x000/000"),
                                 std::string("tile/0/001/000"),
                                 std::string("tile/0/x001/x000"),
                                 std::string("tile/0/x001"),
                                 std::string("tile/0/000/"),
                                 std::string("tile/0/000.p"),
                                 std::string("tile/0/000.p/"),
                                 std::string("tile/0/000.p/0"),
                                 std::string("tile/0/000.p/256"),
                                 std::string("tile/0/000.p/01"),
                                 std::string("tile/0/000.p/1/2"),
                                 std::string("tile/0/000.p/1.p/1"),
                                 std::string("tile/0/00a"),
                                 std::string("tile/0/../000"),
                                 std::string("tile/0/000\n"),
                                 std::string("tile/0/000", 11),
                                 std::string("Tile/0/000"),
                                 std::string("tile/Entries/000"),
                                 std::string("tile/0/x018/x014/x398/x509/x481/985"),
                                 std::string("tile/0/x999/x999/x999/x999/x999/x999/x999/999"),
                                 std::string(100, '0')}) {
    const auto path = parse_tile_path(bad);
    ASSERT_FALSE(path.has_value()) << bad;
    EXPECT_EQ(path.error().code, Errc::invalid_input);
  }
}

RC_GTEST_PROP(TilePath, IsReadAsItWasWritten, (bool entries, std::uint64_t index)) {
  TilePath path{entries, {0, index % (merkle::max_tree_size >> 8), 256}};
  path.tile.width = *rc::gen::inRange(1U, 257U);
  if (!entries) path.tile.level = *rc::gen::inRange(0U, 64U);
  RC_ASSERT(parse_tile_path(format(path)).value() == path);
}

}  // namespace
}  // namespace minutebook::tlog
