#include "projections/query/statistics.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <tuple>

#include "projections/query/quarterly.h"
#include "projections/query/subject_names.h"
#include "projections/register/register.h"
#include "tests/projections/history_ledger.h"

/// Figures by SQL are those of a recount, row by row, at any two times.
namespace minutebook::projections {
namespace {

using Key = std::tuple<std::string, std::int64_t, std::string, std::string>;
using Counted = std::map<Key, Figures>;

class Statistics : public HistoryTest {
 protected:
  QuarterQuestion question(const std::string& organization, const std::string& quarter) {
    QuarterQuestion out{.organization = Subject::from_stored("organization/" + organization),
                        .quarter = *parse_quarter(quarter),
                        .known = Position{ledger_->store().head().value - 1},
                        .valid = Instant{0},
                        .zone_offset_minutes = 480};
    out.valid = Instant{out.end().ns - 1};
    return out;
  }

  static std::string text(const Value& value) {
    const auto* found = std::get_if<std::string>(&value);
    return found == nullptr ? "" : *found;
  }
  static std::int64_t number(const Value& value) {
    const auto* found = std::get_if<std::int64_t>(&value);
    return found == nullptr ? 0 : *found;
  }
  /// Every row there is, whenever it holds.
  static std::vector<Row> rows(const Database& database, const std::string& sql) {
    auto query = database.prepare(sql);
    EXPECT_TRUE(query);
    query->start({});
    std::vector<Row> all;
    while (*query->step()) {
      Row& row = all.emplace_back();
      for (int i = 0; i < query->column_count(); ++i) row.push_back(query->value(i));
    }
    return all;
  }
  static bool holds(const Row& row, const QuarterQuestion& asked) {
    const auto known = static_cast<std::int64_t>(asked.known.value);
    return number(row[0]) <= known && known < number(row[1]) && number(row[2]) <= asked.valid.ns &&
           asked.valid.ns < number(row[3]);
  }

  /// The organizations at and below the one asked for.
  static std::set<std::string> below(const Database& database, const QuarterQuestion& asked) {
    const auto known = static_cast<std::int64_t>(asked.known.value);
    std::map<std::string, std::pair<std::int64_t, std::string>> parents;
    for (const Row& row : rows(database,
                               "SELECT knownFrom, knownUntil, validFrom, validUntil,"
                               " subject, parent FROM organizations")) {
      if (number(row[0]) > known || known >= number(row[1])) continue;
      if (asked.valid.ns >= number(row[3])) continue;
      const auto [at, fresh] = parents.try_emplace(text(row[4]), number(row[2]), text(row[5]));
      if (!fresh && number(row[2]) < at->second.first) {
        at->second = {number(row[2]), text(row[5])};
      }
    }
    std::set<std::string> found;
    for (const auto& [subject, parent] : parents) {
      std::string at = subject;
      for (int steps = 0; steps < 10 && !at.empty(); ++steps) {
        if (at == asked.organization.text()) found.insert(subject);
        at = parents.contains(at) ? parents.at(at).second : "";
      }
    }
    return found;
  }

  static Counted recount(const Database& database, const QuarterQuestion& asked) {
    const auto places = below(database, asked);
    Counted counted;
    for (const Row& row :
         rows(database,
              "SELECT knownFrom, knownUntil, validFrom, validUntil, organization, quarter, mode,"
              " milestone, value, satisfaction, respondents FROM milestones")) {
      if (!holds(row, asked) || number(row[5]) != asked.quarter.number) continue;
      if (!places.contains(text(row[4]))) continue;
      Figures& at = counted[{text(row[4]), number(row[5]), text(row[6]), text(row[7])}];
      ++at.count;
      at.value_fen += number(row[8]);
      if (std::holds_alternative<std::monostate>(row[9])) continue;
      at.respondents += number(row[10]);
      at.weighted += number(row[9]) * number(row[10]);
    }
    return counted;
  }

