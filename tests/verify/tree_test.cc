#include <gmock/gmock.h>

#include "ledger/merkle/hash.h"
#include "ledger/merkle/tile.h"
#include "ledger/store/keys.h"
#include "tests/support/house.h"
#include "tests/verify/sample_ledger.h"

namespace minutebook::test {
namespace {

using store::Family;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using verify::Level;

/// Some six hundred events: two full tiles and a bit.
const std::vector<std::string>& many_commands() {
  static const std::vector<std::string> lines = [] {
    std::vector<std::string> made;
    for (int i = 0; i < 570; ++i) {
      made.push_back(founders("ChangeOrganization", "organization/city",
                              R"({"name":"city )" + std::to_string(i) + R"(","reason":"a test"})"));
    }
    return made;
  }();
  return lines;
}

void flip(RawLedger& raw, Family family, const std::string& key, std::size_t at) {
  std::string value = raw.get(family, key);
  value.at(at) = static_cast<char>(value.at(at) ^ 0xff);
  raw.put(family, key, value);
}

void backdate(RawLedger& raw, std::uint64_t position) {
  raw.forge(
      position, [](auto header) { header.getOccurredAt().setNs(1); }, nullptr);
}

class Tree : public testing::Test {
 protected:
  Tree() { ledger_.submit(many_commands()); }
  std::vector<std::string> found() { return ledger_.faults(Level::tree); }
  SampleLedger ledger_;
};

TEST_F(Tree, HoldsOverSeveralTiles) { EXPECT_THAT(ledger_.faults(), IsEmpty()); }

TEST_F(Tree, FindsAnEventThatWasChanged) {
  ledger_.tamper([](RawLedger& raw) { backdate(raw, 12); });
  EXPECT_THAT(found(), ElementsAre("tree 12 leaf"));
}

TEST_F(Tree, FindsAnEventOfTheLastTileThatWasChanged) {
  ledger_.tamper([](RawLedger& raw) { backdate(raw, 599); });
  EXPECT_THAT(found(), ElementsAre("tree 599 leaf"));
}

TEST_F(Tree, FindsEveryChangedEvent) {
  ledger_.tamper([](RawLedger& raw) {
    for (const std::uint64_t at : {0, 12, 300, 600}) backdate(raw, at);
  });
  EXPECT_THAT(found(),
              ElementsAre("tree 0 leaf", "tree 12 leaf", "tree 300 leaf", "tree 600 leaf"));
}

TEST_F(Tree, TellsAChangedTileFromAChangedEvent) {
  ledger_.tamper([](RawLedger& raw) { flip(raw, Family::tiles, store::tile_key(0, 0), 12 * 32); });
  EXPECT_THAT(found(), ElementsAre("tree tile:0/0#12 tile"));
}

TEST_F(Tree, FindsAChangedTileAbove) {
  ledger_.tamper([](RawLedger& raw) { flip(raw, Family::tiles, store::tile_key(1, 0), 32); });
  EXPECT_THAT(found(), ElementsAre("tree tile:1/0#1 tile"));
}

TEST_F(Tree, FindsTilesThatAreMissingCutOrTooMany) {
  ledger_.tamper([](RawLedger& raw) {
    raw.erase(Family::tiles, store::tile_key(0, 1));
    raw.put(Family::tiles, store::tile_key(0, 2),
            raw.get(Family::tiles, store::tile_key(0, 2)) + "x");
    raw.put(Family::tiles, store::tile_key(0, 3), "x");
    raw.put(Family::tiles, store::tile_key(7, 0), std::string(32, 'x'));
  });
  EXPECT_THAT(found(), ElementsAre("tree tile:0/1 tile-missing", "tree tile:0/2 tile",
                                   "tree tile:0/3 tile-extra", "tree tile:7/0 tile-extra"));
}

TEST_F(Tree, FindsThatEventsAndTilesWereChangedTogether) {
  ledger_.tamper([](RawLedger& raw) {
    const auto kept = raw.all(Family::checkpoints);
    backdate(raw, 300);
    raw.reseal();
    for (const auto& [key, note] : kept) raw.put(Family::checkpoints, key, note);
  });
  EXPECT_THAT(found(), Contains("tree checkpoint:601 checkpoint-root"));
  EXPECT_THAT(found(), testing::Not(Contains("tree checkpoint:31 checkpoint-root")));
}

TEST_F(Tree, GoesOnWithTheTileWhereAnEventIsLost) {
  ledger_.tamper([](RawLedger& raw) {
    raw.erase(Family::events, store::position_key(Position{300}));
    backdate(raw, 310);
  });
  EXPECT_THAT(found(), ElementsAre("structure 300 event-missing", "tree 310 leaf"));
}

TEST_F(Tree, SaysThatItCannotBeComputed) {
  ledger_.tamper([](RawLedger& raw) {
    raw.erase(Family::events, store::position_key(Position{300}));
    raw.erase(Family::tiles, store::tile_key(0, 1));
  });
  EXPECT_THAT(found(),
              ElementsAre("structure 300 event-missing", "tree checkpoint:601 tree-not-done",
                          "tree tile:0/1 tile-missing", "tree tile:0/1 tree-not-done"));
}

}  // namespace
}  // namespace minutebook::test
