#include "ledger/service/reader.h"

#include "tests/service/ledger_fixture.h"

namespace minutebook::service {
namespace {

class ReaderTest : public LedgerTest {
 protected:
  void SetUp() override {
    LedgerTest::SetUp();
    open();
    accept(commands_.root());                 // 1
    for (const char* id : {"a", "b", "c"}) {  // 2 3 4
      clock_.advance(1'000);
      accept(commands_.person(id));
    }
    clock_.advance(1'000);
    accept(commands_.rename("Union A"));  // 5
  }

  std::vector<std::uint64_t> positions(const EventFilter& filter) {
    std::vector<std::uint64_t> found;
    const auto done = Reader(*ledger_).events(filter, [&](const store::StoredEvent& event) {
      found.push_back(event.position().value);
      return Result<bool>(true);
    });
    EXPECT_TRUE(done) << done.error().message.en;
    return found;
  }
  using Positions = std::vector<std::uint64_t>;
};

TEST_F(ReaderTest, GivesARangeOfEvents) {
  EXPECT_EQ(positions({}), (Positions{0, 1, 2, 3, 4, 5}));
  EXPECT_EQ(positions({.from = Position{2}, .to = Position{3}}), (Positions{2, 3}));
  EXPECT_EQ(positions({.from = Position{9}}), Positions{});
}

TEST_F(ReaderTest, GivesTheEventsOfAStream) {
  EventFilter filter;
  filter.stream = Subject::from_stored("organization/zj");
  EXPECT_EQ(positions(filter), (Positions{1, 5}));
  filter.from = Position{2};
  EXPECT_EQ(positions(filter), Positions{5});
  filter.stream = Subject::from_stored("organization/zjx");
  EXPECT_EQ(positions(filter), Positions{});
}

TEST_F(ReaderTest, GivesTheEventsOfATypeAndAnActor) {
  EXPECT_EQ(positions({.type = "PrincipalRegistered"}), (Positions{2, 3, 4}));
  EXPECT_EQ(positions({.actor = Subject::from_stored("person/a")}), Positions{});
}

TEST_F(ReaderTest, RefusesATypeThatDoesNotExist) {
  const auto done = Reader(*ledger_).events(
      {.type = "BallotEaten"}, [](const store::StoredEvent&) { return Result<bool>(true); });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, Errc::invalid_input);
}

TEST_F(ReaderTest, GivesTheDirectoryAsItWasKnownThen) {
  const Reader reader(*ledger_);
  const Subject zj = Subject::from_stored("organization/zj");
  EXPECT_EQ(reader.directory()->organization(zj)->name, "Union A");
  EXPECT_EQ(reader.directory({.position = Position{4}})->organization(zj)->name,
            "Provincial union");
  EXPECT_EQ(reader.directory({.position = Position{0}})->organization(zj), nullptr);
  const AsOf early{.recorded_at = Instant{test_start.ns + 1'500}};
  EXPECT_TRUE(reader.directory(early)->principal(Subject::from_stored("person/a")));
  EXPECT_FALSE(reader.directory(early)->principal(Subject::from_stored("person/b")));
}

TEST_F(ReaderTest, GivesTheDirectoryAsItWasSoThen) {
  // Everything here occurred on the morning of the day of the test.
  constexpr std::int64_t day_ns = 86'400'000'000'000;
  const Reader reader(*ledger_);
  const AsOf before{.occurred_at = Instant{test_start.ns - day_ns}};
  EXPECT_EQ(reader.directory(before)->organization(Subject::from_stored("organization/zj")),
            nullptr);
}

TEST_F(ReaderTest, FindsTheLastEventRecordedByAMoment) {
  const Reader reader(*ledger_);
  EXPECT_EQ(*reader.last_recorded_by(Instant{test_start.ns - 1}), std::optional<Position>());
  EXPECT_EQ(*reader.last_recorded_by(test_start), Position{1});
  EXPECT_EQ(*reader.last_recorded_by(Instant{test_start.ns + 2'000}), Position{3});
  EXPECT_EQ(*reader.last_recorded_by(Instant{test_start.ns * 2}), Position{5});
}

TEST_F(ReaderTest, HasNoStateOfASubjectBeforeItsFirstEvent) {
  const Reader reader(*ledger_);
  const Subject person = Subject::from_stored("person/c");
  EXPECT_EQ(reader.aggregate(person)->version, Version{1});
  const auto before = reader.aggregate(person, {.position = Position{3}});
  ASSERT_FALSE(before);
  EXPECT_EQ(before.error().code, Errc::not_found);
}

}  // namespace
}  // namespace minutebook::service
