#include "projections/query/kind.h"

#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "ledger/schema/labels.h"
#include "projections/query/filter.h"
#include "projections/query/filter_sql.h"
#include "projections/query/kinds.h"
#include "tests/projections/query/sample_views.h"

namespace minutebook::projections {
namespace {

class EveryKind : public testing::TestWithParam<const Kind*> {
 protected:
  static void SetUpTestSuite() { views_ = std::make_unique<test::SampleViews>(); }
  static void TearDownTestSuite() { views_.reset(); }
  inline static std::unique_ptr<test::SampleViews> views_;
};

std::vector<const Kind*> every_kind() {
  std::vector<const Kind*> kinds;
  for (const Kind& kind : all_kinds()) kinds.push_back(&kind);
  return kinds;
}

std::string name_of(const testing::TestParamInfo<const Kind*>& info) {
  std::string name(info.param->name);
  std::ranges::replace(name, '-', '_');
  return name;
}

TEST_P(EveryKind, NamesColumnsThatItsTableHas) {
  const Kind& kind = *GetParam();
  std::string_view sort = kind.default_sort;
  if (sort.starts_with('-')) sort.remove_prefix(1);
  ASSERT_NE(kind.column(sort), nullptr);
  EXPECT_TRUE(kind.column(sort)->indexed);
  if (!kind.organization.empty()) {
    ASSERT_NE(kind.column(kind.organization), nullptr);
    EXPECT_EQ(kind.column(kind.organization)->type, ColumnType::subject);
  }
  if (!kind.text_subject.empty()) {
    EXPECT_EQ(kind.column(kind.text_subject)->type, ColumnType::subject);
  }
  if (!kind.text_position.empty()) {
    EXPECT_EQ(kind.column(kind.text_position)->type, ColumnType::position);
  }
  std::istringstream shown{std::string(kind.shown)};
  std::string column;
  while (shown >> column) EXPECT_NE(kind.column(column), nullptr) << column;
  EXPECT_FALSE(column.empty());
  // `text` is the search.
  EXPECT_EQ(kind.column("text"), nullptr);
}

TEST_P(EveryKind, HasWordsInBothLanguages) {
  const Kind& kind = *GetParam();
  for (const Language language : {Language::en, Language::zh_cn}) {
    const std::string name(kind.name);
    EXPECT_NE(kind_label(language, kind), "kind." + name);
    for (const Column& column : kind.table->columns) {
      const std::string field(column.name);
      const std::string own = "column_of." + name + ".";
      EXPECT_FALSE(schema::find_label(language, own + field).empty() &&
                   schema::find_label(language, "column." + field).empty() &&
                   schema::find_label(language, "field." + field).empty())
          << name << "." << field;
      EXPECT_FALSE(column_label(language, kind, field).empty());
    }
  }
}

TEST_P(EveryKind, HasTheWordsOfItsEnumerations) {
  for (const Column& column : GetParam()->table->columns) {
    if (column.type != ColumnType::word) continue;
    EXPECT_FALSE(words_of(column.enumeration).empty()) << column.name << column.enumeration;
  }
}

/// What SQLite says it will do for a filter.
std::string plan_of(const ViewsReader& views, const Kind& kind, const std::string& where) {
  const auto filter = parse_filter(where, kind, 480);
  EXPECT_TRUE(filter) << filter.error().message.en;
  const Scope scope = Scope::whole_ledger();
  const Asked asked{kind, scope, {test::sample_rows - 1, test::sample_time(50), true}};
  Sql sql("EXPLAIN QUERY PLAN SELECT r.id FROM \"" + std::string(kind.view) + "\".\"" +
          std::string(kind.table->name) + "\" AS r WHERE ");
  sql += holds_at(*kind.table, "r", asked.time);
  sql += " AND ";
  sql += filter_sql(*filter, asked);
  auto query = views.database().prepare(sql.text);
  EXPECT_TRUE(query) << sql.text;
  query->start(sql.values);
  std::string plan;
  while (query->step().value()) plan += std::string(query->text(3)) + "\n";
  return plan;
}

TEST_P(EveryKind, AnswersEachFieldFromAnIndex) {
  const Kind& kind = *GetParam();
  const ViewsReader views = views_->open();
  for (const Column* field : kind.fields()) {
    Value some;
    for (std::int64_t n = 0; some == Value{}; ++n) some = test::sample_value(*field, n);
    const std::string where = std::string(field->name) + " = " + test::spelled(*field, some);
    const std::string plan = plan_of(views, kind, where);
    EXPECT_NE(plan.find("SEARCH r USING INDEX"), std::string::npos) << where << "\n" << plan;
    EXPECT_NE(plan.find("(" + std::string(field->name)), std::string::npos) << where << plan;
  }
}

INSTANTIATE_TEST_SUITE_P(All, EveryKind, testing::ValuesIn(every_kind()), name_of);

TEST(Kinds, AreFoundByName) {
  EXPECT_EQ(find_kind("contracts")->table->name, "contracts");
  EXPECT_EQ(find_kind("nothing"), nullptr);
  std::set<std::string_view> names;
  for (const Kind& kind : all_kinds()) names.insert(kind.name);
  EXPECT_EQ(names.size(), all_kinds().size());
}

TEST(Nearest, IsTheOneWithFewestWrongLetters) {
  const std::vector<std::string_view> names{"step", "mode", "proposedAt"};
  EXPECT_EQ(nearest("stpe", names), "");
  EXPECT_EQ(nearest("setp", names), "");
  EXPECT_EQ(nearest("stop", names), "step");
  EXPECT_EQ(nearest("Step", names), "step");
  EXPECT_EQ(nearest("proposed", names), "proposedAt");
  EXPECT_EQ(nearest("", names), "");
  EXPECT_EQ(nearest(std::string(1000, 'x'), names), "");
}

TEST(WordsOf, AreThoseThatTheLabelsName) {
  EXPECT_EQ(words_of("Choice").size(), 3U);
  EXPECT_GT(words_of("Event").size(), 50U);
  EXPECT_TRUE(words_of("Nothing").empty());
}

}  // namespace
}  // namespace minutebook::projections
