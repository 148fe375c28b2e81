#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "ledger/domain/decide.h"
#include "ledger/service/replay.h"
#include "projections/register/models.h"
#include "projections/register/register.h"
#include "tests/projections/history_ledger.h"

/// Whatever two times are asked for, the rows of the register are those that its read models make
/// of the events known then that had occurred then.
namespace minutebook::projections {
namespace {

using Rows = std::multiset<Row>;

class AsOf : public HistoryTest {
 protected:
  /// The rows of a table as SQL gives them.
  static Rows found(const Database& database, const Table& table, Position known, Instant time) {
    std::string columns;
    for (const Column& column : table.columns) {
      columns += (columns.empty() ? "\"" : ", \"") + std::string(column.name) + '"';
    }
    auto query = database.prepare("SELECT " + columns + " FROM " + std::string(table.name) +
                                  " WHERE knownFrom <= ?1 AND ?1 < knownUntil"
                                  " AND validFrom <= ?2 AND ?2 < validUntil");
    EXPECT_TRUE(query) << query.error().message.en;
    query->start_with(static_cast<std::int64_t>(known.value), time.ns);
    Rows rows;
    while (true) {
      const auto more = query->step();
      EXPECT_TRUE(more);
      if (!more || !*more) return rows;
      Row row;
      for (int i = 0; i < query->column_count(); ++i) row.push_back(query->value(i));
      rows.insert(std::move(row));
    }
  }

  /// The rows of every table, made from the log alone.
  std::map<std::string_view, Rows> expected(Position known, Instant time) {
    std::map<Subject, domain::Aggregate> aggregates;
    std::map<Subject, domain::Directory> owns;
    domain::Directory directory;
    auto events = ledger_->store().events(Position{0}, Position{known.value + 1});
    EXPECT_TRUE(events);
    while (const store::StoredEvent* event = *events->next()) {
      const Subject stream = Subject::from_stored(event->header().getStream().cStr());
      domain::evolve(directory, event->view());
      if (event->header().getOccurredAt().getNs() > time.ns) continue;
      domain::evolve(owns[stream], event->view());
      domain::evolve(aggregates.try_emplace(stream, domain::empty_aggregate(stream)).first->second,
                     event->view());
    }
    std::map<std::string_view, Rows> all;
    for (const ReadModel& model : register_models()) {
      for (const auto& [subject, aggregate] : aggregates) {
        if (subject.kind() != model.kind) continue;
        std::vector<Row> rows;
        model.rows({subject, aggregate, owns[subject], directory}, rows);
        all[model.table->name].insert(rows.begin(), rows.end());
      }
    }
    return all;
  }

  void compare(const Database& database, Position known, Instant time) {
    const auto wanted = expected(known, time);
    for (const ReadModel& model : register_models()) {
      const auto rows = wanted.find(model.table->name);
      EXPECT_EQ(found(database, *model.table, known, time),
                rows == wanted.end() ? Rows{} : rows->second)
          << model.table->name << " at " << time.ns << " as known at " << known;
    }
  }

  /// Some moments, and the moments around which something occurred.
  void compare_everywhere(std::size_t samples) {
    follow(register_view());
    const Database database = reading(register_view());
    std::vector<Instant> moments;
    auto events = ledger_->store().events(Position{0}, ledger_->store().head());
    while (const store::StoredEvent* event = *events->next()) {
      const Instant occurred{event->header().getOccurredAt().getNs()};
      moments.insert(moments.end(), {occurred, Instant{occurred.ns - 1}});
    }
    std::mt19937_64 chance(11);
    for (std::size_t i = 0; i < samples; ++i) {
      const Position known{chance() % ledger_->store().head().value};
      compare(database, known, moments[chance() % moments.size()]);
    }
    compare(database, Position{ledger_->store().head().value - 1}, Instant{for_ever - 1});
  }
};

TEST_F(AsOf, HoldsForGeneratedHistoriesWithBreaches) {
  tell(generated(6, 21, 500'000));
  compare_everywhere(40);
}

TEST_F(AsOf, HoldsForWhatWasRecordedLongAfterItOccurred) {
  tell(example("irregular"));
  compare_everywhere(60);
}

TEST_F(AsOf, HoldsForThePilot) {
  tell(example("pilot-recruitment"));
  compare_everywhere(40);
}

TEST_F(AsOf, HoldsForEventsInAnyOrderOfTime) {
  const auto root = commands_.root();
  ASSERT_TRUE(is_accepted(submit(root)));
  // Each later event occurred at another time, before or after those recorded before it.
  std::mt19937_64 chance(5);
  for (int i = 0; i < 40; ++i) {
    std::string line = commands_.rename("name " + std::to_string(i));
    const std::string day = std::to_string(10 + chance() % 20);
    line.replace(line.find("2021-01-04"), 10, "2021-01-" + day);
    ASSERT_TRUE(is_accepted(submit(line)));
  }
  compare_everywhere(400);
}

TEST_F(AsOf, GivesTheSameRowsHoweverTheLogWasCut) {
  const auto lines = generated(4, 8, 500'000);
  for (std::size_t at = 0; at < lines.size(); at += 37) {
    const auto begin = lines.begin() + static_cast<std::ptrdiff_t>(at);
    const auto count = static_cast<std::ptrdiff_t>(std::min<std::size_t>(37, lines.size() - at));
    tell({begin, begin + count});
    for (const View* view : all_views()) follow(*view);
  }
  for (const View* view : all_views()) {
    const auto step_by_step = digests(*view);
    const auto rebuilt = runner().rebuild(*view);
    ASSERT_TRUE(rebuilt) << rebuilt.error().message.en;
    EXPECT_EQ(digests(*view), step_by_step) << view->name;
    EXPECT_TRUE(rebuilt->differing.empty());
  }
}

}  // namespace
}  // namespace minutebook::projections
