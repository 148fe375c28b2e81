#include <gtest/gtest.h>

#include "ledger/rules/approval_facts.h"
#include "ledger/rules/catalogue.h"
#include "tests/rules/asked.h"
#include "tests/rules/telling.h"

namespace minutebook::test {
namespace {

using rules::approval_rules;
using rules::ApprovalRow;
using rules::Authority;
using rules::Demand;
using rules::Rulebook;

Rulebook rulebook_with(const ApprovalRow& row) {
  Rulebook rulebook;
  rulebook.matrices = {{row}};
  return rulebook;
}

Rulebook asking_for(Demand demand, const Authority& authority = {}) {
  return rulebook_with({.levels = {schema::OrganizationLevel::CITY},
                        .modes = rules::all_modes,
                        .demand = demand,
                        .authority = authority});
}

const Rulebook by_parent = asking_for(Demand::approval);

std::string request(const std::string& id, const std::string& authority = "province") {
  return R"({"request":")" + id + R"(","authority":"organization/)" + authority +
         R"(","summary":"hall"})";
}

void tell_grant(Story& story, const std::string& id, const std::string& day) {
  story.given("proposer proposer RequestApproval", request(id));
  story.given("approver approver GrantApproval" + on(day), R"({"request":")" + id + R"("})");
}

void tell_announcement(Story& story, const std::string& day) {
  story.given("team selectionTeam AnnounceSelection" + on(day),
              R"({"selection":"s","method":"publicRecruitment","places":1,
                  "deadline":"2021-06-01T12:00:00+08:00"})");
}

void tell_signing(Story& story, const std::string& day, const std::string& terms_json = terms()) {
  story.given("signatory signatory SignContract" + on(day), signature("k", partner_a, terms_json));
}

void tell_revision(Story& story, const std::string& day, const std::string& more) {
  story.given("proposer proposer ReviseProposal" + on(day),
              R"({"proposal":{"venue":"venue/palace","mode":"externalCooperation","title":"Hall",
                  "purpose":"places","scope":"sport","candidate":")" +
                  partner_a + '"' + more + R"(},"reason":"figures"})");
}

Asked approval(Story& story, const Rulebook& rulebook = by_parent) {
  return asked(story, approval_rules(), "APPR-1").under(rulebook);
}

TEST(ApprovalRule, IsPendingUntilSomethingIsSelectedOrSigned) {
  Story story;
  EXPECT_EQ(approval(story).at("2021-04-01"), "pending");
  EXPECT_EQ(approval(story).due_at("2021-04-01"), "") << "nothing falls due by itself";
  tell_grant(story, "r", "2021-03-05");
  EXPECT_EQ(approval(story).at("2021-04-01"), "pass");
}

TEST(ApprovalRule, PassesAGrantBeforeSelectionAndSigning) {
  Story story;
  tell_grant(story, "r", "2021-03-05");
  const Position grant = story.last();
  tell_announcement(story, "2021-03-05");
  const Position announced = story.last();
  tell_signing(story, "2021-07-01");
  EXPECT_EQ(approval(story).at("2021-08-01"), "pass");
  EXPECT_EQ(approval(story).verdict("2021-08-01").rests_on,
            (std::vector{grant, announced, story.last()}));
}

TEST(ApprovalRule, FindsASelectionAnnouncedBeforeTheGrant) {
  Story story;
  tell_announcement(story, "2021-03-05T08:59:59.999999999+08:00");
  const Position announced = story.last();
  tell_grant(story, "r", "2021-03-05");
  EXPECT_EQ(approval(story).at("2021-04-01"), "breach");
  EXPECT_EQ(approval(story).verdict("2021-04-01").rests_on, (std::vector{announced, story.last()}));
}

TEST(ApprovalRule, GoesByWhenTheGrantOccurredNotByWhenItWasRecorded) {
  Story story;
  tell_announcement(story, "2021-03-05");
  tell_grant(story, "r", "2021-03-04");
  EXPECT_EQ(approval(story).at("2021-04-01"), "pass");
}

