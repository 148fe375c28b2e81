#include <gtest/gtest.h>

#include <algorithm>

#include "ledger/rules/catalogue.h"
#include "ledger/rules/judge.h"
#include "tests/rules/asked.h"
#include "tests/rules/telling.h"
#include "tests/support/house.h"

namespace minutebook::test {
namespace {

using rules::signing_rules;

/// Neither SIGN-1 nor SIGN-5 nor SIGN-6 has parameters: none asks for a rulebook.
Asked rule(Story& story, const std::string& id) {
  return asked(story, signing_rules(), id).under_no_rulebook();
}

const std::string later = "2023-05-01";

void tell_appraisal(Story& story, const std::string& day, const std::string& values) {
  story.given("proposer proposer AppraiseAssets" + on(day),
              R"({"appraiser":"appraisers")" + values + "}");
}

void tell_signing(Story& story, const std::string& day, char text = 'c') {
  story.given("signatory signatory SignContract" + on(day),
              signature("k", partner_a, terms(), text));
}

const std::string both = R"(,"tangibleFen":100,"intangibleFen":1)";

// An appraisal that is not recorded is one that was not made: SIGN-1 can always decide.

TEST(AppraisalRule, IsPendingUntilAContractIsSigned) {
  Story story;
  tell_appraisal(story, "2021-03-10", both);
  EXPECT_EQ(rule(story, "SIGN-1").at(later), "pending");
  const Position appraised = story.last();
  tell_signing(story, "2021-03-10");
  EXPECT_EQ(rule(story, "SIGN-1").at(later), "pass");
  EXPECT_EQ(rule(story, "SIGN-1").verdict(later).rests_on, (std::vector{appraised, story.last()}));
}

TEST(AppraisalRule, FindsASigningBeforeTheAppraisal) {
  Story story;
  tell_appraisal(story, "2021-03-10T09:00:01+08:00", both);
  const Position appraised = story.last();
  tell_signing(story, "2021-03-10");
  EXPECT_EQ(rule(story, "SIGN-1").at(later), "breach");
  EXPECT_EQ(rule(story, "SIGN-1").verdict(later).rests_on, (std::vector{appraised, story.last()}));
}

TEST(AppraisalRule, WantsTangibleAndIntangibleAssets) {
  const auto verdict = [](const std::string& one, const std::string& other) {
    Story story;
    tell_appraisal(story, "2021-03-10", one);
    tell_appraisal(story, "2021-03-10", other);
    tell_signing(story, "2021-03-11");
    return rule(story, "SIGN-1").at(later);
  };
  const std::string tangible = R"(,"tangibleFen":100)";
  const std::string intangible = R"(,"intangibleFen":1)";
  EXPECT_EQ(verdict(tangible, tangible), "breach");
  EXPECT_EQ(verdict(intangible, intangible), "breach");
  EXPECT_EQ(verdict(tangible, intangible), "pass");
}

TEST(AppraisalRule, IsValidOnItsLastDay) {
  const auto verdict = [](const std::string& day) {
    Story story;
    tell_appraisal(story, "2021-03-10", both + R"(,"validUntil":"2021-04-10")");
    tell_signing(story, day);
    return rule(story, "SIGN-1").at(later);
  };
  EXPECT_EQ(verdict("2021-04-09"), "pass");
  EXPECT_EQ(verdict("2021-04-10T23:59:59+08:00"), "pass");
  EXPECT_EQ(verdict("2021-04-11T00:00:00+08:00"), "breach");
}

TEST(AppraisalRule, JudgesRenewalsAndNotAmendments) {
  Story story;
  tell_appraisal(story, "2021-03-10", both + R"(,"validUntil":"2021-04-10")");
  tell_signing(story, "2021-04-01");
  story.given("signatory signatory AmendContract @2021-05-01", amendment("k"));
  EXPECT_EQ(rule(story, "SIGN-1").at(later), "pass");
  story.given("signatory signatory RenewContract @2021-06-01", renewal("k", "k2"));
  EXPECT_EQ(rule(story, "SIGN-1").at(later), "breach");
}

TEST(AppraisalRule, IsForExternalCooperation) {
  Story story = Story::before_proposal();
  story.given("proposer proposer ProposePartnership",
              R"({"venue":"venue/palace","mode":"sponsorship","title":"Hall","purpose":"places",
                  "scope":"sport","candidate":")" +
                  partner_a + R"("})");
  tell_signing(story, "2021-04-01");
  EXPECT_EQ(rule(story, "SIGN-1").at(later), "not-applicable");
}

std::string digest(char letter) { return std::string(64, letter); }

void tell_approved_text(Story& story, const std::string& id, const std::string& day, char text) {
  story.given(
      "proposer proposer RequestApproval",
      R"({"request":")" + id + R"(","authority":"organization/province","summary":"hall"})");
  story.given("approver approver GrantApproval" + on(day),
              R"({"request":")" + id + R"(","contractText":")" + digest(text) + R"("})");
}

// SIGN-5 and SIGN-6 are about every contract: without one they are pending, never not applicable.

TEST(TextRule, IsPendingForADraft) {
  Story story;
  EXPECT_EQ(rule(story, "SIGN-5").at(later), "pending");
  story.given("proposer proposer DraftContract", draft("k", partner_a, 'c'));
  EXPECT_EQ(rule(story, "SIGN-5").at(later), "pending");
}

TEST(TextRule, WantsTheTextApproved) {
  const auto verdict = [](const std::string& approved) {
    Story story;
    tell_approved_text(story, "r", approved, 'a');
    story.given("proposer proposer DraftContract", draft("k", partner_a, 'c'));
    tell_signing(story, "2021-04-01", 'c');
    return rule(story, "SIGN-5").at(later);
  };
  EXPECT_EQ(verdict("2021-04-01"), "breach") << "drafted anew after the approval";
  EXPECT_EQ(verdict("2021-04-02"), "pass") << "that approval came later: the last draft counts";
}

TEST(TextRule, TakesAnyTextApprovedForTheContract) {
  Story story;
  tell_approved_text(story, "r", "2021-03-05", 'a');
  const Position first = story.last();
  tell_approved_text(story, "r2", "2021-03-06", 'b');
  const Position second = story.last();
  tell_signing(story, "2021-04-01", 'b');
  EXPECT_EQ(rule(story, "SIGN-5").at(later), "pass");
  EXPECT_EQ(rule(story, "SIGN-5").verdict(later).rests_on, (std::vector{second, story.last()}));
  story.given("signatory signatory SignContract @2021-04-02",
              signature("k2", partner_a, terms(), 'c'));
  EXPECT_EQ(rule(story, "SIGN-5").at(later), "breach");
  EXPECT_EQ(rule(story, "SIGN-5").verdict(later).rests_on,
            (std::vector{first, second, story.last()}));
}

TEST(TextRule, LeavesTextsApprovedForOtherContractsOut) {
  Story story;
  story.given("proposer proposer DraftContract", draft("k", partner_a, 'c'));
  story.given("proposer proposer DraftContract", draft("k2", partner_b, 'd'));
  tell_approved_text(story, "r", "2021-03-05", 'd');
  tell_signing(story, "2021-04-01", 'c');
  story.given("proposer proposer DraftContract @2021-04-01", draft("k2", partner_b, 'e'));
  story.given("signatory signatory SignContract @2021-04-02",
              signature("k2", partner_b, terms(), 'd'));
  EXPECT_EQ(rule(story, "SIGN-5").at(later), "pass");
}

TEST(TextRule, WantsTheLastDraftWhereNoTextWasApproved) {
  const auto verdict = [](char text) {
    Story story;
    story.given("proposer proposer DraftContract @2021-03-10", draft("k", partner_a, 'b'));
    story.given("proposer proposer DraftContract @2021-03-20", draft("k", partner_a, 'c'));
    tell_signing(story, "2021-04-01", text);
    return rule(story, "SIGN-5").at(later);
  };
  EXPECT_EQ(verdict('c'), "pass");
  EXPECT_EQ(verdict('b'), "breach");
}

TEST(TextRule, CannotDecideWithNeitherApprovedTextNorDraft) {
  Story story;
  tell_signing(story, "2021-04-01");
  EXPECT_EQ(rule(story, "SIGN-5").at(later), "cannot-decide");
}

TEST(TextRule, WantsAmendmentsAndRenewalsDecidedOrApproved) {
  const auto verdict = [](bool renews, const std::string& meeting, const std::string& day,
                          bool adopted = true) {
    Story story;
    story.given("proposer proposer DraftContract", draft("k", partner_a, 'c'));
    tell_signing(story, "2021-04-01");
    tell_resolution(story, "m", "2021-05-10", adopted);
    story.given(
        "signatory signatory " + std::string(renews ? "RenewContract" : "AmendContract") + on(day),
        renews ? renewal("k", "k2", terms(), meeting) : amendment("k", terms(), meeting));
    return rule(story, "SIGN-5").at(later);
  };
  for (const bool renews : {false, true}) {
    EXPECT_EQ(verdict(renews, "m", "2021-05-10"), "pass");
    EXPECT_EQ(verdict(renews, "m", "2021-05-09"), "breach") << "decided afterwards";
    EXPECT_EQ(verdict(renews, "m", "2021-05-11", false), "breach") << "rejected";
    EXPECT_EQ(verdict(renews, "", "2021-05-11"), "breach") << "no meeting cited";
  }
}

TEST(TextRule, TakesAnAmendmentWhoseTextWasApproved) {
  Story story;
  story.given("proposer proposer DraftContract", draft("k", partner_a, 'c'));
  tell_signing(story, "2021-04-01");
  tell_approved_text(story, "r", "2021-05-01", 'd');
  story.given("signatory signatory AmendContract @2021-05-02", amendment("k"));
  EXPECT_EQ(rule(story, "SIGN-5").at(later), "pass");
  story.given("signatory signatory AmendContract @2021-05-03", amendment("k", terms(), "", 'e'));
  EXPECT_EQ(rule(story, "SIGN-5").at(later), "breach");
  EXPECT_EQ(rule(story, "SIGN-5").verdict(later).rests_on, std::vector{story.last()});
}

TEST(SignatoryRule, PassesWhoHeldTheRoleAndIsPendingBefore) {
  Story story;
  EXPECT_EQ(rule(story, "SIGN-6").at(later), "pending");
  tell_signing(story, "2021-04-01");
  EXPECT_EQ(rule(story, "SIGN-6").at(later), "pass");
  const rules::Verdict verdict = rule(story, "SIGN-6").verdict(later);
  ASSERT_EQ(verdict.rests_on.size(), 2u) << "the grant of the role and the signing";
  EXPECT_EQ(verdict.rests_on[1], story.last());
}

TEST(SignatoryRule, FindsWhoDidNotHoldTheRole) {
  for (const char* who : {"m1", "stranger", "supervisor"}) {
    Story story;
    story.given("supervisor supervisor SignContract irregular for:" + std::string(who),
                signature("k", partner_a));
    EXPECT_EQ(rule(story, "SIGN-6").at(later), "breach") << who;
    EXPECT_EQ(rule(story, "SIGN-6").verdict(later).rests_on, std::vector{story.last()});
  }
}

/// A contract signed by `who` on `day`, where m1 is signatory up to 2021-06-01 and the county,
/// whose signatory is m2, runs the venue from 2021-05-01 to 2021-06-01.
rules::Verdict signed_by(const std::string& who, const std::string& day) {
  auto commands = house_being_built();
  const auto role = [](const std::string& organization, const std::string& until) {
    return R"({"role":"signatory","organization":"organization/)" + organization +
           R"(","from":"2021-01-01")" + until + "}";
  };
  commands.insert(commands.end(),
                  {founders("RegisterPrincipal", "person/m2",
                            R"({"title":"m2","organization":"organization/county"})"),
                   founders("RegisterPartner", partner_a, R"({"name":"partner","kind":"company"})"),
                   founders("GrantRole", "person/m1", role("city", R"(,"until":"2021-06-01")")),
                   founders("GrantRole", "person/m2", role("county", "")),
                   command("signatory signatory DelegateOperation venue/palace @2021-04-01",
                           R"({"to":"organization/county","from":"2021-05-01","until":"2021-06-01",
                   "terms":"daily running"})"),
                   command("proposer proposer ProposePartnership partnership/pilot",
                           R"({"venue":"venue/palace","mode":"externalCooperation","title":"Hall",
                   "purpose":"places","scope":"sport"})"),
                   command("supervisor supervisor SignContract partnership/pilot irregular for:" +
                               who + on(day),
                           signature("k", partner_a))});
  World world;
  for (const std::string& json : commands) {
    const Outcome outcome = world.submit(json);
    EXPECT_TRUE(outcome.accepted()) << outcome.summary();
  }
  const rules::Rulebooks rulebooks;
  const rules::Landscape landscape;
  const rules::Scene scene{world.directory(), rulebooks, landscape,
                           parse_time("2022-01-01T00:00:00+08:00").value().instant};
  const auto rule = std::ranges::find(signing_rules(), "SIGN-6", &rules::Rule::id);
  return rules::judge(*rule, scene, Subject::from_stored("partnership/pilot"),
                      std::get<domain::Partnership>(world.aggregate("partnership/pilot").state));
}

