#include <thread>

#include "ledger/crypto/base64.h"
#include "ledger/crypto/dsse.h"
#include "tests/service/ledger_fixture.h"

namespace minutebook::service {
namespace {

class WriterTest : public LedgerTest {
 protected:
  void SetUp() override {
    LedgerTest::SetUp();
    open();
  }
};

TEST_F(WriterTest, AnswersWithPositionsAndLeafHashesThatAreInTheLog) {
  const Accepted receipt = accept(commands_.root());
  ASSERT_EQ(receipt.positions, std::vector{Position{1}});  // 0 is the genesis event
  EXPECT_EQ(receipt.tree_size, 2U);
  EXPECT_EQ(receipt.events.front(), schema::EventBody::ORGANIZATION_REGISTERED);
  const auto event = ledger_->store().event(Position{1});
  ASSERT_TRUE(event);
  EXPECT_EQ(leaf_of(crypto::Suite::standard, *event), receipt.leaf_hashes.front());
}

TEST_F(WriterTest, KeepsTheCommandAsItWasSent) {
  const std::string line = commands_.root();
  accept(line);
  const auto event = ledger_->store().event(Position{1});
  ASSERT_TRUE(event);
  const auto kept = event->payload().getCommand();
  EXPECT_EQ(std::string(kept.asChars().begin(), kept.size()), line);
}

TEST_F(WriterTest, GivesARepeatedCommandItsReceiptAgain) {
  const std::string line = commands_.root();
  const Accepted first = accept(line);
  const Accepted second = accept(line);
  EXPECT_EQ(second.positions, first.positions);
  EXPECT_EQ(second.leaf_hashes, first.leaf_hashes);
  EXPECT_EQ(second.recorded_at, first.recorded_at);
  EXPECT_TRUE(second.repeated);
  EXPECT_EQ(ledger_->store().head(), Position{2});
}

TEST_F(WriterTest, GivesTheReceiptAgainAfterReopening) {
  const std::string line = commands_.root();
  const Accepted first = accept(line);
  open();
  EXPECT_EQ(accept(line).leaf_hashes, first.leaf_hashes);
}

TEST_F(WriterTest, GivesARepeatedCommandInTheSameBatchItsReceiptAgain) {
  const std::string line = commands_.root();
  std::vector<std::future<Outcome>> outcomes;
  for (int i = 0; i < 50; ++i) outcomes.push_back(writer_->submit(prepare(line)));
  for (auto& outcome : outcomes) {
    const Outcome got = outcome.get();
    ASSERT_TRUE(is_accepted(got)) << explain(got);
    EXPECT_EQ(std::get<Accepted>(got).positions, std::vector{Position{1}});
  }
  EXPECT_EQ(ledger_->store().head(), Position{2});
}

TEST_F(WriterTest, RefusesAnotherCommandUnderAUsedId) {
  accept(commands_.root());
  Commands again;  // counts from 1 as well
  const Outcome outcome = submit(again.person("p1"));
  ASSERT_EQ(status_of(outcome), "invalid");
  EXPECT_EQ(std::get<Invalid>(outcome).path, "commandId");
  EXPECT_EQ(ledger_->store().head(), Position{2});
}

TEST_F(WriterTest, RefusesAStaleExpectedVersion) {
  accept(commands_.root());
  accept(commands_.rename("Union A", R"("expectedVersion":1,)"));
  const Outcome outcome = submit(commands_.rename("Union B", R"("expectedVersion":1,)"));
  ASSERT_EQ(status_of(outcome), "conflict");
  EXPECT_EQ(std::get<Conflict>(outcome).expected, Version{1});
  EXPECT_EQ(std::get<Conflict>(outcome).actual, Version{2});
  EXPECT_EQ(ledger_->store().head(), Position{3});
}

TEST_F(WriterTest, TakesExpectedVersionZeroForANewSubject) {
  accept(commands_.root());
  accept(commands_.person("p1", R"("expectedVersion":0,)"));
}

TEST_F(WriterTest, RecordsARefusalInTheStreamOfTheSubject) {
  accept(commands_.root());
  const std::string line = commands_.root();  // registered already
  const Outcome outcome = submit(line);
  ASSERT_EQ(status_of(outcome), "refused") << explain(outcome);
  const auto& refused = std::get<Refused>(outcome);
  EXPECT_EQ(refused.rule, "REF-2");
  EXPECT_EQ(refused.position, Position{2});
  const auto event = ledger_->store().event(Position{2});
  ASSERT_TRUE(event);
  EXPECT_TRUE(event->payload().getBody().isCommandRefused());
  EXPECT_EQ(event->header().getStreamVersion(), 2U);
  EXPECT_STREQ(event->header().getActor().cStr(), "service/founder");
  EXPECT_EQ(event->payload().getCommand().size(), line.size());
}

TEST_F(WriterTest, GivesARepeatedRefusalAgain) {
  accept(commands_.root());
  const std::string line = commands_.root();
  const auto first = std::get<Refused>(submit(line));
  const auto second = std::get<Refused>(submit(line));
  EXPECT_EQ(second.position, first.position);
  EXPECT_EQ(second.rule, first.rule);
  EXPECT_EQ(second.detail, first.detail);
  EXPECT_EQ(second.leaf_hash, first.leaf_hash);
  EXPECT_TRUE(second.repeated);
}

TEST_F(WriterTest, RecordsAtTimesThatNeverDecreaseWhenTheClockStepsBack) {
  clock_.advance(1'000'000'000);
  const Accepted first = accept(commands_.root());
  clock_.set(test_start);
  const Accepted second = accept(commands_.person("p1"));
  EXPECT_EQ(second.recorded_at, first.recorded_at);
  open();
  EXPECT_EQ(accept(commands_.person("p2")).recorded_at, first.recorded_at);
}

TEST_F(WriterTest, SkipsWhatFollowsTheFirstCommandThatIsNotAccepted) {
  const auto control = std::make_shared<BatchControl>(false);
  std::vector<std::string> lines{commands_.root(), "{\"not\":\"a command\"}",
                                 commands_.person("p1"), commands_.person("p2")};
  std::vector<std::future<Outcome>> outcomes;
  for (const std::string& line : lines) outcomes.push_back(writer_->submit(prepare(line), control));
  std::vector<std::string> words;
  for (auto& outcome : outcomes) words.emplace_back(status_of(outcome.get()));
  EXPECT_EQ(words, (std::vector<std::string>{"accepted", "invalid", "skipped", "skipped"}));
  EXPECT_EQ(ledger_->store().head(), Position{2});
}

TEST_F(WriterTest, KeepsGoingWhenAsked) {
  const auto control = std::make_shared<BatchControl>(true);
  auto first = writer_->submit(prepare("not json"), control);
  auto second = writer_->submit(prepare(commands_.root()), control);
  EXPECT_EQ(status_of(first.get()), "invalid");
  EXPECT_EQ(status_of(second.get()), "accepted");
}

TEST_F(WriterTest, DryRunSaysWhatWouldHappenAndWritesNothing) {
  WriterOptions options;
  options.dry_run = true;
  open(options, OpenMode::read);
  const std::string line = commands_.root();
  EXPECT_EQ(accept(line).positions, std::vector{Position{1}});
  EXPECT_EQ(accept(line).positions, std::vector{Position{1}});
  EXPECT_EQ(accept(commands_.person("p1")).positions, std::vector{Position{2}});
  EXPECT_EQ(status_of(submit(commands_.root())), "refused");
  EXPECT_EQ(ledger_->store().head(), Position{1});
}

TEST_F(WriterTest, TakesASignedCommandOfAKeyEnrolledAMomentAgo) {
  const std::array<std::uint8_t, 32> seed{1, 2, 3};
  const auto key = crypto::PrivateKey::ed25519_from_seed(seed);
  const std::string enrol = commands_.make("EnrolKey", "service/founder",
                                           R"({"keyId":")" + key.public_key().key_id() +
                                               R"(","algorithm":"ed25519","publicKey":")" +
                                               crypto::to_base64(key.public_key().der()) + R"("})");
  const auto sign = [&](const std::string& line) {
    return crypto::serialize(
        crypto::sign_envelope(key, crypto::command_payload_type, as_bytes(line)));
  };
  accept(commands_.root());
  // Prepared before the key is known to the ring, decided after it is enrolled.
  Prepared early = prepare(sign(commands_.person("p1")));
  accept(enrol);
  const Outcome outcome = writer_->submit(std::move(early)).get();
  ASSERT_TRUE(is_accepted(outcome)) << explain(outcome);
  const auto event = ledger_->store().event(std::get<Accepted>(outcome).positions.front());
  ASSERT_TRUE(event);
  EXPECT_EQ(event->header().getAttestation(), schema::Attestation::SIGNATURE);
  EXPECT_EQ(std::string(event->header().getKeyId()), key.public_key().key_id());