TEST(ApprovalRule, FindsAContractSignedWithoutAGrant) {
  Story story;
  story.given("proposer proposer RequestApproval", request("r"));
  tell_signing(story, "2021-04-01");
  EXPECT_EQ(approval(story).at("2021-04-02"), "breach");
  EXPECT_EQ(approval(story).verdict("2021-04-02").rests_on, std::vector{story.last()});
}

TEST(ApprovalRule, TakesTheLastAnswerOfARequestAndAnyRequest) {
  Story story;
  story.given("proposer proposer RequestApproval", request("r"));
  story.given("approver approver ReturnApproval @2021-03-02",
              R"({"request":"r","reason":"no figures"})");
  EXPECT_EQ(approval(story).at("2021-04-01"), "pending");
  tell_grant(story, "r2", "2021-03-05");
  EXPECT_EQ(approval(story).at("2021-04-01"), "pass");
  story.given("supervisor supervisor RefuseApproval irregular for:approver @2021-03-08",
              R"({"request":"r2","reason":"withdrawn"})");
  tell_signing(story, "2021-03-07");
  EXPECT_EQ(approval(story).at("2021-04-01"), "pass") << "the grant stood on that day";
  story.given("signatory signatory AmendContract @2021-03-09", amendment("k"));
  EXPECT_EQ(approval(story).at("2021-04-01"), "breach");
}

TEST(ApprovalRule, IsAnsweredByTheAuthorityOrOneAboveIt) {
  const auto verdict = [](const std::string& asked_of, const Authority& authority) {
    Story story;
    story.given("proposer proposer RequestApproval", request("r", asked_of));
    story.given("supervisor supervisor GrantApproval irregular for:approver", R"({"request":"r"})");
    tell_signing(story, "2021-04-01");
    return approval(story, asking_for(Demand::approval, authority)).at("2021-05-01");
  };
  const Authority own{Authority::Kind::own};
  const Authority parent{Authority::Kind::parent};
  const Authority national{Authority::Kind::level, schema::OrganizationLevel::NATIONAL};
  const Authority provincial{Authority::Kind::level, schema::OrganizationLevel::PROVINCIAL};
  const Authority city{Authority::Kind::level, schema::OrganizationLevel::CITY};
  EXPECT_EQ(verdict("city", own), "pass");
  EXPECT_EQ(verdict("city", city), "pass");
  EXPECT_EQ(verdict("city", parent), "breach");
  EXPECT_EQ(verdict("sibling", own), "breach");
  EXPECT_EQ(verdict("province", own), "pass");
  EXPECT_EQ(verdict("province", parent), "pass");
  EXPECT_EQ(verdict("city", provincial), "breach");
  EXPECT_EQ(verdict("province", provincial), "pass");
  EXPECT_EQ(verdict("province", national), "breach");
  const Authority county{Authority::Kind::level, schema::OrganizationLevel::COUNTY};
  EXPECT_EQ(verdict("province", county), "cannot-decide") << "none at or above the city";
}

TEST(ApprovalRule, LooksAtTheProposalAsItReadAtThatMoment) {
  const Rulebook dear = rulebook_with({.levels = {schema::OrganizationLevel::CITY},
                                       .modes = rules::all_modes,
                                       .value_from_fen = 1000,
                                       .demand = Demand::approval,
                                       .authority = {}});
  const auto verdict = [&](const std::string& revised, const std::string& value) {
    Story story;
    tell_revision(story, revised, R"(,"estimatedValueFen":)" + value);
    tell_announcement(story, "2021-03-05");
    return approval(story, dear).at("2021-04-01");
  };
  EXPECT_EQ(verdict("2021-03-05", "999"), "not-applicable");
  EXPECT_EQ(verdict("2021-03-05", "1000"), "breach");
  EXPECT_EQ(verdict("2021-03-06", "1000"), "not-applicable");
}

