#include <gtest/gtest.h>

#include "ledger/rules/catalogue.h"
#include "ledger/rules/judge.h"
#include "ledger/rules/landscape.h"
#include "ledger/rules/rulebooks.h"
#include "tests/rules/telling.h"

/// Adopting a stricter rulebook changes no verdict about the past.
namespace minutebook::rules {
namespace {

using test::Story;

Edition edition(std::uint32_t version, const char* first_day, Rulebook content) {
  return {Subject::from_stored("rulebook/test"), version,           std::nullopt,
          parse_day(first_day).value(),          Position{version}, std::move(content)};
}

/// Every parameter at its strictest bound; a matter before an approval at every level.
Rulebook strictest() {
  Rulebook rulebook;
  for (const NumberSpec& spec : number_specs()) {
    rulebook.numbers[static_cast<std::size_t>(spec.number)] =
        spec.stricter == Stricter::higher ? spec.maximum : spec.minimum;
  }
  for (const FractionSpec& spec : fraction_specs()) {
    rulebook.fractions[static_cast<std::size_t>(spec.fraction)] =
        spec.stricter == Stricter::higher ? Share{99, 100} : Share{1, 100};
  }
  rulebook.bodies.fill({});
  rulebook.methods = {};
  rulebook.channels = {"a channel that nobody used"};
  rulebook.matrices = {{{.levels = {schema::OrganizationLevel::CITY},
                         .modes = all_modes,
                         .demand = Demand::approval,
                         .authority = {}}}};
  return rulebook;
}

/// From the study to an evaluation, all of it in 2021 before December.
Story whole_story() {
  Story story;
  story.given("proposer proposer RecordStudy @2021-03-02",
              R"({"necessity":"n","feasibility":"f","conclusion":"favourable","document":)" +
                  test::document('a') + "}");
  test::tell_resolution(story, "m", "2021-03-09");
  test::tell_selection(story);
  test::tell_bids_opened(story, "s", "2021-04-02");
  test::tell_winners(story);
  story.given("proposer proposer DraftContract @2021-04-20",
              test::draft("c", test::partner_a, 'c', R"(,"bid":"sa")"));
  story.given("signatory signatory SignContract @2021-04-28",
              test::signature("c", test::partner_a));
  story.given("ev1 evaluator RecordEvaluation @2021-06-01",
              R"({"evaluation":"e","contract":"c","kind":"realTime","verdict":"failed",
                  "indicators":[{"name":"s","kind":"employeeSatisfaction","weight":6000,
                                 "score":5000},
                                {"name":"o","kind":"other","weight":4000,"score":5000}]})");
  return story;
}

/// The verdicts of all rules on the story in December 2021.
std::vector<Verdict> verdicts(Story& story, const Rulebooks& rulebooks) {
  const Landscape landscape;
  const Scene scene{story.world().directory(), rulebooks, landscape,
                    parse_time("2021-12-10T00:00:00+08:00").value().instant};
  std::vector<Verdict> all;
  for (const Rule& rule : catalogue()) {
    if (rule.of_matter == nullptr) continue;
    all.push_back(judge(rule, scene, Subject::from_stored(Story::subject), story.matter()));
  }
  return all;
}

TEST(RulebookChange, ChangesNoVerdictAboutThePast) {
  Story story = whole_story();
  Rulebooks before;
  before.add(edition(1, "2000-01-01", Rulebook()));
  Rulebooks after;
  after.add(edition(1, "2000-01-01", Rulebook()));
  after.add(edition(2, "2021-12-01", strictest()));
  EXPECT_EQ(verdicts(story, before), verdicts(story, after));
}

TEST(RulebookChange, WouldHaveChangedManyHadItBeenInForceThen) {
  // Otherwise the test above could not fail.
  Story story = whole_story();
  Rulebooks before;
  before.add(edition(1, "2000-01-01", Rulebook()));
  Rulebooks strict;
  strict.add(edition(1, "2000-01-01", strictest()));
  const auto lenient = verdicts(story, before);
  const auto harsh = verdicts(story, strict);
  int changed = 0;
  for (std::size_t i = 0; i < lenient.size(); ++i) {
    if (lenient[i].ruling != harsh[i].ruling) ++changed;
  }
  EXPECT_GE(changed, 5);
}

}  // namespace
}  // namespace minutebook::rules
