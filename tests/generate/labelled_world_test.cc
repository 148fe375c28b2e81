#include <gmock/gmock.h>

#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/generate/labelled.h"
#include "tests/support/world.h"

namespace minutebook::generate {
namespace {

using nlohmann::json;

TEST(LabelledWorld, IsAcceptedToTheLastCommand) {
  test::World ledger;
  std::istringstream in(labelled(480, 5, 500'000).commands);
  for (std::string line; std::getline(in, line);) {
    const test::Outcome outcome = ledger.submit(line);
    ASSERT_TRUE(outcome.accepted()) << outcome.summary() << "\n" << line;
  }
}

TEST(LabelledWorld, GivesTheFrozenBytesOnEveryMachineAndCompiler) {
  const Labelled world = labelled(240, 7, 300'000);
  std::string text = world.commands + world.header.dump();
  for (const json& label : world.labels) text += label.dump();
  EXPECT_EQ(crypto::hex_of(crypto::hash(crypto::Suite::standard, {as_bytes(text)})),
            "fa2b23c6053faef6f95e470432e57310576face60cf604e288bad7b5dc14d350");
}

TEST(LabelledWorld, TellsAMatterTheSameHoweverManyOthersThereAre) {
  const auto last_of = [](const Labelled& world, const std::string& subject) {
    std::istringstream in(world.commands);
    std::string all;
    for (std::string line; std::getline(in, line);) {
      if (line.find("\"" + subject + "\"") != std::string::npos) all += line;
    }
    return all;
  };
  const std::string subject = "partnership/c0000000-07";
  const std::string alone = last_of(labelled(8, 3, 300'000), subject);
  EXPECT_FALSE(alone.empty());
  EXPECT_EQ(last_of(labelled(200, 3, 300'000), subject), alone);
}

TEST(LabelledWorld, GivesAsManyNearMissesAsBreachesAndCombinesOneInFive) {
  int breaches = 0;
  int combined = 0;
  int near_misses = 0;
  for (const json& label : labelled(4'800, 9, 200'000).labels) {
    breaches += label["planted"].empty() ? 0 : 1;
    combined += label["planted"].size() > 1 ? 1 : 0;
    near_misses += label["nearMiss"].empty() ? 0 : 1;
  }
  EXPECT_NEAR(breaches, 4'800 / 5, 4'800 / 20);
  EXPECT_NEAR(near_misses, breaches, breaches / 20);
  EXPECT_NEAR(combined, breaches / 5, breaches / 15);
}

TEST(LabelledWorld, IsCleanAtARateOfNone) {
  const Labelled world = labelled(96, 5, 0);
  EXPECT_TRUE(world.labels.empty());
}

TEST(LabelledWorld, PlantsEveryRuleAndNamesWhatIsLeftOut) {
  const Labelled world = labelled(2'400, 5, 200'000);
  std::map<std::string, int> planted;
  for (const json& label : world.labels) {
    for (const json& thing : label["planted"]) ++planted[thing["rule"]];
  }
  for (const char* rule :
       {"STUDY-1", "STUDY-2", "STUDY-3", "VOTE-1", "VOTE-2",  "VOTE-3", "VOTE-4", "VOTE-5",
        "VOTE-6",  "VOTE-7",  "VOTE-8",  "VOTE-9", "VOTE-10", "APPR-1", "APPR-2", "APPR-3",
        "SEL-1",   "SEL-2",   "SEL-3",   "SEL-4",  "SEL-5",   "SIGN-1", "SIGN-2", "SIGN-3",
        "SIGN-4",  "SIGN-5",  "SIGN-6",  "SIGN-7", "SIGN-8",  "SIGN-9", "EVAL-1", "EVAL-2",
        "EVAL-3",  "EVAL-4",  "EVAL-5",  "EVAL-6", "NEG-1",   "NEG-2",  "NEG-3",  "NEG-4",
        "NEG-5",   "BAN-1",   "BAN-2",   "BAN-3",  "REC-2",   "REC-4",  "FLAG-1", "FLAG-2",
        "FLAG-3",  "FLAG-4",  "FLAG-5",  "FLAG-6", "SUP-1",   "SUP-2"}) {
    EXPECT_GE(planted[rule], 3) << rule;
  }
  EXPECT_EQ(world.header["notPlanted"], json({"REC-1", "REC-3"}));
}

}  // namespace
}  // namespace minutebook::generate
