#include "tests/support/given.h"
#include "tests/support/house.h"

namespace minutebook::test {
namespace {

std::string send(const std::string& type, const std::string& data) {
  return command("inspector inspector " + type + " inspection/case", data);
}

const std::string open =
    send("OpenInspection",
         R"({"title":"case","authority":"letter 7","organization":"organization/city",
        "inspectors":["person/inspector"],"scope":["venue/palace","partnership/p"]})");

std::string take_out(const std::string& second) {
  return send("ExportEvidence", R"({"digest":")" + std::string(64, 'd') +
                                    R"(","scope":["venue/palace"],"confirmedBy":"person/)" +
                                    second + R"(","recipient":"commission"})");
}

std::string finding(const std::string& type, int about) {
  return send(type, R"({"rule":"NEG-1","concerns":"partnership/p","about":[)" +
                        std::to_string(about) + R"(],"reason":"r"})");
}

TEST(Inspection, GoesFromOpeningToFindings) {
  auto sentence = given(house());
  sentence.when(open).then({"InspectionOpened"});
  sentence.when(take_out("supervisor")).then({"EvidenceExported"});
  sentence.when(finding("ConfirmFinding", 1)).then({"FindingConfirmed"});
  sentence.when(finding("DismissFinding", 2)).then({"FindingDismissed"});
  EXPECT_EQ(sentence.world().describe("inspection/case"),
            sentence.world().replayed().describe("inspection/case"));
}

TEST(Inspection, NeedsToBeOpenedOnce) {
  given(house())
      .when(take_out("supervisor"))
      .then_refused("STEP-1")
      .and_given(open)
      .when(open)
      .then_refused("REF-2");
}

TEST(Inspection, EvidenceIsConfirmedByASecondPerson) {
  given(house())
      .and_given(open)
      .when(take_out("inspector"))
      .then_refused("STEP-2")
      .when(take_out("unknown"))
      .then_refused("REF-1");
}

TEST(Inspection, DecidesAFindingOnce) {
  given(house())
      .and_given(open)
      .and_given(finding("ConfirmFinding", 1))
      .when(finding("DismissFinding", 1))
      .then_refused("STEP-2");
}

TEST(Inspection, IsOpenedOnlyWithinReach) {
  given(house())
      .when(command("inspector inspector OpenInspection inspection/other",
                    R"({"title":"case","authority":"letter 7","organization":
                        "organization/nation","inspectors":["person/inspector"],
                        "scope":["venue/palace"]})"))
      .then_refused("REC-4");
}

TEST(Refusals, AreKeptInTheStateOfTheirStream) {
  auto sentence = given(house());
  sentence.when(take_out("supervisor")).then_refused("STEP-1");
  const auto& aggregate = sentence.world().aggregate("inspection/case");
  EXPECT_EQ(aggregate.version, Version{1});
  const auto& refusals = std::get<domain::Inspection>(aggregate.state).refusals;
  ASSERT_EQ(refusals.size(), 1U);
  EXPECT_EQ(refusals[0].rule, "STEP-1");
  EXPECT_EQ(refusals[0].command, "ExportEvidence");
  EXPECT_EQ(refusals[0].act.actor, Subject::from_stored("person/inspector"));
  EXPECT_EQ(refusals[0].act.position, sentence.outcome().positions.at(0));
}

}  // namespace
}  // namespace minutebook::test
