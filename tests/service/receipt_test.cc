#include "ledger/service/receipt.h"

#include "ledger/base/limits.h"
#include "ledger/service/publisher.h"
#include "tests/service/ledger_fixture.h"

namespace minutebook::service {
namespace {

class ReceiptTest : public LedgerTest, public testing::WithParamInterface<crypto::Suite> {
 protected:
  void SetUp() override {
    const CreateOptions options{
        .name = "test.example/ledger", .suite = GetParam(), .software = "test"};
    ASSERT_TRUE(create_ledger(directory(), options, clock_, random_));
    open();
    accept(commands_.root());
    for (int i = 0; i < 300; ++i) {
      static_cast<void>(writer_->submit(prepare(commands_.rename("name " + std::to_string(i)))));
    }
    ASSERT_TRUE(writer_->close());
  }
  tlog::Policy policy(const std::string& name = "test.example/ledger") {
    const auto key = read_ledger_key(ledger_->paths(), "").value();
    const auto verifier =
        tlog::VerifierKey::make(name, tlog::KeyRole::log, key.public_key()).value();
    return tlog::Policy::parse("log " + verifier.text() + "\nquorum none\n").value();
  }
  std::string receipt(std::uint64_t position, const ReceiptOptions& options = {}) {
    const auto made = make_receipt(*ledger_, Position{position}, options);
    EXPECT_TRUE(made) << made.error().message.en;
    return made.value_or("");
  }
};

std::string name_of_suite(const testing::TestParamInfo<crypto::Suite>& suite) {
  return std::string(crypto::name_of(suite.param));
}

INSTANTIATE_TEST_SUITE_P(Suites, ReceiptTest,
                         testing::Values(crypto::Suite::standard, crypto::Suite::gm),
                         name_of_suite);

TEST_P(ReceiptTest, ProvesEveryEventOffline) {
  const std::uint64_t head = ledger_->store().head().value;
  for (std::uint64_t i = 0; i < head; i += 7) {
    const auto verified = verify_receipt(receipt(i), policy());
    ASSERT_TRUE(verified) << verified.error().message.en;
    EXPECT_EQ(verified->event.position(), Position{i});
    EXPECT_FALSE(verified->event.redacted());
    EXPECT_EQ(verified->trusted.checkpoint.head.size, head);
    EXPECT_TRUE(contradictions(*ledger_, *verified)->empty());
  }
}

TEST_P(ReceiptTest, ShowsNoContentWithoutItsPayload) {
  const std::string whole = receipt(5);
  const std::string header_only = receipt(5, {.payload = false});
  EXPECT_LT(header_only.size(), whole.size());
  const auto verified = verify_receipt(header_only, policy());
  ASSERT_TRUE(verified) << verified.error().message.en;
  EXPECT_TRUE(verified->event.redacted());
  EXPECT_EQ(verified->leaf, verify_receipt(whole, policy())->leaf);
  for (const std::uint8_t byte : verified->event.salt()) EXPECT_EQ(byte, 0);
}

TEST_P(ReceiptTest, WithAnyByteOfItsEntryChangedDoesNotHold) {
  const auto proof = tlog::parse_proof(receipt(5)).value();
  for (std::size_t i = 0; i < proof.extra->size(); ++i) {
    auto changed = proof;
    (*changed.extra)[i] ^= 0x10;
    EXPECT_FALSE(verify_receipt(tlog::serialize(changed).value(), policy())) << i;
  }
}

TEST_P(ReceiptTest, OfALedgerThatThePolicyDoesNotListIsRefused) {
  const auto refused = verify_receipt(receipt(5), policy("other.example/ledger"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::unauthorised);
}

TEST_P(ReceiptTest, WithoutTheEntryIsNotAReceipt) {
  auto proof = tlog::parse_proof(receipt(5)).value();
  proof.extra.reset();
  EXPECT_EQ(verify_receipt(tlog::serialize(proof).value(), policy()).error().code,
            Errc::invalid_input);
}

TEST_P(ReceiptTest, IsMadeOnlyAgainstACheckpointThatCoversTheEvent) {
  EXPECT_TRUE(make_receipt(*ledger_, Position{0}, {.tree_size = 1}));
  EXPECT_EQ(make_receipt(*ledger_, Position{1}, {.tree_size = 1}).error().code, Errc::not_found);
  EXPECT_EQ(make_receipt(*ledger_, Position{1}, {.tree_size = 2}).error().code, Errc::not_found);
  EXPECT_EQ(make_receipt(*ledger_, Position{9'999}).error().code, Errc::not_found);
}

TEST_P(ReceiptTest, OfARemovedEntryConvictsTheLedger) {
  namespace fs = std::filesystem;
  close();
  fs::copy(directory() / "log", folder_.path() / "old", fs::copy_options::recursive);
  open();
  const std::uint64_t position = accept(commands_.rename("later")).positions.front().value;
  ASSERT_TRUE(writer_->close());
  const auto kept = verify_receipt(receipt(position), policy());
  ASSERT_TRUE(kept);
  EXPECT_TRUE(contradictions(*ledger_, *kept)->empty());
  close();
  fs::remove_all(directory() / "log");
  fs::rename(folder_.path() / "old", directory() / "log");
  auto older = Ledger::open(directory(), OpenMode::read, "test");
  ASSERT_TRUE(older);
  const auto found = contradictions(*older, *kept);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 1U);
  EXPECT_NE(found->front().en.find("removed"), std::string::npos) << found->front().en;
  check_at_end_ = false;
}

TEST_P(ReceiptTest, OfAnotherLedgerIsNotHeldAgainstThisOne) {
  const auto kept = verify_receipt(receipt(200), policy());
  ASSERT_TRUE(kept);
  close();
  std::filesystem::remove_all(directory());
  const CreateOptions options{
      .name = "test.example/ledger", .suite = GetParam(), .software = "test"};
  ASSERT_TRUE(create_ledger(directory(), options, clock_, random_));
  open();
  const auto found = contradictions(*ledger_, *kept);
  ASSERT_EQ(found->size(), 1U);
  EXPECT_NE(found->front().en.find("of ledger"), std::string::npos) << found->front().en;
}

TEST_P(ReceiptTest, LeavesOutAPayloadThatIsTooLarge) {
  open();
  const std::string names(60 * 1024, 'x');
  accept(commands_.make("ChangeOrganization", "organization/zj",
                        R"({"name":"n","reason":")" + names + R"("})"));
  ASSERT_TRUE(writer_->close());
  const std::uint64_t last = ledger_->store().head().value - 1;
  const std::string bytes = receipt(last);
  EXPECT_LE(bytes.size(), limits::max_tlog_proof_bytes);
  EXPECT_TRUE(verify_receipt(bytes, policy()));
}

}  // namespace
}  // namespace minutebook::service
