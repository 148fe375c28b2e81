#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <string>

#include "tests/support/given.h"
#include "tests/support/house.h"

namespace minutebook::test {
namespace {

std::string supervisors(const std::string& type, const std::string& subject,
                        const std::string& data) {
  return command("supervisor supervisor " + type + " " + subject, data);
}

TEST(Organization, BelowItsParentIsRegistered) {
  given(house())
      .when(supervisors("RegisterOrganization", "organization/town",
                        R"({"name":"t","level":"town","parent":"organization/county"})"))
      .then({"OrganizationRegistered"});
}

TEST(Organization, TwiceIsRefused) {
  given(house())
      .when(supervisors("RegisterOrganization", "organization/county",
                        R"({"name":"t","level":"town","parent":"organization/city"})"))
      .then_refused("REF-2", false);
}

TEST(Organization, UnderAnUnknownParentIsRefused) {
  given(house())
      .when(supervisors("RegisterOrganization", "organization/town",
                        R"({"name":"t","level":"town","parent":"organization/none"})"))
      .then_refused("REF-1", false);
}

TEST(Organization, OfItsParentsLevelIsRefused) {
  given(house())
      .when(supervisors("RegisterOrganization", "organization/other",
                        R"({"name":"t","level":"county","parent":"organization/county"})"))
      .then_refused("ORG-1", false);
}

TEST(Organization, ASecondRootIsRefused) {
  given(house_being_built())
      .when(founders("RegisterOrganization", "organization/other",
                     R"({"name":"t","level":"national"})"))
      .then_refused("ORG-1");
}

TEST(Organization, MovesUnderAnotherParent) {
  auto sentence = given(house());
  sentence
      .when(supervisors("MoveOrganization", "organization/county",
                        R"({"parent":"organization/sibling","reason":"reform"})"))
      .then({"OrganizationMoved"});
  const auto county = Subject::from_stored("organization/county");
  const auto& directory = sentence.world().directory();
  EXPECT_TRUE(directory.is_at_or_below(county, Subject::from_stored("organization/sibling")));
  EXPECT_FALSE(directory.is_at_or_below(county, Subject::from_stored("organization/city")));
}

TEST(Organization, MovingBelowItselfIsRefused) {
  given(house())
      .when(supervisors("MoveOrganization", "organization/city",
                        R"({"parent":"organization/county","reason":"reform"})"))
      .then_refused("ORG-1", false);
}

TEST(Organization, MovingOutOfOnesReachIsRefused) {
  given(house())
      .when(command("stranger supervisor MoveOrganization organization/sibling",
                    R"({"parent":"organization/province","reason":"reform"})"))
      .then_refused("REC-4");
}

TEST(Organization, AChangeLeavesWhatItDoesNotName) {
  auto sentence = given(house());
  sentence
      .when(supervisors("ChangeOrganization", "organization/county",
                        R"({"region":"330122","reason":"reform"})"))
      .then({"OrganizationChanged"});
  const auto* county =
      sentence.world().directory().organization(Subject::from_stored("organization/county"));
  EXPECT_EQ(county->name, "county");
  EXPECT_EQ(county->region, "330122");
}

TEST(Organization, FilesEachReportOnceWithItsQuarter) {
  const std::string report =
      R"("kind":"quarterly","year":2021,"recipient":"organization/province","document":)" +
      document('a') + "}";
  const auto file = [&](const std::string& head) {
    return command("proposer proposer FileReport organization/city", head + report);
  };
  given(house())
      .when(file(R"({"report":"r1","quarter":1,)"))
      .then({"ReportFiled"})
      .when(file(R"({"report":"r1","quarter":2,)"))
      .then_refused("REF-2")
      .when(file(R"({"report":"r2",)"))
      .then_refused("STEP-2");
}

TEST(Organization, TargetLetterIsAssessedOnceAndWhole) {
  const auto assess = [](const std::string& letter, const std::string& outcomes) {
    return supervisors("AssessTarget", "organization/city",
                       R"({"letter":")" + letter + R"(","outcomes":[)" + outcomes + "]}");
  };
  const std::string a = R"({"name":"a","met":true})";
  const std::string b = R"({"name":"b","met":false})";
  given(house())
      .when(supervisors("SignTargetLetter", "organization/city",
                        R"({"letter":"l","year":2021,"responsible":"person/chair","targets":
                            [{"name":"a","goal":"g"},{"name":"b","goal":"g"}]})"))
      .then({"TargetLetterSigned"})
      .when(assess("none", a))
      .then_refused("REF-3")
      .when(assess("l", a))
      .then_refused("STEP-2")
      .when(assess("l", a + "," + a))
      .then_refused("REF-3")
      .when(assess("l", a + "," + b))
      .then({"TargetAssessed"})
      .when(assess("l", a + "," + b))
      .then_refused("STEP-2");
}

// Random registrations and moves, right and wrong: what is accepted is always one tree, with every
// level below its parent's.
RC_GTEST_PROP(Organization, AcceptedCommandsAlwaysLeaveATree, ()) {
  constexpr std::array levels{"national", "provincial", "city", "county", "town", "unit"};
  World world;
  const int count = *rc::gen::inRange(1, 40);
  for (int i = 0; i < count; ++i) {
    const auto id = std::to_string(*rc::gen::inRange(0, 8));
    const auto parent = std::to_string(*rc::gen::inRange(0, 8));
    if (*rc::gen::inRange(0, 3) == 0) {
      world.submit(founders("MoveOrganization", "organization/" + id,
                            R"({"reason":"r","parent":"organization/)" + parent + R"("})"));
      continue;
    }
    const std::string level = levels[*rc::gen::inRange<std::size_t>(0, levels.size())];
    const std::string above =
        *rc::gen::inRange(0, 6) == 0 ? "" : R"(,"parent":"organization/)" + parent + '"';
    world.submit(founders("RegisterOrganization", "organization/" + id,
                          R"({"name":"n","level":")" + level + '"' + above + "}"));
  }
  int roots = 0;
  const auto& directory = world.directory();
  for (const auto& [subject, record] : directory.organizations()) {
    if (!record.parent) {
      ++roots;
      continue;
    }
    RC_ASSERT(directory.organization(*record.parent)->level < record.level);
    RC_ASSERT(directory.is_at_or_below(subject, *directory.root()));
    RC_ASSERT(!directory.is_at_or_below(*record.parent, subject));
  }
  RC_ASSERT(roots == (directory.organizations().empty() ? 0 : 1));
}

}  // namespace
}  // namespace minutebook::test
