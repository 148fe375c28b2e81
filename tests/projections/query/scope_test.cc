#include "projections/query/scope.h"

#include <gtest/gtest.h>

#include "tests/projections/query/sample_views.h"

namespace minutebook::projections {
namespace {

class EveryList : public testing::TestWithParam<const Kind*> {
 protected:
  static void SetUpTestSuite() { views_ = std::make_unique<test::SampleViews>(); }
  static void TearDownTestSuite() { views_.reset(); }
  EveryList() : reader_(views_->open()) {}

  const Kind& kind() const { return *GetParam(); }
  ListQuestion asked_by(const char* organization) const {
    ListQuestion question = test::everything(kind());
    question.scope = Scope::of({Subject::parse(organization).value()}).value();
    return question;
  }
  ListPage answer(const ListQuestion& question) const {
    auto page = list(reader_, question);
    EXPECT_TRUE(page) << question.where << (page ? "" : page.error().message.en);
    return page.value_or(ListPage{});
  }
  bool may_see(const Row& row, const std::string& organization) const {
    if (kind().shared) return true;
    if (kind().organization.empty()) return false;
    const Value& owner = row[*kind().table->find(kind().organization)];
    const auto* text = std::get_if<std::string>(&owner);
    return text != nullptr && test::is_at_or_below(*text, organization);
  }
  std::uint64_t visible(const std::string& organization) const {
    const auto rows = views_->rows(kind());
    return static_cast<std::uint64_t>(
        std::ranges::count_if(rows, [&](const Row& row) { return may_see(row, organization); }));
  }
  void expect_only_visible(const ListPage& page, const std::string& organization) const {
    for (const Row& row : page.rows) EXPECT_TRUE(may_see(row, organization));
  }