  static Counted counted(const Database& database, const QuarterQuestion& asked) {
    const auto found = statistics(database, asked, asked.quarter, asked.quarter);
    EXPECT_TRUE(found) << found.error().message.en;
    Counted out;
    for (const StatisticRow& row : *found) {
      out[{row.organization.text(), row.quarter.number, row.mode, row.milestone}] += row.figures;
    }
    return out;
  }
};

TEST_F(Statistics, AreThoseOfARecountAtAnyTwoTimesForAnyOrganization) {
  tell(generated(10, 5, 500'000));
  tell(example("irregular"));
  follow(register_view());
  const Database database = reading(register_view());
  const auto organizations = rows(database, "SELECT DISTINCT subject FROM organizations");
  const auto quarters = rows(database, "SELECT DISTINCT quarter FROM milestones");
  std::mt19937_64 chance(3);
  std::size_t counts = 0;
  for (int i = 0; i < 300; ++i) {
    QuarterQuestion asked = question("zj", "2021Q2");
    asked.organization =
        Subject::from_stored(text(organizations[chance() % organizations.size()][0]));
    asked.quarter = Quarter{number(quarters[chance() % quarters.size()][0])};
    asked.known = Position{chance() % ledger_->store().head().value};
    const std::int64_t length = asked.end().ns - asked.first().ns;
    asked.valid = Instant{asked.first().ns +
                          static_cast<std::int64_t>(chance() % static_cast<std::uint64_t>(length))};
    const Counted found = counted(database, asked);
    EXPECT_EQ(found, recount(database, asked)) << asked.organization << asked.known.value;
    counts += found.size();
  }
  EXPECT_GT(counts, 20U) << "the questions were about something";
}

TEST_F(Statistics, OfThePilotAreThoseOfItsHistory) {
  tell(example("pilot-recruitment"));
  follow(register_view());
  const Database database = reading(register_view());
  const QuarterQuestion asked = question("zj", "2021Q2");
  Counted found = counted(database, asked);
  const auto of = [&](const char* milestone) {
    return found[{"organization/zj", asked.quarter.number, "externalCooperation", milestone}];
  };
  EXPECT_EQ(of("evaluationPassed").count, 6);
  EXPECT_EQ(of("evaluationFailed"), (Figures{1, 0, 71, 5630 * 71}));
  EXPECT_EQ(of("rectificationOrdered").count, 1);
  EXPECT_EQ(of("rectified").count, 1);
  EXPECT_EQ(of("signed").count, 0) << "that was in 2020Q4";
  const auto running = running_contracts(database, asked);
  ASSERT_TRUE(running);
  ASSERT_EQ(running->size(), 1U);
  EXPECT_EQ(running->front().running.count, 7);
  EXPECT_EQ(running->front().running.value_fen, 322'000'000);
  EXPECT_EQ(running->front().ending.count, 0);
  const auto ending = running_contracts(database, question("zj", "2022Q3"));
  ASSERT_TRUE(ending);
  EXPECT_EQ(ending->front().ending.count, 7) << "they end on 2023-03-01";
  const auto before = running_contracts(database, question("zj", "2020Q3"));
  ASSERT_TRUE(before);
  EXPECT_TRUE(before->empty());
}

TEST_F(Statistics, KnowNothingThatWasRecordedLater) {
  tell(example("pilot-recruitment"));
  follow(register_view());
  const Database database = reading(register_view());
  QuarterQuestion asked = question("zj", "2021Q2");
  const auto known =
      rows(database, "SELECT knownFrom FROM milestones WHERE milestone = 'evaluationFailed'");
  ASSERT_EQ(known.size(), 1U);
  asked.known = Position{static_cast<std::uint64_t>(number(known[0][0]))};
  const Key key{"organization/zj", asked.quarter.number, "externalCooperation", "evaluationFailed"};
  EXPECT_EQ(counted(database, asked)[key].count, 1);
  asked.known = Position{asked.known.value - 1};
  EXPECT_EQ(counted(database, asked)[key].count, 0);
}

TEST_F(Statistics, OfAnOrganizationThatIsNotThereAreRefused) {
  tell(example("pilot-recruitment"));
  follow(register_view());
  const Database database = reading(register_view());
  const auto tree = organizations_below(database, question("nowhere", "2021Q2"));
  ASSERT_FALSE(tree);
  EXPECT_EQ(tree.error().code, Errc::not_found);
  QuarterQuestion early = question("zj", "2021Q2");
  early.known = Position{0};
  EXPECT_FALSE(organizations_below(database, early)) << "not registered by then";
}

TEST_F(Statistics, StandTheOrganizationsDepthFirstUnderTheirParents) {
  tell(example("pilot-recruitment"));
  tell(example("delegated-county-centre"));
  tell(example("dissent"));
  follow(register_view());
  const Database database = reading(register_view());
  const auto tree = organizations_below(database, question("zj", "2021Q2"));
  ASSERT_TRUE(tree);
  ASSERT_EQ(tree->size(), 6U);
  EXPECT_EQ(tree->front().depth, 0U);
  for (std::size_t i = 1; i < tree->size(); ++i) {
    EXPECT_LT((*tree)[i].parent, i);
    EXPECT_EQ((*tree)[i].depth, (*tree)[(*tree)[i].parent].depth + 1);
  }
}

TEST_F(Statistics, TablesOfTheQuarterHaveTheColumnsThatTheySayAndAnswer) {
  for (const char* name :
       {"pilot-recruitment", "delegated-county-centre", "dissent", "irregular"}) {
    tell(example(name));
  }
  follow(register_view());
  const Database database = reading(register_view());
  std::map<std::string_view, std::size_t> sizes;
  for (const QuarterlyTable& table : quarterly_tables()) {
    if (table.view != "register") continue;
    const auto found = ask(database, table.sql, question("zj", "2021Q2"));
    ASSERT_TRUE(found) << table.name << found.error().message.en;
    for (const Row& row : *found) EXPECT_EQ(row.size(), table.columns.size()) << table.name;
    sizes[table.name] = found->size();
  }
  const auto recounted = rows(database,
                              "SELECT (SELECT count(*) FROM evaluations_now WHERE evaluatedAt >="
                              " '2021-03-31T16:00:00Z' AND evaluatedAt < '2021-06-30T16:00:00Z'"
                              " AND organization <> 'organization/national'),"
                              " (SELECT count(*) FROM meetings_now WHERE heldAt >="
                              " '2021-03-31T16:00:00Z' AND heldAt < '2021-06-30T16:00:00Z')");
  EXPECT_EQ(sizes["evaluations"], static_cast<std::size_t>(number(recounted[0][0])));
  EXPECT_EQ(sizes["decisions"], static_cast<std::size_t>(number(recounted[0][1])));
  EXPECT_GE(sizes["contracts"], 7U);
  EXPECT_GE(sizes["matters"], 3U);
}

TEST_F(Statistics, CallSubjectsByTheirNames) {
  tell(example("pilot-recruitment"));
  follow(register_view());
  const Database database = reading(register_view());
  const QuarterQuestion asked = question("zj", "2021Q2");
  SubjectNames names(database, asked);
  EXPECT_EQ(*names.of("organization/zj"), "浙江省总工会");
  EXPECT_EQ(*names.of("organization/zj"), "浙江省总工会") << "a second time";
  EXPECT_EQ(*names.of("partnership/ZJ-2020-001"), "partnership/ZJ-2020-001");
  EXPECT_EQ(*names.of("person/nobody"), "person/nobody");
}

}  // namespace
}  // namespace minutebook::projections
