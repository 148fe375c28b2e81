#include "projections/query/list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "projections/query/cursor.h"
#include "projections/table_writer.h"
#include "tests/projections/query/sample_views.h"

namespace minutebook::projections {
namespace {

using testing::HasSubstr;

class List : public testing::Test {
 protected:
  List() : reader_(views_.open()) {}

  ListQuestion question(std::string_view kind = "contracts") const {
    return test::everything(*find_kind(kind));
  }
  ListPage answer(const ListQuestion& asked) const {
    auto page = list(reader_, asked);
    EXPECT_TRUE(page) << (page ? "" : page.error().message.en);
    return page.value_or(ListPage{});
  }
  Error refusal(const ListQuestion& asked) const {
    const auto page = list(reader_, asked);
    EXPECT_FALSE(page);
    if (page) return {};
    EXPECT_NE(page.error().message.en, page.error().message.zh);
    return page.error();
  }
  /// All rows, page by page.
  std::vector<Row> paged(ListQuestion asked, std::uint64_t limit) const {
    asked.limit = limit;
    std::vector<Row> rows;
    while (true) {
      ListPage page = answer(asked);
      EXPECT_LE(page.rows.size(), limit);
      std::ranges::move(page.rows, std::back_inserter(rows));
      if (!page.next) return rows;
      EXPECT_EQ(page.rows.size(), limit);
      asked.after = *page.next;
    }
  }

