#include "ledger/service/internal_submission.h"

#include "ledger/crypto/base64.h"
#include "ledger/crypto/pem_file.h"
#include "ledger/domain/key_rotation.h"
#include "tests/service/ledger_fixture.h"

namespace minutebook::service {
namespace {

class InternalSubmission : public LedgerTest {
 protected:
  std::string command(const std::string& type, const std::string& data) const {
    const std::string self = "ledger/" + ledger_->info().id.text();
    return R"({"commandId":")" + test_id(++count_) + R"(","type":")" + type + R"(","subject":")" +
           self + R"(","actor":")" + self +
           R"(","role":"ledger","occurredAt":"2021-01-04T10:00:00+08:00","data":)" + data + "}";
  }
  std::string rotation(const crypto::PrivateKey& from, const crypto::PublicKey& to,
                       const std::string& reason = "yearly") const {
    const std::string text = domain::key_rotation_text(ledger_->info().id.text(), to.key_id());
    return command("RotateLedgerKey", R"({"publicKey":")" + crypto::to_base64(to.der()) +
                                          R"(","signatureByOldKey":")" +
                                          crypto::to_base64(from.sign(as_bytes(text))) +
                                          R"(","reason":")" + reason + R"("})");
  }
  Outcome record(const std::string& json) {
    auto submission = internal_submission(json, ledger_->info().suite);
    EXPECT_TRUE(submission) << submission.error().message.en;
    return writer_->submit(std::move(*submission)).get();
  }
  crypto::PrivateKey first_key() const {
    auto key = crypto::read_private_key(ledger_->paths().ledger_key(), "");
    EXPECT_TRUE(key);
    return std::move(*key);
  }
  mutable std::uint64_t count_ = 1'000;
};

TEST_F(InternalSubmission, RotatesTheKeyThatTheLedgerWasMadeWith) {
  open({.sign = false});
  const auto next = crypto::PrivateKey::generate(crypto::Algorithm::ed25519);
  const Outcome outcome = record(rotation(first_key(), next.public_key()));
  ASSERT_TRUE(is_accepted(outcome)) << explain(outcome);
  EXPECT_EQ(std::get<Accepted>(outcome).events, std::vector{schema::EventBody::LEDGER_KEY_ROTATED});
  // The state is loaded again from the log: the same key does not come back.
  close();
  const auto file = directory() / "keys" / "ledger.pem";
  std::filesystem::remove(file);
  ASSERT_TRUE(crypto::write_private_key(file, next, ""));
  open();
  const Outcome again = record(rotation(next, next.public_key()));
  ASSERT_TRUE(std::holds_alternative<Refused>(again));
  EXPECT_EQ(std::get<Refused>(again).rule, "KEY-2");
}

TEST_F(InternalSubmission, RecordsAVerificationInTheLedgersStream) {
  open();
  const std::string digest(64, 'a');
  const std::string json =
      command("RecordVerification",
              R"({"level":"tree","from":0,"to":1,"treeSize":1,"rootHash":")" + digest +
                  R"(","faults":0,"reportDigest":")" + digest +
                  R"(","startedAt":"2021-01-04T10:00:00Z","finishedAt":"2021-01-04T10:00:01Z",)" +
                  R"("software":"test"})");
  const Outcome outcome = record(json);
  ASSERT_TRUE(is_accepted(outcome)) << explain(outcome);
  const auto event = ledger_->store().event(std::get<Accepted>(outcome).positions.at(0));
  ASSERT_TRUE(event);
  EXPECT_EQ(event->header().getStreamVersion(), 2U);
  EXPECT_EQ(event->header().getRole(), schema::Role::LEDGER);
  EXPECT_TRUE(std::get<Accepted>(record(json)).repeated);
}

TEST_F(InternalSubmission, NamesTheFieldThatIsWrong) {
  open();
  const auto next = crypto::PrivateKey::generate(crypto::Algorithm::ed25519).public_key();
  const auto submission =
      internal_submission(rotation(first_key(), next, ""), crypto::Suite::standard);
  ASSERT_FALSE(submission);
  EXPECT_EQ(submission.error().code, Errc::invalid_input);
  EXPECT_NE(submission.error().message.en.find("data.reason"), std::string::npos);
  EXPECT_FALSE(internal_submission(std::string(limits::max_command_bytes + 1, ' '),
                                   crypto::Suite::standard));
}

}  // namespace
}  // namespace minutebook::service