TEST(ApprovalRule, LooksAtTheContractsOwnValueAndTermWhereTheyAreLarger) {
  const auto verdict = [](std::int64_t value_from_fen, std::uint16_t term_over_months,
                          const std::string& terms_json) {
    ApprovalRow row;
    row.value_from_fen = value_from_fen;
    row.term_over_months = term_over_months;
    row.levels = {schema::OrganizationLevel::CITY};
    row.modes = rules::all_modes;
    row.demand = Demand::approval;
    Story story;
    tell_revision(story, "2021-03-01", R"(,"estimatedValueFen":500,"intendedTermMonths":12)");
    tell_signing(story, "2021-04-01", terms_json);
    return approval(story, rulebook_with(row)).at("2021-05-01");
  };
  EXPECT_EQ(verdict(1000, 0, terms({{"valueFen", "999"}})), "not-applicable");
  EXPECT_EQ(verdict(1000, 0, terms({{"valueFen", "1000"}})), "breach");
  EXPECT_EQ(verdict(500, 0, terms({{"valueFen", "1"}})), "breach");
  EXPECT_EQ(verdict(0, 24, terms()), "not-applicable");
  EXPECT_EQ(verdict(0, 24, terms({{"end", R"("2023-05-02")"}})), "breach");
  EXPECT_EQ(verdict(0, 11, terms({{"end", ""}})), "breach");
  EXPECT_EQ(verdict(0, 12, terms({{"end", ""}})), "not-applicable");
}

TEST(ApprovalRule, JudgesRenewalsAndAmendmentsByTheirOwnTerms) {
  const Rulebook dear = rulebook_with({.levels = {schema::OrganizationLevel::CITY},
                                       .modes = rules::all_modes,
                                       .value_from_fen = 1000,
                                       .demand = Demand::approval,
                                       .authority = {}});
  Story story;
  tell_signing(story, "2021-04-01");
  EXPECT_EQ(approval(story, dear).at("2021-05-01"), "not-applicable");
  story.given("signatory signatory RenewContract @2021-05-01",
              renewal("k", "k2", terms({{"valueFen", "1000"}})));
  EXPECT_EQ(approval(story, dear).at("2021-06-01"), "breach");
  EXPECT_EQ(approval(story, dear).verdict("2021-06-01").rests_on, std::vector{story.last()});
}

TEST(ApprovalRule, IsNotApplicableWhereTheMatrixOrTheStepsDoNotAskForIt) {
  Story story;
  EXPECT_EQ(approval(story, Rulebook()).at("2021-04-01"), "not-applicable");
  EXPECT_EQ(approval(story, asking_for(Demand::filing)).at("2021-04-01"), "not-applicable");
  tell_signing(story, "2021-04-01");
  Rulebook without_step = by_parent;
  without_step.steps.fill({});
  EXPECT_EQ(approval(story, without_step).at("2021-05-01"), "not-applicable");
}

TEST(ApprovalRule, CannotDecideWithoutARulebook) {
  Story story;
  EXPECT_EQ(asked(story, approval_rules(), "APPR-1").under_no_rulebook().at("2021-04-01"),
            "cannot-decide");
}

TEST(MonthsOfATerm, CountABegunMonthAndEndOnAMonthsLastDay) {
  const auto months = [](std::string_view start, std::string_view end) {
    return rules::months_of(parse_day(start).value(), parse_day(end).value());
  };
  EXPECT_EQ(months("2021-05-01", "2023-05-01"), 24u);
  EXPECT_EQ(months("2021-05-01", "2023-05-02"), 25u);
  EXPECT_EQ(months("2021-05-15", "2021-06-14"), 1u);
  EXPECT_EQ(months("2021-05-01", "2021-05-02"), 1u);
  EXPECT_EQ(months("2021-01-31", "2021-02-28"), 1u);
  EXPECT_EQ(months("2021-01-31", "2021-03-01"), 2u);
  EXPECT_EQ(months("2020-12-01", "2021-01-01"), 1u);
  EXPECT_EQ(months("2021-05-01", "2021-05-01"), 0u);
}

}  // namespace
}  // namespace minutebook::test
