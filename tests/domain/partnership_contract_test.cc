#include <gtest/gtest.h>

#include "tests/support/story.h"

namespace minutebook::test {
namespace {

const std::string term = R"({"content":"hall","start":"2021-05-01","end":"2024-05-01"})";

std::string draft(const std::string& id, const std::string& partner,
                  const std::string& terms = term) {
  return R"({"contract":")" + id + R"(","partner":")" + partner + R"(","terms":)" + terms +
         R"(,"text":)" + document('c') + "}";
}

std::string signature(const std::string& id, const std::string& partner,
                      const std::string& terms = term) {
  return R"({"contract":")" + id + R"(","partner":")" + partner + R"(","terms":)" + terms +
         R"(,"text":)" + document('c') + R"(,"partnerSignatory":"manager"})";
}

std::string amendment(const std::string& more = "") {
  return R"({"contract":"k","terms":{"content":"hall and gym","end":"2025-05-01"},"text":)" +
         document('d') + R"(,"reason":"a gym was added")" + more + "}";
}

std::string renewal(const std::string& id, const std::string& successor) {
  return R"({"contract":")" + id + R"(","successor":")" + successor +
         R"(","terms":{"start":"2024-05-01","end":"2026-05-01"},"text":)" + document('e') +
         R"(,"reason":"satisfaction is high"})";
}

std::string only(const std::string& id) { return R"({"contract":")" + id + R"("})"; }

std::string termination(const std::string& id) {
  return R"({"contract":")" + id + R"(","cause":"agreement","reason":"both agreed"})";
}

std::string settlement(const std::string& id) {
  return R"({"contract":")" + id + R"(","description":"pumps stay","valueFen":100})";
}

Story running() {
  Story story;
  story.given("signatory signatory SignContract", signature("k", partner_a));
  return story;
}

TEST(Contract, IsSignedWithThePartnerOfItsDraft) {
  Story story;
  story.given("proposer proposer DraftContract", draft("k", partner_b));
  EXPECT_EQ(story.step(), domain::Step::signing);
  EXPECT_EQ(story.when("signatory signatory SignContract", signature("k", partner_a)), "STEP-2");
  story.given("signatory signatory SignContract", signature("k", partner_b));
  EXPECT_EQ(story.matter().contract("k")->state(), domain::ContractState::running);
  EXPECT_EQ(story.step(), domain::Step::evaluation);
  EXPECT_EQ(story.when("signatory signatory SignContract", signature("k", partner_b)), "STEP-2");
  EXPECT_EQ(story.when("proposer proposer DraftContract", draft("k", partner_b)), "STEP-2");
}

TEST(Contract, IsSignedUndraftedOnlyWithThePartnerThatTheProposalNames) {
  Story story;
  EXPECT_EQ(story.when("signatory signatory SignContract", signature("k", partner_b)), "STEP-2");
  story.given("supervisor supervisor SignContract irregular for:signatory",
              signature("k", partner_b));
  EXPECT_TRUE(story.matter().contract("k")->signatures.at(0).act.irregular);
  story.given("signatory signatory SignContract", signature("k2", partner_a));
}

TEST(Contract, KeepsEveryDraft) {
  Story story;
  story.given("proposer proposer DraftContract", draft("k", partner_a));
  story.given("proposer proposer DraftContract", draft("k", partner_b, R"({"content":"gym"})"));
  EXPECT_EQ(story.matter().contract("k")->drafts.size(), 2u);
  EXPECT_EQ(story.matter().contract("k")->partner.text(), partner_b);
  EXPECT_EQ(story.matter().contract("k")->terms()->content, "gym");
}

TEST(Contract, EndsAfterItBegins) {
  Story story;
  EXPECT_EQ(story.when("proposer proposer DraftContract",
                       draft("k", partner_a, R"({"start":"2021-05-01","end":"2021-05-01"})")),
            "STEP-2");
  EXPECT_EQ(story.when("signatory signatory SignContract",
                       signature("k", partner_a, R"({"start":"2021-05-01","end":"2021-05-01"})")),
            "STEP-2");
  story.given("proposer proposer DraftContract",
              draft("k", partner_a, R"({"start":"2021-05-01","end":"2021-05-02"})"));
}

TEST(Contract, IsAmendedWhileItRuns) {
  Story story;
  EXPECT_EQ(story.when("signatory signatory AmendContract", amendment()), "REF-3!");
  story.given("proposer proposer DraftContract", draft("k", partner_a));
  EXPECT_EQ(story.when("signatory signatory AmendContract", amendment()), "STEP-2");
  story.given("signatory signatory SignContract", signature("k", partner_a));
  EXPECT_EQ(story.when("signatory signatory AmendContract", amendment(R"(,"meeting":"none")")),
            "REF-3!");
  story.given("signatory signatory AmendContract", amendment());
  EXPECT_EQ(story.matter().contract("k")->terms()->content, "hall and gym");
  EXPECT_EQ(story.matter().contract("k")->signatures.at(0).terms.content, "hall");
  story.given("signatory signatory TerminateContract", termination("k"));
  EXPECT_EQ(story.when("signatory signatory AmendContract", amendment()), "STEP-2");
}