TEST(SignatoryRule, LooksAtTheDayOfTheSigning) {
  EXPECT_EQ(signed_by("m1", "2021-05-31T23:59:59+08:00").ruling, rules::Ruling::pass);
  const rules::Verdict verdict = signed_by("m1", "2021-06-01T00:00:00+08:00");
  EXPECT_EQ(verdict.ruling, rules::Ruling::breach);
  EXPECT_EQ(verdict.rests_on.size(), 2u) << "the grant that had ended, and the signing";
}

TEST(SignatoryRule, TakesWhoRunsTheVenueOnThatDay) {
  EXPECT_EQ(signed_by("m2", "2021-04-30").ruling, rules::Ruling::breach);
  EXPECT_EQ(signed_by("m2", "2021-05-01").ruling, rules::Ruling::pass);
  EXPECT_EQ(signed_by("m2", "2021-05-31").ruling, rules::Ruling::pass);
  EXPECT_EQ(signed_by("m2", "2021-06-01").ruling, rules::Ruling::breach);
}

TEST(SignatoryRule, JudgesAmendmentsAndRenewals) {
  for (const bool renews : {false, true}) {
    Story story;
    tell_signing(story, "2021-04-01");
    story.given("supervisor supervisor " + std::string(renews ? "RenewContract" : "AmendContract") +
                    " irregular for:m1",
                renews ? renewal("k", "k2") : amendment("k"));
    EXPECT_EQ(rule(story, "SIGN-6").at(later), "breach");
  }
}

TEST(SignatoryRule, CannotDecideWhereNobodyIsNamed) {
  Story story;
  story.given("supervisor supervisor SignContract irregular", signature("k", partner_a));
  EXPECT_EQ(rule(story, "SIGN-6").at(later), "cannot-decide");
}

}  // namespace
}  // namespace minutebook::test
