#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "tests/support/world.h"

namespace minutebook {
namespace {

using nlohmann::json;
using test::World;

const std::string examples = MINUTEBOOK_EXAMPLES;

std::vector<std::string> lines_of(const std::string& name) {
  std::ifstream in(examples + "/" + name + "/commands.ndjson");
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  EXPECT_FALSE(lines.empty()) << name;
  return lines;
}

json findings() { return json::parse(std::ifstream(examples + "/irregular/findings.json")); }

/// Rule by command id, of the commands that are meant to be refused.
std::map<std::string, std::string> expected_refusals() {
  std::map<std::string, std::string> rules;
  const json expected = findings();
  for (const json& refusal : expected.at("refusals")) {
    rules[refusal.at("command")] = refusal.at("rule");
  }
  return rules;
}

/// Sends the lines whose command ids are new, as the writer would.
void submit(World& world, const std::vector<std::string>& lines, std::set<std::string>& sent) {
  const auto refusals = expected_refusals();
  for (const std::string& line : lines) {
    const std::string id = json::parse(line).at("commandId");
    if (!sent.insert(id).second) continue;
    const test::Outcome outcome = world.submit(line);
    const auto refusal = refusals.find(id);
    if (refusal == refusals.end()) {
      EXPECT_TRUE(outcome.accepted()) << outcome.summary() << "\n" << line;
    } else {
      ASSERT_TRUE(outcome.refusal.has_value()) << line;
      EXPECT_EQ(outcome.refusal->rule, refusal->second) << outcome.summary() << "\n" << line;
    }
  }
}

World world_of(const std::string& name) {
  World world;
  std::set<std::string> sent;
  submit(world, lines_of(name), sent);
  return world;
}

const domain::Partnership& matter_of(World& world, const std::string& subject) {
  return std::get<domain::Partnership>(world.aggregate(subject).state);
}

TEST(PilotRecruitment, EndsInSevenContractsOfEighteenBids) {
  World world = world_of("pilot-recruitment");
  const auto& matter = matter_of(world, "partnership/ZJ-2020-001");
  ASSERT_EQ(matter.selections.size(), 1U);
  const domain::Selection& selection = matter.selections[0];
  EXPECT_EQ(selection.channels.size(), 3U);
  EXPECT_EQ(selection.bids.size(), 18U);
  EXPECT_EQ(selection.openings.size(), 1U);
  for (const domain::Bid& bid : selection.bids) {
    ASSERT_EQ(bid.reveals.size(), 1U) << bid.id;
    EXPECT_TRUE(bid.reveals[0].matches) << bid.id;
    EXPECT_EQ(bid.scores.size(), 5U) << bid.id;
  }
  ASSERT_NE(selection.award(), nullptr);
  EXPECT_EQ(selection.award()->bids.size(), 7U);
  EXPECT_EQ(matter.due_diligence.size(), 18U);
  EXPECT_EQ(matter.contracts.size(), 7U);
  for (const domain::Contract& contract : matter.contracts) {
    EXPECT_EQ(contract.signatures.size(), 1U) << contract.id;
    EXPECT_EQ(contract.state(), domain::ContractState::running) << contract.id;
  }
  EXPECT_TRUE(matter.irregular_entries.empty());
  EXPECT_TRUE(matter.refusals.empty());
  EXPECT_EQ(domain::step_of(matter), domain::Step::evaluation);
}

TEST(PilotRecruitment, AwardsTheBidsWithTheMostPoints) {
  World world = world_of("pilot-recruitment");
  const auto& selection = matter_of(world, "partnership/ZJ-2020-001").selections.at(0);
  std::vector<std::pair<std::uint32_t, std::string>> ranking;
  for (const domain::Bid& bid : selection.bids) {
    std::uint32_t sum = 0;
    for (const domain::Score& score : bid.scores) sum += score.points;
    ranking.emplace_back(sum, bid.id);
  }
  std::sort(ranking.rbegin(), ranking.rend());
  std::vector<std::string> best;
  for (std::size_t i = 0; i < 7; ++i) best.push_back(ranking[i].second);
  EXPECT_EQ(selection.award()->bids, best);
}

TEST(DelegatedCountyCentre, IsRunByTheTownUnionAndPartneredOpenly) {
  World world = world_of("delegated-county-centre");
  const auto venue = Subject::from_stored("venue/changhua-centre");
  EXPECT_EQ(world.directory().delegate_of(venue, *parse_day("2020-06-01")),
            Subject::from_stored("organization/changhua"));
  EXPECT_EQ(world.directory().delegate_of(venue, *parse_day("2020-04-30")), std::nullopt);
  const auto& matter = matter_of(world, "partnership/LA-2020-002");
  ASSERT_EQ(matter.contracts.size(), 1U);
  EXPECT_FALSE(matter.contracts[0].terms()->asset_disposal.empty());
  EXPECT_EQ(matter.rectifications.at(0).state(), domain::RectificationState::effective);
}

TEST(Dissent, KeepsEachMembersPositionAndTheChangedBallot) {
  World world = world_of("dissent");
  const auto& matter = matter_of(world, "partnership/SX-2021-001");
  const domain::Meeting& meeting = matter.meetings.at(0);
  EXPECT_EQ(meeting.recusals.size(), 1U);
  EXPECT_EQ(meeting.written_opinions.size(), 1U);
  const domain::Resolution* resolution = meeting.resolution();
  ASSERT_NE(resolution, nullptr);
  EXPECT_TRUE(resolution->adopted);
  EXPECT_EQ(resolution->ayes, 5U);
  EXPECT_EQ(resolution->noes, 1U);
  EXPECT_EQ(resolution->abstentions, 1U);
  EXPECT_EQ(resolution->absent, 1U);
  EXPECT_EQ(resolution->recused, 1U);
  EXPECT_EQ(matter.approval_requests.at(0).outcome(), domain::ApprovalOutcome::returned);
  EXPECT_EQ(matter.approval_requests.at(1).outcome(), domain::ApprovalOutcome::granted);
}

TEST(Irregular, RecordsWhatWentWrongAndWhoWasRefused) {
  World world = world_of("irregular");
  const auto& matter = matter_of(world, findings().at("subject").get<std::string>());
  EXPECT_EQ(matter.refusals.size(), expected_refusals().size());
  EXPECT_EQ(matter.irregular_entries.size(), 7U);  // six commands; closing a vote is two events
  for (const domain::IrregularEntry& entry : matter.irregular_entries) {
    EXPECT_FALSE(entry.reason.empty());
    EXPECT_EQ(entry.evidence.size(), 2U);
  }
}

TEST(Irregular, FindingsNameCommandsOfTheFile) {
  std::set<std::string> ids;
  for (const std::string& line : lines_of("irregular")) ids.insert(json::parse(line)["commandId"]);
  const json expected = findings();
  EXPECT_GT(expected.at("findings").size(), 30U);
  for (const json& finding : expected.at("findings")) {
    EXPECT_FALSE(finding.at("commands").empty()) << finding;
    for (const json& id : finding.at("commands")) EXPECT_TRUE(ids.contains(id)) << finding;
  }
}

TEST(Examples, GoIntoOneLedger) {
  World world;
  std::set<std::string> sent;
  for (const char* name :
       {"irregular", "pilot-recruitment", "dissent", "delegated-county-centre"}) {
    submit(world, lines_of(name), sent);
  }
  EXPECT_EQ(matter_of(world, "partnership/ZJ-2020-001").contracts.size(), 7U);
}

}  // namespace
}  // namespace minutebook