TEST(Contract, MakesItsSuccessorWhenItIsRenewed) {
  Story story = running();
  EXPECT_EQ(story.when("signatory signatory RenewContract", renewal("k", "k")), "REF-2!");
  story.given("signatory signatory RenewContract", renewal("k", "k2"));
  const domain::Contract& successor = *story.matter().contract("k2");
  EXPECT_EQ(successor.partner.text(), partner_a);
  EXPECT_EQ(successor.origin->predecessor, "k");
  EXPECT_EQ(successor.state(), domain::ContractState::running);
  EXPECT_EQ(story.matter().contract("k")->state(), domain::ContractState::renewed);
  EXPECT_EQ(story.when("signatory signatory RenewContract", renewal("k", "k3")), "STEP-2");
  EXPECT_EQ(story.when("signatory signatory SignContract", signature("k2", partner_a)), "STEP-2");
  EXPECT_EQ(story.step(), domain::Step::evaluation);
  story.given("signatory signatory RenewContract", renewal("k2", "k3"));
  EXPECT_EQ(story.matter().contract("k3")->origin->predecessor, "k2");
}

TEST(Contract, EndsOnce) {
  Story story = running();
  story.given("signatory signatory TerminateContract", termination("k"));
  EXPECT_EQ(story.when("signatory signatory TerminateContract", termination("k")), "STEP-2");
  EXPECT_EQ(story.when("signatory signatory ExpireContract @2024-05-01", only("k")), "STEP-2");
  EXPECT_EQ(story.when("signatory signatory RenewContract", renewal("k", "k2")), "STEP-2");
  EXPECT_EQ(story.when("signatory signatory TerminateContract", termination("none")), "REF-3!");
}

TEST(Contract, ExpiresOnItsEndDayAndNotBefore) {
  Story story = running();
  EXPECT_EQ(story.when("signatory signatory ExpireContract @2024-04-30", only("k")), "STEP-2");
  EXPECT_EQ(story.when("signatory signatory ExpireContract @2024-04-30T15:59:59Z", only("k")),
            "STEP-2")
      << "still the 30th in the ledger's zone";
  story.given("signatory signatory ExpireContract @2024-04-30T16:00:00Z", only("k"));
  EXPECT_EQ(story.matter().contract("k")->state(), domain::ContractState::expired);
}

TEST(Contract, WithoutAnEndDayCannotExpire) {
  Story story;
  story.given("signatory signatory SignContract", signature("k", partner_a, R"({"content":"x"})"));
  EXPECT_EQ(story.when("signatory signatory ExpireContract @2031-01-01", only("k")), "STEP-2");
}

TEST(Contract, IsSettledWhenItHasEnded) {
  Story story = running();
  EXPECT_EQ(story.when("signatory signatory SettleAssets", settlement("k")), "STEP-2");
  story.given("signatory signatory TerminateContract", termination("k"));
  story.given("signatory signatory SettleAssets", settlement("k"));
  EXPECT_EQ(story.matter().contract("k")->settlements.at(0).value_fen, 100);
}

TEST(Matter, MayHaveSeveralContractsAndClosesWithTheLast) {
  Story story = running();
  story.given("proposer proposer DraftContract", draft("k2", partner_b));
  story.given("signatory signatory TerminateContract", termination("k"));
  EXPECT_EQ(story.step(), domain::Step::signing) << "the other is still to be signed";
  story.given("signatory signatory SignContract", signature("k2", partner_b));
  EXPECT_EQ(story.step(), domain::Step::evaluation);
  story.given("signatory signatory TerminateContract", termination("k2"));
  EXPECT_EQ(story.step(), domain::Step::closed);
  EXPECT_EQ(story.when("proposer proposer DraftContract", draft("k3", partner_b)), "STEP-1");
  EXPECT_EQ(story.when("proposer proposer WithdrawProposal", R"({"reason":"x"})"), "STEP-1");
  story.given("signatory signatory SettleAssets", settlement("k2"));
}

TEST(Matter, WithASignedContractIsNotWithdrawn) {
  Story story = running();
  EXPECT_EQ(story.when("proposer proposer WithdrawProposal", R"({"reason":"x"})"), "STEP-2");
  story.given("supervisor supervisor WithdrawProposal irregular for:proposer", R"({"reason":"x"})");
  EXPECT_EQ(story.step(), domain::Step::withdrawn);
}

}  // namespace
}  // namespace minutebook::test
