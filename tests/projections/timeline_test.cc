#include "projections/timeline/timeline.h"

#include <gtest/gtest.h>

#include "projections/query/text_tokens.h"
#include "tests/projections/history_ledger.h"

namespace minutebook::projections {
namespace {

class TimelineTest : public HistoryTest {
 protected:
  void SetUp() override {
    HistoryTest::SetUp();
    tell(example("irregular"));
    follow(timeline_view());
  }
  std::int64_t count(const std::string& sql) {
    return reading(timeline_view()).integer_of("SELECT count(*) FROM " + sql).value();
  }
};

TEST_F(TimelineTest, HasEveryEventOnce) {
  const auto head = static_cast<std::int64_t>(ledger_->store().head().value);
  EXPECT_EQ(count("events"), head);
  EXPECT_EQ(reading(timeline_view()).integer_of("SELECT count(DISTINCT event) FROM events").value(),
            head);
  EXPECT_EQ(reading(timeline_view()).integer_of("SELECT max(event) FROM events").value(), head - 1);
}

TEST_F(TimelineTest, NamesTheActorOfEveryEvent) {
  EXPECT_EQ(count("mentions WHERE \"as\" = 'actor'"), count("events"));
}

TEST_F(TimelineTest, ListsWhatWasRefused) {
  EXPECT_EQ(count("refusals"), count("events WHERE type = 'CommandRefused'"));
  EXPECT_GT(count("refusals"), 0);
}

TEST_F(TimelineTest, KnowsTheOrganizationOfEveryMattersEvents) {
  EXPECT_EQ(count("events WHERE stream LIKE 'partnership/%' AND organization IS NULL"), 0);
}

TEST_F(TimelineTest, FindsAWordOfTwoCharacters) {
  const Database database = reading(timeline_view());
  auto query = database.prepare("SELECT count(*) FROM texts WHERE texts MATCH ?1");
  ASSERT_TRUE(query) << query.error().message.en;
  query->start_with(std::string_view(text_match("合作")));
  ASSERT_TRUE(*query->step());
  EXPECT_GT(query->integer(0), 0);
}

}  // namespace
}  // namespace minutebook::projections
