#include <gtest/gtest.h>

#include "ledger/rules/catalogue.h"
#include "projections/findings/packed.h"

namespace minutebook::projections::findings {
namespace {

const Subject matter = Subject::from_stored("partnership/pilot");

rules::Standings standings() {
  rules::Standings some;
  some.clock = Instant{-7};
  some.last = Position{12};
  some.before_last = Position{9};
  some.of_rules.resize(rules::catalogue().size());
  some.of_rules[2] = {rules::Ruling::pending, Instant{50}, std::nullopt,
                      rules::pending_until(Instant{50}, "till 50: wait", "等", {Position{3}})};
  some.of_rules[3] = {rules::Ruling::breach, std::nullopt, 1, std::nullopt};
  some.findings.push_back({rules::catalogue()[3].id, matter, Position{1}, Position{2}, Instant{4},
                           rules::breach("so 7:", "如此", {Position{1}, Position{2}})});
  some.findings.push_back({rules::catalogue()[3].id, matter, Position{5}, std::nullopt, Instant{6},
                           rules::breach("", "", {})});
  return some;
}

TEST(Packed, StandingsAreUnpackedAsTheyWere) {
  const auto text = pack(standings(), rules::catalogue());
  const auto unpacked = unpack_standings(text, matter, rules::catalogue());
  ASSERT_TRUE(unpacked) << unpacked.error().message.en;
  EXPECT_TRUE(*unpacked == standings());
}

TEST(Packed, FactsAreUnpackedAsTheyWere) {
  const Subject venue = Subject::from_stored("venue/v");
  const Subject union_ = Subject::from_stored("organization/o");
  const Subject partner = Subject::from_stored("partner/p");
  const rules::TermsFact terms{Position{4}, Day{-3}, Day{1}, std::nullopt, 500, true};
  const rules::MatterFacts facts{{{matter,
                                   venue,
                                   union_,
                                   partner,
                                   "k",
                                   "",
                                   UINT64_MAX - 1,
                                   schema::Mode::SPONSORSHIP,
                                   12,
                                   Position{4},
                                   Instant{9},
                                   {terms, terms},
                                   Position{8},
                                   Day{5}}},
                                 {{matter, union_, partner, "k", Position{7}, Instant{8}}}};
  const auto unpacked = unpack_facts(pack(facts), matter);
  ASSERT_TRUE(unpacked) << unpacked.error().message.en;
  EXPECT_TRUE(*unpacked == facts);
}

TEST(Packed, DecisionsAreUnpackedAsTheyWere) {
  const rules::FindingDecision decision{
      "VOTE-8",
      matter,
      {Position{1}},
      Instant{3},
      {true, Subject::from_stored("inspection/c"), Position{9}, "heard 3:"}};
  const auto unpacked = unpack_decision(pack(decision));
  ASSERT_TRUE(unpacked) << unpacked.error().message.en;
  EXPECT_TRUE(*unpacked == decision);
}

TEST(Packed, AnythingElseIsDamage) {
  const auto text = pack(standings(), rules::catalogue());
  for (std::size_t size = 0; size < text.size(); ++size) {
    const auto cut =
        unpack_standings(std::string_view(text).substr(0, size), matter, rules::catalogue());
    ASSERT_FALSE(cut) << size;
    EXPECT_EQ(cut.error().code, Errc::corruption);
  }
  EXPECT_FALSE(unpack_standings(text + "1 ", matter, rules::catalogue()));
  EXPECT_FALSE(unpack_standings(text, matter, rules::catalogue().first(5))) << "of other rules";
  EXPECT_FALSE(unpack_facts("1 9:no/thing", matter));
}

}  // namespace
}  // namespace minutebook::projections::findings