  accept(sign(commands_.person("p2")));  // now the ring knows it
  std::string forged = sign(commands_.person("p3"));
  const auto at = forged.find("\"sig\":\"") + 12;
  forged[at] = forged[at] == 'A' ? 'B' : 'A';
  const Position head = ledger_->store().head();
  EXPECT_EQ(status_of(submit(forged)), "unauthorised");

  accept(commands_.make("RevokeKey", "service/founder",
                        R"({"keyId":")" + key.public_key().key_id() + R"(","reason":"lost"})"));
  EXPECT_EQ(status_of(submit(sign(commands_.person("p4")))), "unauthorised");
  EXPECT_EQ(ledger_->store().head(), Position{head.value + 1});  // the revocation alone
}

TEST_F(WriterTest, RefusesASignatureByAKeyThatNobodyEnrolled) {
  accept(commands_.root());
  const auto key = crypto::PrivateKey::generate(crypto::Algorithm::ed25519);
  const Outcome outcome = submit(crypto::serialize(
      crypto::sign_envelope(key, crypto::command_payload_type, as_bytes(commands_.person("p1")))));
  EXPECT_EQ(status_of(outcome), "unauthorised");
  EXPECT_EQ(ledger_->store().head(), Position{2});
}

TEST_F(WriterTest, TakesCommandsOfManyThreadsOneAfterAnother) {
  WriterOptions options;
  options.max_queued_commands = 8;  // so that the threads really wait
  options.max_batch_commands = 3;
  open(options);
  accept(commands_.root());
  constexpr int threads = 4;
  constexpr int each = 40;
  std::vector<std::vector<std::string>> lines(threads);
  for (int t = 0; t < threads; ++t) {
    for (int i = 0; i < each; ++i) {
      lines[t].push_back(commands_.person("t" + std::to_string(t) + "-" + std::to_string(i)));
    }
  }
  std::vector<std::thread> workers;
  std::atomic<int> accepted{0};
  for (int t = 0; t < threads; ++t) {
    workers.emplace_back([&, t] {
      for (const std::string& line : lines[t]) {
        writer_->submit(prepare(line), nullptr,
                        [&](Outcome outcome) { accepted += is_accepted(outcome) ? 1 : 0; });
      }
    });
  }
  for (std::thread& worker : workers) worker.join();
  writer_->drain();
  EXPECT_EQ(accepted, threads * each);
  EXPECT_EQ(ledger_->store().head(), Position{2 + threads * each});
}

TEST_F(WriterTest, ForgetsAggregatesThatItDoesNotNeedAndLoadsThemAgain) {
  WriterOptions options;
  options.max_cached_aggregates = 2;
  open(options);
  accept(commands_.root());
  for (int i = 0; i < 20; ++i) accept(commands_.person("p" + std::to_string(i)));
  accept(commands_.rename("Union A", R"("expectedVersion":1,)"));
}

TEST_F(WriterTest, PassesOnTheOriginOfACommand) {
  Prepared prepared = authenticate(commands_.root(), crypto::Suite::standard, writer_->keys(),
                                   {"console", "192.0.2.7"});
  writer_->submit(std::move(prepared)).get();
  const auto event = ledger_->store().event(Position{1});
  ASSERT_TRUE(event);
  EXPECT_STREQ(event->header().getSourceSystem().cStr(), "console");
  EXPECT_STREQ(event->header().getNetworkAddress().cStr(), "192.0.2.7");
}

}  // namespace
}  // namespace minutebook::service