  test::SampleViews views_;
  ViewsReader reader_;
};

TEST_F(List, SortsByAnyFieldBothWaysWithoutAValueFirst) {
  for (const char* kind : {"contracts", "events", "evaluations"}) {
    for (const Column* field : find_kind(kind)->fields()) {
      ListQuestion asked = question(kind);
      asked.sort = field->name;
      std::vector<Row> rows = answer(asked).rows;
      const std::size_t place = *asked.kind->table->find(field->name);
      EXPECT_TRUE(std::ranges::is_sorted(
          rows, {}, [&](const Row& row) -> const Value& { return row[place]; }));
      asked.sort = "-" + std::string(field->name);
      std::ranges::reverse(rows);
      EXPECT_EQ(answer(asked).rows, rows) << kind << " " << field->name;
    }
  }
}

TEST_F(List, PagesFitTogetherInEveryOrder) {
  for (const Column* field : find_kind("contracts")->fields()) {
    for (const char* way : {"", "-"}) {
      ListQuestion asked = question();
      asked.sort = way + std::string(field->name);
      asked.where = "value is absent or value >= 0";
      const std::vector<Row> whole = answer(asked).rows;
      for (const std::uint64_t limit : {1U, 7U, 59U, 60U}) {
        EXPECT_EQ(paged(asked, limit), whole) << asked.sort << " by " << limit;
      }
    }
  }
}

TEST_F(List, GivesNoCursorWithTheLastPage) {
  ListQuestion asked = question();
  asked.limit = test::sample_rows;
  EXPECT_FALSE(answer(asked).next);
  asked.limit = test::sample_rows - 1;
  EXPECT_TRUE(answer(asked).next);
}

TEST_F(List, KeepsItsMomentFromPageToPage) {
  ListQuestion asked = question();
  asked.limit = 10;
  const std::vector<Row> whole = answer(question()).rows;
  const ListPage first = answer(asked);
  ASSERT_EQ(first.read_at, Position{test::sample_rows - 1});
  // Every row is known to be otherwise from position 60 on.
  views_.change("register",
                "UPDATE contracts SET knownUntil = 60; UPDATE meta SET value = '61' WHERE key ="
                " 'next'");
  for (const char* other : {"timeline", "findings"}) {
    views_.change(other, "UPDATE meta SET value = '61' WHERE key = 'next'");
  }
  asked.after = *first.next;
  asked.now = Instant{asked.now.ns + 1};
  const ListPage second = answer(asked);
  EXPECT_EQ(second.read_at, Position{test::sample_rows - 1});
  EXPECT_EQ(second.valid_at, first.valid_at);
  EXPECT_EQ(second.rows, std::vector<Row>(whole.begin() + 10, whole.begin() + 20));
  asked.after.clear();
  EXPECT_TRUE(answer(asked).rows.empty());
}

TEST_F(List, RefusesACursorOfAnotherQuestion) {
  ListQuestion asked = question();
  asked.limit = 5;
  asked.after = *answer(asked).next;
  EXPECT_EQ(answer(asked).rows.size(), 5U);
  const auto refused = [&](const std::function<void(ListQuestion&)>& change) {
    ListQuestion other = asked;
    change(other);
    const Error error = refusal(other);
    EXPECT_EQ(error.code, Errc::invalid_input);
    EXPECT_THAT(error.message.en, HasSubstr("the cursor is of another question"));
  };
  refused([](ListQuestion& q) { q.where = "value > 0"; });
  refused([](ListQuestion& q) { q.sort = "value"; });
  refused([](ListQuestion& q) { q.sort = "concludedAt"; });
  refused([](ListQuestion& q) { q.kind = find_kind("evaluations"); });
  refused([](ListQuestion& q) { q.known_at = Position{10}; });
  refused([](ListQuestion& q) { q.valid_at = test::sample_time(3); });
  asked.where = "  ";
  EXPECT_EQ(answer(asked).rows.size(), 5U);
  asked.after = "x";
  EXPECT_THAT(refusal(asked).message.en, HasSubstr("this is no cursor"));
}

TEST_F(List, RefusesACursorOfAnEarlierVersion) {
  ListQuestion asked = question();
  asked.limit = 5;
  asked.after = *answer(asked).next;
  ListCursor cursor = decode_cursor(asked.after).value();
  ++cursor.version;
  asked.after = encode_cursor(cursor);
  EXPECT_THAT(refusal(asked).message.en, HasSubstr("an earlier version of the read models"));
}

TEST_F(List, RefusesACursorBeyondTheRows) {
  ListQuestion asked = question();
  asked.limit = 5;
  ListCursor cursor = decode_cursor(*answer(asked).next).value();
  for (const std::int64_t known : {std::int64_t{60}, INT64_MAX, std::int64_t{-2}}) {
    cursor.known = known;
    asked.after = encode_cursor(cursor);
    EXPECT_EQ(refusal(asked).code, Errc::not_found) << known;
  }
}

TEST_F(List, AnswersForThePast) {
  ListQuestion asked = question();
  asked.known_at = Position{19};
  EXPECT_EQ(answer(asked).rows.size(), 20U);
  asked.known_at.reset();
  asked.valid_at = test::sample_time(9);
  EXPECT_EQ(answer(asked).rows.size(), 10U);
  asked.known_at = Position{4};
  EXPECT_EQ(answer(asked).rows.size(), 5U);
  EXPECT_EQ(answer(asked).read_at, Position{4});
  ListQuestion events = question("events");
  events.known_at = Position{19};
  events.valid_at = test::sample_time(9);
  EXPECT_EQ(answer(events).rows.size(), 10U);
}

/// On 30 June, as known on 31 August: what was recorded later about earlier days.
TEST_F(List, TellsWhatWasSoFromWhatWasKnown) {
  const Kind& kind = *find_kind("partners");
  const Database database = views_.open_to_write("register");
  auto writer = TableWriter::prepare(database, *kind.table);
  const auto named = [&](const char* name) {
    Row row(kind.table->columns.size());
    row[0] = std::string("partner/one");
    row[*kind.table->find("name")] = std::string(name);
    return row;
  };
  const Value key = std::string("partner/one");
  const std::vector<Segment> first{{test::sample_time(10), named("before")}};
  const std::vector<Segment> later{{test::sample_time(20), named("after")}};
  ASSERT_TRUE(writer->rewrite(Position{30}, {&key, 1}, first));
  ASSERT_TRUE(writer->rewrite(Position{40}, {&key, 1}, later));
  const auto name_at = [&](std::int64_t valid, std::uint64_t known) -> Value {
    ListQuestion asked = question("partners");
    asked.where = "subject = partner/one";
    asked.valid_at = test::sample_time(valid);
    asked.known_at = Position{known};
    const auto rows = answer(asked).rows;
    EXPECT_LE(rows.size(), 1U);
    return rows.empty() ? Value{} : rows[0][*kind.table->find("name")];
  };
  EXPECT_EQ(name_at(25, 29), Value{});
  EXPECT_EQ(name_at(25, 30), Value(std::string("before")));
  EXPECT_EQ(name_at(25, 39), Value(std::string("before")));
  EXPECT_EQ(name_at(25, 40), Value(std::string("after")));
  EXPECT_EQ(name_at(25, 59), Value(std::string("after")));
  EXPECT_EQ(name_at(15, 59), Value(std::string("before")));
  EXPECT_EQ(name_at(5, 59), Value{});
}

TEST_F(List, RefusesAPositionThatTheRowsDoNotReach) {
  ListQuestion asked = question();
  asked.known_at = Position{60};
  EXPECT_EQ(refusal(asked).code, Errc::not_found);
  EXPECT_THAT(refusal(asked).message.en,
              HasSubstr("there is no position 60: the read models hold 60"));
  asked.known_at = Position{UINT64_MAX};
  EXPECT_EQ(refusal(asked).code, Errc::not_found);
}

TEST_F(List, IsEmptyBeforeTheFirstEvent) {
  for (const char* view : {"register", "timeline"}) {
    views_.change(view, "UPDATE meta SET value = '0' WHERE key = 'next'");
  }
  views_.change("register", "DELETE FROM contracts");
  const ListPage page = answer(question());
  EXPECT_TRUE(page.rows.empty());
  EXPECT_FALSE(page.read_at);
}

TEST_F(List, HasLimits) {
  ListQuestion asked = question();
  for (const std::uint64_t limit : {std::uint64_t{0}, limits::max_list_rows + 1, UINT64_MAX}) {
    asked.limit = limit;
    EXPECT_EQ(refusal(asked).code, Errc::invalid_input);
    EXPECT_THAT(refusal(asked).message.en, HasSubstr("1 to 10000 rows"));
  }
}

TEST_F(List, SortsByFieldsOnly) {
  ListQuestion asked = question();
  asked.sort = "valu";
  EXPECT_THAT(
      refusal(asked).message.en,
      HasSubstr("contracts cannot be sorted by valu; did you mean value? Fields: subject, "));
  for (const char* wrong :
       {"contract", "-", "--value", "value; DROP TABLE contracts", "value, id", "text", "r.id"}) {
    asked.sort = wrong;
    EXPECT_EQ(refusal(asked).code, Errc::invalid_input) << wrong;
  }
}

TEST_F(List, AddsUpWhatWasAskedFor) {
  ListQuestion asked = question();
  EXPECT_FALSE(answer(asked).total);
  asked.where = "value >= 1000";
  asked.limit = 3;
  asked.with_total = true;
  const ListPage page = answer(asked);
  std::uint64_t rows = 0;
  std::int64_t fen = 0;
  const std::size_t place = *asked.kind->table->find("value");
  for (const Row& row : views_.rows(*asked.kind)) {
    const auto* value = std::get_if<std::int64_t>(&row[place]);
    if (value == nullptr || *value < 100'000) continue;
    ++rows;
    fen += *value;
  }
  EXPECT_EQ(page.rows.size(), 3U);
  EXPECT_EQ(page.total->rows, rows);
  ASSERT_EQ(page.total->sums.size(), 1U);
  EXPECT_EQ(page.total->sums[0].first->name, "value");
  EXPECT_EQ(page.total->sums[0].second, fen);
  ListQuestion next = asked;
  next.after = *page.next;
  EXPECT_EQ(answer(next).total->rows, rows);
}

TEST_F(List, SaysWhenASumIsTooLarge) {
  views_.change("register", "UPDATE contracts SET value = 9223372036854775807");
  ListQuestion asked = question();
  asked.with_total = true;
  EXPECT_EQ(refusal(asked).code, Errc::unsupported);
  views_.change("register", "UPDATE contracts SET value = 9007199254740991");
  EXPECT_EQ(answer(asked).total->sums[0].second, 60 * 9007199254740991);
}

TEST_F(List, UsesRowsOfTheCommonPositionWhenOneFileIsBehind) {
  views_.change("timeline", "UPDATE meta SET value = '20' WHERE key = 'next'");
  const ListPage page = answer(question());
  EXPECT_EQ(page.read_at, Position{19});
  EXPECT_EQ(page.rows.size(), 20U);
}

}  // namespace
}  // namespace minutebook::projections
