#include <gtest/gtest.h>

#include "ledger/rules/catalogue.h"
#include "tests/rules/asked.h"
#include "tests/rules/telling.h"

namespace minutebook::test {
namespace {

using rules::Rulebook;
using rules::signing_rules;

Asked rule(Story& story, const std::string& id, const Rulebook& rulebook = Rulebook()) {
  return asked(story, signing_rules(), id).under(rulebook);
}

/// The ruling on a matter with one contract of these terms.
std::string signed_with(const std::string& id, const std::map<std::string, std::string>& other,
                        const Rulebook& rulebook = Rulebook()) {
  Story story;
  story.given("signatory signatory SignContract @2021-04-01",
              signature("k", partner_a, terms(other)));
  return rule(story, id, rulebook).at("2021-05-01");
}

Rulebook wanting_items(std::int64_t count) {
  Rulebook rulebook;
  rulebook.numbers[static_cast<std::size_t>(rules::Number::public_benefit_items)] = count;
  return rulebook;
}

const std::string full_width_space = R"(" 　\t\n")";

// Of these rules only SIGN-3 has a situation that may not occur; the others are not applicable in
// modes that a rulebook takes out.

TEST(TermsRules, ArePendingWithoutAContractAndForADraft) {
  for (const char* id : {"SIGN-2", "SIGN-3", "SIGN-7", "SIGN-8", "SIGN-9"}) {
    Story story;
    EXPECT_EQ(rule(story, id).at("2021-05-01"), "pending") << id;
    story.given("proposer proposer DraftContract", draft("k", partner_a, 'c'));
    EXPECT_EQ(rule(story, id).at("2021-05-01"), "pending") << id;
    EXPECT_EQ(rule(story, id).verdict("2021-05-01").rests_on, std::vector{story.last()}) << id;
    EXPECT_EQ(rule(story, id).due_at("2021-05-01"), "") << id;
  }
}

TEST(TermsRules, AreNotApplicableToModesThatTheRulebookTakesOut) {
  for (const char* id : {"SIGN-2", "SIGN-7", "SIGN-8", "SIGN-9"}) {
    Rulebook rulebook;
    rulebook.rules[id].modes = rules::ModeSet{schema::Mode::SPONSORSHIP};
    EXPECT_EQ(signed_with(id, {{"content", ""}}, rulebook), "not-applicable") << id;
  }
}

TEST(TermsRules, JudgeEveryContractSignedRenewedOrAmendedByItsTermsThen) {
  const std::map<std::string, std::map<std::string, std::string>> lacking{
      {"SIGN-2", {{"exit", ""}}},
      {"SIGN-3", {{"partnerInvests", "true"}}},
      {"SIGN-7", {{"titleUnchanged", "false"}}},
      {"SIGN-8", {{"publicBenefits", ""}}},
      {"SIGN-9", {{"revenueTerms", ""}}},
  };
  const std::string invests = terms({{"partnerInvests", "true"}, {"assetDisposal", R"("ours")"}});
  for (const auto& [id, other] : lacking) {
    Story amended;
    amended.given("signatory signatory SignContract", signature("k", partner_a, invests));
    EXPECT_EQ(rule(amended, id).at("2021-05-01"), "pass") << id;
    amended.given("signatory signatory AmendContract", amendment("k", terms(other)));
    EXPECT_EQ(rule(amended, id).at("2021-05-01"), "breach") << id;
    EXPECT_EQ(rule(amended, id).verdict("2021-05-01").rests_on, std::vector{amended.last()});
    amended.given("signatory signatory AmendContract", amendment("k", invests));
    EXPECT_EQ(rule(amended, id).at("2021-05-01"), "breach") << id << ": it read so once";

    Story renewed;
    renewed.given("signatory signatory SignContract", signature("k", partner_a, invests));
    renewed.given("signatory signatory RenewContract", renewal("k", "k2", terms(other)));
    EXPECT_EQ(rule(renewed, id).at("2021-05-01"), "breach") << id;
    EXPECT_EQ(rule(renewed, id).verdict("2021-05-01").rests_on, std::vector{renewed.last()});
  }
}

TEST(TermsRules, WithoutParametersDoNotAskForARulebook) {
  for (const char* id : {"SIGN-3", "SIGN-7", "SIGN-9"}) {
    Story story;
    story.given("signatory signatory SignContract",
                signature("k", partner_a,
                          terms({{"partnerInvests", "true"}, {"assetDisposal", R"("ours")"}})));
    EXPECT_EQ(asked(story, signing_rules(), id).under_no_rulebook().at("2021-05-01"), "pass");
  }
}

TEST(TermsRules, WithParametersCannotDecideWithoutARulebook) {
  for (const char* id : {"SIGN-2", "SIGN-8"}) {
    Story story;
    story.given("signatory signatory SignContract", signature("k", partner_a));
    EXPECT_EQ(asked(story, signing_rules(), id).under_no_rulebook().at("2021-05-01"),
              "cannot-decide");
  }
}

TEST(ContentsRule, WantsEveryTermThatTheRulebookLists) {
  EXPECT_EQ(signed_with("SIGN-2", {}), "pass");
  for (const char* field :
       {"content", "requirements", "performanceStandards", "constraints", "exit", "start", "end"}) {
    EXPECT_EQ(signed_with("SIGN-2", {{field, ""}}), "breach") << field;
  }
  for (const char* field :
       {"content", "requirements", "performanceStandards", "constraints", "exit"}) {
    EXPECT_EQ(signed_with("SIGN-2", {{field, full_width_space}}), "breach") << field;
  }
}

TEST(ContentsRule, DoesNotWantWhatTheRulebookDoesNotList) {
  Rulebook rulebook;
  rulebook.terms = {rules::ContractTerm::content, rules::ContractTerm::term};
  EXPECT_EQ(signed_with("SIGN-2", {{"exit", ""}, {"constraints", ""}}, rulebook), "pass");
  EXPECT_EQ(signed_with("SIGN-2", {{"content", ""}}, rulebook), "breach");
  EXPECT_EQ(signed_with("SIGN-2", {{"end", ""}}, rulebook), "breach");
}

TEST(ContentsRule, NamesWhatIsMissing) {
  Story story;
  story.given("signatory signatory SignContract @2021-04-01",
              signature("k", partner_a, terms({{"exit", ""}, {"end", ""}})));
  const rules::Verdict verdict = rule(story, "SIGN-2").verdict("2021-05-01");
  EXPECT_EQ(verdict.reason.en, "contract \"k\" as signed on 2021-04-01 does not state: term, exit");
  EXPECT_EQ(verdict.reason.zh, "2021-04-01 签订的合同“k”未载明：合作期限、退出机制");
  EXPECT_EQ(verdict.rests_on, std::vector{story.last()});
}

TEST(DisposalRule, AppliesWhereThePartnerInvests) {
  EXPECT_EQ(signed_with("SIGN-3", {}), "not-applicable");
  EXPECT_EQ(signed_with("SIGN-3", {{"partnerInvests", "true"}}), "breach");
  EXPECT_EQ(
      signed_with("SIGN-3", {{"partnerInvests", "true"}, {"assetDisposal", full_width_space}}),
      "breach");
  EXPECT_EQ(signed_with("SIGN-3", {{"partnerInvests", "true"}, {"assetDisposal", R"("ours")"}}),
            "pass");
}

TEST(UnchangedRule, WantsAllFour) {
  EXPECT_EQ(signed_with("SIGN-7", {}), "pass");
  for (const char* field :
       {"brandUnchanged", "functionUnchanged", "primaryBusinessUnchanged", "titleUnchanged"}) {
    EXPECT_EQ(signed_with("SIGN-7", {{field, "false"}}), "breach") << field;
    EXPECT_EQ(signed_with("SIGN-7", {{field, ""}}), "breach") << field;
  }
}

TEST(BenefitsRule, CountsServicesWithFreeOrDiscountedPlaces) {
  const std::string three = R"([{"item":"a","freePlaces":1},{"item":"b","discountPercent":1},
                                {"item":"c","description":"places"}])";
  EXPECT_EQ(signed_with("SIGN-8", {{"publicBenefits", three}}, wanting_items(1)), "pass");
  EXPECT_EQ(signed_with("SIGN-8", {{"publicBenefits", three}}, wanting_items(2)), "pass");
  EXPECT_EQ(signed_with("SIGN-8", {{"publicBenefits", three}}, wanting_items(3)), "breach");
  EXPECT_EQ(signed_with("SIGN-8", {{"publicBenefits", ""}}), "breach");
  EXPECT_EQ(signed_with("SIGN-8", {{"publicBenefits", R"([{"item":"c"}])"}}), "breach");
}

TEST(RevenueRule, WantsTermsOfRevenue) {
  EXPECT_EQ(signed_with("SIGN-9", {}), "pass");
  EXPECT_EQ(signed_with("SIGN-9", {{"revenueTerms", ""}}), "breach");
  EXPECT_EQ(signed_with("SIGN-9", {{"revenueTerms", full_width_space}}), "breach");
}

}  // namespace
}  // namespace minutebook::test