  inline static std::unique_ptr<test::SampleViews> views_;
  ViewsReader reader_;
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

TEST_P(EveryList, GivesAReaderTheRowsOfTheSubtreeAndNoOther) {
  for (const char* organization : {"organization/nation", "organization/zj", "organization/xh"}) {
    ListQuestion question = asked_by(organization);
    question.with_total = true;
    const ListPage page = answer(question);
    EXPECT_EQ(page.rows.size(), visible(organization)) << organization;
    EXPECT_EQ(page.total->rows, visible(organization)) << organization;
    expect_only_visible(page, organization);
  }
}

TEST_P(EveryList, GivesAReaderOfNothingNoRowUnlessItIsShared) {
  ListQuestion question = test::everything(kind());
  question.scope = Scope::of({}).value();
  EXPECT_EQ(answer(question).rows.empty(), !kind().shared);
  question = asked_by("organization/unknown");
  EXPECT_EQ(answer(question).rows.empty(), !kind().shared);
}

TEST_P(EveryList, GivesTheWholeLedgerToThoseWhoMaySeeIt) {
  EXPECT_EQ(answer(test::everything(kind())).rows.size(), views_->rows(kind()).size());
}

TEST_P(EveryList, IsNotWidenedByAFilter) {
  std::vector<std::string> attempts;
  for (const Column* field : kind().fields()) {
    const std::string name(field->name);
    attempts.push_back(name + " is present or " + name + " is absent");
    attempts.push_back("not (" + name + " is present and " + name + " is absent)");
    if (field->type == ColumnType::subject) {
      attempts.push_back(name + " under organization/nation or not " + name +
                         " under organization/nation");
    }
  }
  if (kind().has_text()) attempts.emplace_back("text ~ 文化 or not text ~ 文化");
  for (const std::string& attempt : attempts) {
    ListQuestion question = asked_by("organization/zj");
    question.where = attempt;
    question.with_total = true;
    const ListPage page = answer(question);
    expect_only_visible(page, "organization/zj");
    EXPECT_EQ(page.total->rows, visible("organization/zj")) << attempt;
  }
}

TEST_P(EveryList, IsNotWidenedByAnOrderOrACursor) {
  for (const Column* field : kind().fields()) {
    for (const char* way : {"", "-"}) {
      // The cursor of one who sees everything, given to one who does not.
      ListQuestion whole = test::everything(kind());
      whole.sort = way + std::string(field->name);
      whole.limit = 1;
      ListQuestion own = asked_by("organization/hz");
      own.sort = whole.sort;
      own.with_total = true;
      own.after = answer(whole).next.value();
      const ListPage page = answer(own);
      expect_only_visible(page, "organization/hz");
      EXPECT_EQ(page.total->rows, visible("organization/hz"));
    }
  }
}

TEST_P(EveryList, IsNotWidenedByTheTimes) {
  for (const std::uint64_t known : {std::uint64_t{0}, std::uint64_t{20}, std::uint64_t{59}}) {
    ListQuestion question = asked_by("organization/zj");
    question.known_at = Position{known};
    question.valid_at = test::sample_time(40);
    expect_only_visible(answer(question), "organization/zj");
  }
}

INSTANTIATE_TEST_SUITE_P(All, EveryList, testing::ValuesIn(every_kind()), name_of);

/// A list whose text is searched through the events of its subject.
const Kind& contracts() { return *find_kind("contracts"); }

TEST(Scope, IsOfOrganizationsAndNotTooMany) {
  EXPECT_FALSE(Scope::of({Subject::parse("person/x").value()}));
  const std::vector<Subject> most(limits::max_scope_organizations,
                                  Subject::parse("organization/xh").value());
  EXPECT_FALSE(Scope::of(std::vector<Subject>(most.size() + 1, most.front())));
  const test::SampleViews views;
  const ViewsReader reader = views.open();
  ListQuestion question = test::everything(contracts());
  question.scope = Scope::of(most).value();
  const auto page = list(reader, question);
  ASSERT_TRUE(page) << page.error().message.en;
  EXPECT_FALSE(page->rows.empty());
}

TEST(Scope, FollowsTheTreeOfTodayWhateverMomentIsAskedAbout) {
  const test::SampleViews views;
  // Known since position 59: nb is below js.
  views.change("register",
               "UPDATE organizations SET knownUntil = 59 WHERE subject = 'organization/nb';"
               "INSERT INTO organizations(knownFrom, knownUntil, validFrom, validUntil, subject,"
               " organization, parent) SELECT 59, 9223372036854775807, validFrom, validUntil,"
               " subject, organization, 'organization/js' FROM organizations"
               " WHERE subject = 'organization/nb'");
  const ViewsReader reader = views.open();
  const auto rows_of_nb = [&](const char* organization) {
    ListQuestion question = test::everything(contracts());
    question.scope = Scope::of({Subject::parse(organization).value()}).value();
    question.known_at = Position{40};
    question.where = "organization = organization/nb";
    return list(reader, question)->rows.size();
  };
  EXPECT_EQ(rows_of_nb("organization/zj"), 0U);
  EXPECT_GT(rows_of_nb("organization/js"), 0U);
  // A filter asks about the tree of that moment.
  ListQuestion question = test::everything(contracts());
  question.known_at = Position{40};
  question.where = "organization under organization/zj and organization = organization/nb";
  EXPECT_GT(list(reader, question)->rows.size(), 0U);
  question.known_at.reset();
  EXPECT_EQ(list(reader, question)->rows.size(), 0U);
}

TEST(Scope, EndsWhereTheTreeIsACircle) {
  const test::SampleViews views;
  views.change("register",
               "UPDATE organizations SET parent = 'organization/xh'"
               " WHERE subject = 'organization/nation'");
  const ViewsReader reader = views.open();
  ListQuestion question = test::everything(contracts());
  question.scope = Scope::of({Subject::parse("organization/xh").value()}).value();
  const auto page = list(reader, question);
  ASSERT_TRUE(page);
  EXPECT_GT(page->rows.size(), 40U);
}

TEST(Scope, KeepsASearchFromEventsOfOthers) {
  const test::SampleViews views;
  // An event of the matter that another organization answers for.
  views.change("timeline", "UPDATE events SET organization = 'organization/js'");
  const ViewsReader reader = views.open();
  ListQuestion question = test::everything(contracts());
  question.where = "text ~ 文化";
  EXPECT_GT(list(reader, question)->rows.size(), 0U);
  question.scope = Scope::of({Subject::parse("organization/zj").value()}).value();
  EXPECT_EQ(list(reader, question)->rows.size(), 0U);
}

}  // namespace
}  // namespace minutebook::projections
