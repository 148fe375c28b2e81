#include <gmock/gmock.h>

#include <fstream>

#include "ledger/schema/convert.h"
#include "ledger/store/keys.h"
#include "tests/verify/sample_ledger.h"

namespace minutebook::test {
namespace {

using store::Family;
using testing::Contains;
using testing::ElementsAre;
using testing::UnorderedElementsAre;
using verify::Level;

std::string event_key(std::uint64_t position) { return store::position_key(Position{position}); }

std::string stream_key(const std::string& stream, std::uint64_t version) {
  return store::stream_key(Subject::from_stored(stream), Version{version});
}

/// What the level structure finds after `f` had its way with the database.
template <typename F>
std::vector<std::string> found_after(const F& f) {
  const SampleLedger ledger;
  ledger.tamper(f);
  return ledger.faults(Level::structure);
}

CommandId command_of(const SampleLedger& ledger, std::uint64_t position) {
  const auto opened = service::Ledger::open(ledger.path(), service::OpenMode::read, "test");
  return CommandId{
      schema::read_uuid(opened->store().event(Position{position})->header().getCommandId())};
}

std::string id_key(const CommandId& id) { return std::string(as_text(id.bytes)); }

TEST(Structure, FindsAMissingEvent) {
  EXPECT_THAT(found_after([](RawLedger& raw) { raw.erase(Family::events, event_key(12)); }),
              ElementsAre("structure 12 event-missing"));
}

TEST(Structure, FindsARowOfMissingEventsAsOne) {
  EXPECT_THAT(found_after([](RawLedger& raw) {
                for (const std::uint64_t at : {5, 6, 7}) raw.erase(Family::events, event_key(at));
              }),
              ElementsAre("structure 5-7 event-missing"));
}

TEST(Structure, FindsAnEventOfBytesThatAreNone) {
  EXPECT_THAT(found_after([](RawLedger& raw) { raw.put(Family::events, event_key(12), "what"); }),
              ElementsAre("structure 12 event"));
}

TEST(Structure, FindsEventsInEachOthersPlaces) {
  EXPECT_THAT(found_after([](RawLedger& raw) {
                const std::string a = raw.get(Family::events, event_key(12));
                raw.put(Family::events, event_key(12), raw.get(Family::events, event_key(13)));
                raw.put(Family::events, event_key(13), a);
              }),
              ElementsAre("structure 12 event", "structure 13 event"));
}

TEST(Structure, FindsThatTheLastEventsAreGone) {
  const auto faults = found_after([](RawLedger& raw) {
    raw.erase(Family::events, event_key(29));
    raw.erase(Family::events, event_key(30));
  });
  EXPECT_THAT(faults, Contains("structure meta:last-batch last-batch"));
  EXPECT_THAT(faults, Contains("structure stream:partnership/pilot@3 stream-index"));
  EXPECT_THAT(faults, Contains("structure category:partnership/30 category-index"));
}

TEST(Structure, FindsAnEventFarBehindTheEnd) {
  const auto faults = found_after([](RawLedger& raw) {
    raw.put(Family::events, event_key(1ULL << 60U), raw.get(Family::events, event_key(12)));
  });
  EXPECT_THAT(faults, Contains("structure 31-1152921504606846976 event-extra"));
}

TEST(Structure, FindsARecordingTimeThatRunsBackwards) {
  EXPECT_THAT(found_after([](RawLedger& raw) {
                raw.forge(
                    10, [](auto header) { header.getRecordedAt().setNs(5); }, nullptr);
              }),
              ElementsAre("structure 10 recorded-at"));
}

TEST(Structure, FindsAnEventOfAnotherLedger) {
  EXPECT_THAT(found_after([](RawLedger& raw) {
                raw.forge(
                    5, [](auto header) { header.getLedger().setLow(1); }, nullptr);
              }),
              ElementsAre("structure 5 ledger"));
}

TEST(Structure, FindsANameThatIsNoSubject) {
  EXPECT_THAT(found_after([](RawLedger& raw) {
                raw.forge(
                    5, [](auto header) { header.setStream("\x1b[31m nonsense"); }, nullptr);
              }),
              Contains("structure 5 stream-name"));
}

TEST(Structure, FindsAGapInTheVersionsOfAStream) {
  EXPECT_THAT(found_after([](RawLedger& raw) {
                raw.forge(
                    30, [](auto header) { header.setStreamVersion(5); }, nullptr);
                raw.erase(Family::streams, stream_key("partnership/pilot", 4));
                raw.put(Family::streams, stream_key("partnership/pilot", 5), event_key(30));
              }),
              ElementsAre("structure stream:partnership/pilot@5 stream-version"));
}

TEST(Structure, FindsAnEventThatTheIndexOfStreamsDoesNotHave) {
  EXPECT_THAT(found_after([](RawLedger& raw) {
                raw.erase(Family::streams, stream_key("partnership/pilot", 4));
              }),
              ElementsAre("structure 30 stream-index"));
}

TEST(Structure, FindsStreamEntriesWithoutAnEvent) {
  EXPECT_THAT(found_after([](RawLedger& raw) {
                raw.put(Family::streams, stream_key("partnership/ghost", 1), event_key(27));
                raw.put(Family::streams, stream_key("partnership/later", 1), event_key(99));
              }),
              ElementsAre("structure stream:partnership/ghost@1 stream-index",
                          "structure stream:partnership/later@1 stream-index"));
}

TEST(Structure, FindsThatAnEventsVersionIsNotTheIndexed) {
  EXPECT_THAT(found_after([](RawLedger& raw) {
                raw.forge(
                    30, [](auto header) { header.setStreamVersion(9); }, nullptr);
              }),
              ElementsAre("structure 30 stream-index",
                          "structure stream:partnership/pilot@4 stream-index"));
}

TEST(Structure, FindsCategoryEntriesThatAreMissingOrTooMany) {
  EXPECT_THAT(
      found_after([](RawLedger& raw) {
        raw.erase(Family::categories, store::category_key(SubjectKind::partnership, Position{27}));
        raw.put(Family::categories, store::category_key(SubjectKind::venue, Position{28}), "");
      }),
      ElementsAre("structure 27 category-index", "structure category:venue/28 category-index"));
}

TEST(Structure, FindsCommandsThatAreMissingInTheIndex) {
  const SampleLedger ledger;
  const CommandId id = command_of(ledger, 27);
  ledger.tamper([&](RawLedger& raw) { raw.erase(Family::commands, id_key(id)); });
  EXPECT_THAT(ledger.faults(Level::structure), ElementsAre("structure 27 command-index"));
}

TEST(Structure, FindsCommandsThatNoEventHas) {
  const SampleLedger ledger;
  CommandId id;
  id.bytes.fill(7);
  const auto value = store::command_value({Position{27}, 1, {}});
  ledger.tamper([&](RawLedger& raw) {
    raw.put(Family::commands, id_key(id), as_text(value));
    raw.put(Family::commands, "no id", as_text(value));
  });
  EXPECT_THAT(ledger.faults(Level::structure),
              UnorderedElementsAre("structure command:" + id.text() + " command-index",
                                   "structure commands command-index"));
}

TEST(Structure, FindsACommandIdThatIsUsedTwice) {
  const SampleLedger ledger;
  const CommandId first = command_of(ledger, 27);
  const CommandId second = command_of(ledger, 28);
  ledger.tamper([&](RawLedger& raw) {
    raw.forge(
        28, [&](auto header) { schema::write_uuid(header.initCommandId(), first); }, nullptr);
  });
  EXPECT_THAT(ledger.faults(Level::structure),
              ElementsAre("structure 28 command-index",
                          "structure command:" + second.text() + " command-index"));
}

TEST(Structure, FindsACommandThatClaimsMoreEvents) {
  EXPECT_THAT(found_after([](RawLedger& raw) {
                raw.forge(
                    27, [](auto header) { header.setCommandEventCount(2); }, nullptr);
              }),
              Contains("structure 28 command-events"));
}

TEST(Structure, FindsThatTheConfigurationIsNotThatOfTheFirstEvent) {
  const SampleLedger ledger;
  const auto file = ledger.path() / "ledger.toml";
  std::ifstream in(file);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  text.replace(text.find("service/founder"), 15, "service/bounder");
  text.replace(text.find("= 480"), 5, "= 481");
  std::ofstream(file) << text;
  EXPECT_THAT(ledger.faults(Level::structure),
              ElementsAre("structure file:ledger.toml#founder identity",
                          "structure file:ledger.toml#zone-offset-minutes identity"));
}

TEST(Structure, FindsEveryFault) {
  const auto faults = found_after([](RawLedger& raw) {
    raw.erase(Family::events, event_key(3));
    raw.put(Family::events, event_key(9), "");
    raw.forge(
        20, [](auto header) { header.getRecordedAt().setNs(5); }, nullptr);
    raw.erase(Family::streams, stream_key("partnership/pilot", 4));
  });
  EXPECT_THAT(faults, ElementsAre("structure 3 event-missing", "structure 9 event",
                                  "structure 20 recorded-at", "structure 30 stream-index"));
}

}  // namespace
}  // namespace minutebook::test
