#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/rules/keys.h"
#include "ledger/rules/rulebook.h"

namespace minutebook::rules {
namespace {

using schema::Mode;
using schema::OrganizationLevel;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto city = OrganizationLevel::CITY;
constexpr auto county = OrganizationLevel::COUNTY;
constexpr auto external = Mode::EXTERNAL_COOPERATION;

std::int64_t& number(Rulebook& rulebook, Number number) {
  return rulebook.numbers[static_cast<std::size_t>(number)];
}
Share& fraction(Rulebook& rulebook, Fraction fraction) {
  return rulebook.fractions[static_cast<std::size_t>(fraction)];
}
BodySet& bodies(Rulebook& rulebook, OrganizationLevel level) {
  return rulebook.bodies[static_cast<std::size_t>(level)];
}
StepSet& steps(Rulebook& rulebook, Mode mode) {
  return rulebook.steps[static_cast<std::size_t>(mode)];
}

/// Everything from `from_yuan` on is for the authority; below, nothing is asked.
std::vector<ApprovalRow> matrix(std::int64_t from_yuan, Authority authority,
                                Demand demand = Demand::approval) {
  ApprovalRow row;
  for (std::size_t i = 1; i < level_count; ++i)
    row.levels.insert(static_cast<OrganizationLevel>(i));
  for (std::size_t i = 1; i < mode_count; ++i) row.modes.insert(static_cast<Mode>(i));
  ApprovalRow rest = row;
  row.value_from_fen = from_yuan * 100;
  row.demand = demand;
  row.authority = authority;
  return {row, rest};
}

constexpr Authority own{Authority::Kind::own};
constexpr Authority parent{Authority::Kind::parent};
constexpr Authority province{Authority::Kind::level, OrganizationLevel::PROVINCIAL};

TEST(StricterOf, TakesEachNumberTheWayItsSpecSays) {
  for (const NumberSpec& spec : number_specs()) {
    Rulebook low;
    Rulebook high;
    number(low, spec.number) = spec.minimum;
    number(high, spec.number) = spec.maximum;
    const std::int64_t strict = spec.stricter == Stricter::higher ? spec.maximum : spec.minimum;
    EXPECT_EQ(stricter_of(low, high).number(spec.number), strict) << spec.key;
    EXPECT_EQ(stricter_of(high, low).number(spec.number), strict) << spec.key;
  }
}

TEST(StricterOf, TakesEachShareTheWayItsSpecSays) {
  for (const FractionSpec& spec : fraction_specs()) {
    Rulebook low;
    Rulebook high;
    fraction(low, spec.fraction) = {1, 3};
    fraction(high, spec.fraction) = {2, 3};
    const Share strict = spec.stricter == Stricter::higher ? Share{2, 3} : Share{1, 3};
    EXPECT_EQ(stricter_of(low, high).fraction(spec.fraction), strict) << spec.key;
    EXPECT_EQ(stricter_of(high, low).fraction(spec.fraction), strict) << spec.key;
  }
}

TEST(StricterOf, LeavesOnlyWhatBothAllowAndDemandsWhatEitherDemands) {
  Rulebook a;
  Rulebook b;
  bodies(a, city) = {schema::BodyKind::PARTY_GROUP_MEETING, schema::BodyKind::STANDING_COMMITTEE};
  bodies(b, city) = {schema::BodyKind::PARTY_GROUP_MEETING, schema::BodyKind::CHAIRPERSONS_MEETING};
  a.methods = {schema::SelectionMethod::OPEN_TENDER};
  b.methods = {schema::SelectionMethod::OPEN_TENDER, schema::SelectionMethod::OTHER};
  a.channels = {"website", "newspaper"};
  b.channels = {"newspaper", "exchange"};
  a.terms = {ContractTerm::exit};
  b.terms = {ContractTerm::content};
  steps(a, external) = {domain::Step::study};
  steps(b, external) = {domain::Step::decision};
  a.irregular_roles = {schema::Role::SUPERVISOR, schema::Role::OBSERVER};
  b.irregular_roles = {schema::Role::SUPERVISOR, schema::Role::INSPECTOR};
  const Rulebook both = stricter_of(a, b);
  EXPECT_EQ(both.bodies[3], BodySet{schema::BodyKind::PARTY_GROUP_MEETING});
  EXPECT_EQ(both.methods, MethodSet{schema::SelectionMethod::OPEN_TENDER});
  EXPECT_THAT(both.channels, ElementsAre("website", "newspaper", "exchange"));
  EXPECT_EQ(both.terms, (TermSet{ContractTerm::exit, ContractTerm::content}));
  EXPECT_EQ(both.steps[2], (StepSet{domain::Step::study, domain::Step::decision}));
  EXPECT_EQ(both.irregular_roles, RoleSet{schema::Role::SUPERVISOR});
}

TEST(StricterOf, RefusesARuleThatEitherRefusesInAllModesOfBoth) {
  Rulebook a;
  Rulebook b;
  a.rules["VOTE-9"] = {Enforce::flag, ModeSet{external}};
  b.rules["VOTE-9"] = {Enforce::refuse, ModeSet{Mode::SPONSORSHIP}};
  b.rules["SEL-1"] = {Enforce::flag, std::nullopt};
  const Rulebook both = stricter_of(a, b);
  EXPECT_EQ(both.rules.at("VOTE-9").enforce, Enforce::refuse);
  EXPECT_EQ(both.rules.at("VOTE-9").modes, (ModeSet{external, Mode::SPONSORSHIP}));
  EXPECT_EQ(both.rules.at("SEL-1").enforce, Enforce::flag);
  EXPECT_FALSE(both.rules.at("SEL-1").modes);
}

TEST(StricterOf, TakesFromAboveWhatTheOwnEditionDoesNotSet) {
  Rulebook silent;
  for (std::string& key : inherited_keys()) silent.silent.insert(std::move(key));
  Rulebook above;
  number(above, Number::notice_days) = 1;  // laxer than the fallback
  fraction(above, Fraction::quorum) = {1, 3};
  bodies(above, city).insert(schema::BodyKind::OTHER);
  above.methods.insert(schema::SelectionMethod::OTHER);
  above.terms = {ContractTerm::exit};
  steps(above, external) = {domain::Step::decision};
  above.irregular_roles = {schema::Role::INSPECTOR};
  above.silent = {"VOTE-10.minutes-days"};
  const Rulebook merged = stricter_of(silent, above);
  EXPECT_EQ(merged.number(Number::notice_days), 1);
  EXPECT_EQ(merged.fraction(Fraction::quorum), (Share{1, 3}));
  EXPECT_TRUE(merged.allows_body(city, schema::BodyKind::OTHER));
  EXPECT_EQ(merged.methods, above.methods);
  EXPECT_EQ(merged.terms, above.terms);
  EXPECT_EQ(merged.steps[2], above.steps[2]);
  EXPECT_EQ(merged.irregular_roles, above.irregular_roles);
  EXPECT_THAT(merged.silent, ElementsAre("VOTE-10.minutes-days"));
}

TEST(StricterOf, AsksForTheStricterDemandOfAllMatrices) {
  Rulebook a;
  Rulebook b;
  a.matrices = {matrix(100, own, Demand::filing)};
  b.matrices = {matrix(200, parent)};
  const Rulebook both = stricter_of(a, b);
  EXPECT_EQ(both.demand(city, external, 9'999, 0).demand, Demand::nothing);
  EXPECT_EQ(both.demand(city, external, 10'000, 0), (ApprovalDemand{Demand::filing, own}));
  EXPECT_EQ(both.demand(city, external, 20'000, 0), (ApprovalDemand{Demand::approval, parent}));
}

TEST(StricterOf, AsksTheHigherAuthorityForTheSameDemand) {
  Rulebook a;
  Rulebook b;
  a.matrices = {matrix(0, own)};
  b.matrices = {matrix(0, province)};
  EXPECT_EQ(stricter_of(a, b).demand(county, external, 0, 0).authority, province);
  EXPECT_EQ(stricter_of(b, a).demand(county, external, 0, 0).authority, province);
}

TEST(LaxerIn, IsEmptyForTheSameAndForAStricterOne) {
  Rulebook above;
  above.matrices = {matrix(100, parent)};
  above.channels = {"website"};
  EXPECT_THAT(laxer_in(above, above), IsEmpty());
  Rulebook stricter = above;
  number(stricter, Number::notice_days) = 10;
  number(stricter, Number::filing_days) = 5;
  stricter.matrices = {matrix(50, parent)};
  stricter.channels.emplace_back("newspaper");
  EXPECT_THAT(laxer_in(stricter, above), IsEmpty());
}

TEST(LaxerIn, NamesEachNumberAndShareThatIsLaxer) {
  for (const NumberSpec& spec : number_specs()) {
    Rulebook child;
    Rulebook above;
    const bool higher = spec.stricter == Stricter::higher;
    number(child, spec.number) = higher ? spec.minimum : spec.maximum;
    number(above, spec.number) = higher ? spec.minimum + 1 : spec.maximum - 1;
    EXPECT_THAT(laxer_in(child, above), ElementsAre(key_of(spec)));
    EXPECT_THAT(laxer_in(above, child), IsEmpty());
  }
  for (const FractionSpec& spec : fraction_specs()) {
    Rulebook child;
    Rulebook above;
    const bool higher = spec.stricter == Stricter::higher;
    fraction(child, spec.fraction) = higher ? Share{1, 3} : Share{2, 3};
    fraction(above, spec.fraction) = higher ? Share{2, 3} : Share{1, 3};
    EXPECT_THAT(laxer_in(child, above), ElementsAre(key_of(spec)));
    EXPECT_THAT(laxer_in(above, child), IsEmpty());
  }
}

TEST(LaxerIn, NamesEverySetThatAllowsMoreOrDemandsLess) {
  Rulebook child;
  Rulebook above;
  bodies(child, county).insert(schema::BodyKind::OTHER);
  child.methods.insert(schema::SelectionMethod::DIRECT_NEGOTIATION);
  above.channels = {"newspaper"};
  child.terms = {ContractTerm::exit};
  steps(child, external) = {domain::Step::decision};
  above.irregular_roles = {schema::Role::INSPECTOR};
  above.rules["VOTE-9"] = {Enforce::refuse, ModeSet{external}};
  child.rules["VOTE-9"] = {Enforce::flag, ModeSet{Mode::SPONSORSHIP}};
  EXPECT_THAT(laxer_in(child, above),
              ElementsAre("VOTE-1.bodies.county", "SEL-1.methods", "SEL-1.channels", "SIGN-2.terms",
                          "steps.externalCooperation", "irregular.roles", "VOTE-9.enforce",
                          "VOTE-9.modes"));
}

TEST(LaxerIn, SaysNothingOfWhatTheChildDoesNotSet) {
  Rulebook child;
  for (std::string& key : inherited_keys()) child.silent.insert(std::move(key));
  Rulebook above;
  number(above, Number::notice_days) = 10;
  above.channels = {"newspaper"};
  above.methods = {schema::SelectionMethod::OPEN_TENDER};
  above.matrices = {matrix(0, parent)};
  above.rules["VOTE-9"] = {Enforce::refuse, std::nullopt};
  EXPECT_THAT(laxer_in(child, above), IsEmpty());
  child.silent.erase("VOTE-9.notice-days");
  EXPECT_THAT(laxer_in(child, above), ElementsAre("VOTE-9.notice-days"));
}

TEST(LaxerIn, FindsAThresholdOneYuanTooHigh) {
  Rulebook child;
  Rulebook above;
  above.matrices = {matrix(100, parent)};
  child.matrices = {matrix(100, parent)};
  child.matrices[0][0].modes = {external};  // other modes: nothing is asked
  child.matrices[0][0].levels = {city, county};
  EXPECT_EQ(laxer_in(child, above).size(), 6u * 4u - 2u);
  child.matrices = {matrix(101, parent)};
  EXPECT_EQ(laxer_in(child, above).size(), 6u * 4u);
  EXPECT_THAT(laxer_in(child, above), testing::Contains("approval.county.externalCooperation"));
  child.matrices = {matrix(99, parent)};
  EXPECT_THAT(laxer_in(child, above), IsEmpty());
}

TEST(LaxerIn, FindsATermThatNeedsNoApprovalAnyMore) {
  Rulebook above;
  above.matrices = {matrix(0, parent, Demand::filing)};
  ApprovalRow long_term = above.matrices[0][0];
  long_term.demand = Demand::approval;
  long_term.term_over_months = 24;
  Rulebook child = above;
  above.matrices[0].insert(above.matrices[0].begin(), long_term);
  long_term.term_over_months = 25;
  child.matrices[0].insert(child.matrices[0].begin(), long_term);
  EXPECT_EQ(laxer_in(child, above).size(), 6u * 4u);
  EXPECT_THAT(laxer_in(above, child), IsEmpty());
}

TEST(LaxerIn, FindsALowerAuthority) {
  Rulebook child;
  Rulebook above;
  child.matrices = {matrix(0, parent)};
  above.matrices = {matrix(0, province)};
  // Next above a city is the province itself; a county's parent is a city.
  const auto laxer = laxer_in(child, above);
  EXPECT_THAT(laxer, testing::Contains("approval.county.externalCooperation"));
  EXPECT_THAT(laxer, testing::Not(testing::Contains("approval.city.externalCooperation")));
}

}  // namespace
}  // namespace minutebook::rules
