#include <array>
#include <string>

#include "ledger/crypto/base64.h"
#include "ledger/crypto/key.h"
#include "ledger/domain/key_rotation.h"
#include "tests/support/given.h"
#include "tests/support/house.h"

/// What the ledger records about itself. World's ledger is ledger/test; its key is World::key().
namespace minutebook::test {
namespace {

crypto::PrivateKey some_key(std::uint8_t seed_byte) {
  std::array<std::uint8_t, 32> seed{};
  seed.fill(seed_byte);
  return crypto::PrivateKey::ed25519_from_seed(seed);
}

std::string rotate_with(ByteSpan new_key, ByteSpan signature,
                        const std::string& who = "ledger/test ledger") {
  return command(who + " RotateLedgerKey ledger/test",
                 R"({"publicKey":")" + crypto::to_base64(new_key) + R"(","signatureByOldKey":")" +
                     crypto::to_base64(signature) + R"(","reason":"yearly"})");
}

std::string rotate(const crypto::PrivateKey& from, const crypto::PrivateKey& to,
                   const std::string& ledger = "test") {
  const std::string text = domain::key_rotation_text(ledger, to.public_key().key_id());
  return rotate_with(to.public_key().der(), from.sign(as_bytes(text)));
}

std::string verified(const std::string& range, const std::string& finished = "10:00:00",
                     const std::string& level = "tree",
                     const std::string& who = "ledger/test ledger") {
  return command(who + " RecordVerification ledger/test",
                 R"({"level":")" + level + R"(",)" + range + R"(,"rootHash":")" +
                     std::string(64, 'a') + R"(","faults":0,"reportDigest":")" +
                     std::string(64, 'b') +
                     R"(","startedAt":"2021-03-01T09:00:00Z","finishedAt":"2021-03-01T)" +
                     finished + R"(Z","fullRead":true,"software":"minutebook 1"})");
}

constexpr const char* whole = R"("from":0,"to":2,"treeSize":2)";

TEST(LedgerKey, IsHandedOverByTheKeyInForce) {
  auto sentence = given({});
  sentence.when(rotate(World::key(), some_key(1))).then({"LedgerKeyRotated"});
  sentence.when(rotate(some_key(1), some_key(2))).then({"LedgerKeyRotated"});
  const auto& ledger = sentence.world().directory().ledger();
  ASSERT_EQ(ledger.signing_keys.size(), 3U);
  EXPECT_EQ(ledger.signing_keys[0].until, Position{1});
  EXPECT_EQ(ledger.signing_keys[1].from, Position{1});
  EXPECT_EQ(ledger.signing_keys[1].until, Position{2});
  EXPECT_EQ(ledger.signing_keys[2].until, std::nullopt);
}

TEST(LedgerKey, SignsTheTreesThatHoldItsEventAndNotItsSuccessors) {
  auto sentence = given({});
  sentence.when(rotate(World::key(), some_key(1))).then({"LedgerKeyRotated"});
  const auto& ledger = sentence.world().directory().ledger();
  EXPECT_EQ(ledger.signing_key_at(0), nullptr);
  EXPECT_EQ(ledger.signing_key_at(1)->public_key, World::key().public_key().der());
  EXPECT_EQ(ledger.signing_key_at(2)->public_key, some_key(1).public_key().der());
  EXPECT_EQ(ledger.signing_key_at(99)->public_key, some_key(1).public_key().der());
}

TEST(LedgerKey, MustBeAKeyOfTheLedgersSuite) {
  const auto sm2 = crypto::PrivateKey::generate(crypto::Algorithm::sm2);
  given({})
      .when(rotate_with(as_bytes("no key"), as_bytes("no signature")))
      .then_refused("KEY-1", false)
      .when(rotate(World::key(), sm2))
      .then_refused("KEY-1", false);
}

TEST(LedgerKey, IsNeverOneThatWasUsedBefore) {
  given({})
      .when(rotate(World::key(), World::key()))
      .then_refused("KEY-2", false)
      .and_given(rotate(World::key(), some_key(1)))
      .when(rotate(some_key(1), World::key()))
      .then_refused("KEY-2", false);
}

TEST(LedgerKey, NeedsTheSignatureOfTheKeyInForceForThisLedgerAndThisKey) {
  const std::string for_another =
      domain::key_rotation_text("test", some_key(2).public_key().key_id());
  given({})
      .when(rotate(some_key(1), some_key(1)))
      .then_refused("KEY-3", false)
      .when(rotate(World::key(), some_key(1), "other"))
      .then_refused("KEY-3", false)
      .when(rotate_with(some_key(1).public_key().der(), World::key().sign(as_bytes(for_another))))
      .then_refused("KEY-3", false)
      .and_given(rotate(World::key(), some_key(1)))
      .when(rotate(World::key(), some_key(2)))
      .then_refused("KEY-3", false);
}

TEST(LedgerKey, OfALedgerThatNamesNoneCannotBeReplaced) {
  Sentence sentence(World::without_key());
  sentence.when(rotate(World::key(), some_key(1))).then_refused("KEY-3", false);
  EXPECT_EQ(sentence.world().directory().ledger().signing_key_at(1), nullptr);
}

TEST(LedgerKey, IsReplacedByTheLedgerAlone) {
  const auto by = [](const std::string& who) {
    return rotate_with(some_key(1).public_key().der(), as_bytes("unseen"), who);
  };
  given(house())
      .when(by("supervisor supervisor"))
      .then_refused("REC-4")
      .when(by("supervisor ledger"))
      .then_refused("REC-4")
      .when(by("service/founder ledger"))
      .then_refused("REC-4")
      .when(by("ledger/other ledger"))
      .then_refused("REF-1")
      .when(by("ledger/test supervisor"))
      .then_refused("REF-1");
}

TEST(LedgerItself, RecordsFactsAboutItselfAlone) {
  given(house())
      .when(
          command("ledger/test ledger RegisterPartner partner/x", R"({"name":"x","kind":"other"})"))
      .then_refused("REC-4")
      .when(command("ledger/test ledger RotateLedgerKey ledger/other",
                    R"({"publicKey":"AA==","signatureByOldKey":"AA==","reason":"x"})"))
      .then_refused("REF-1");
}

TEST(Verification, IsRememberedByLevel) {
  auto sentence = given({});
  sentence.when(verified(whole)).then({"IntegrityVerified"});
  sentence.when(verified(R"("from":1,"to":3,"treeSize":4)")).then({"IntegrityVerified"});
  sentence.when(verified(whole, "10:00:00", "signatures")).then({"IntegrityVerified"});
  const auto& all = sentence.world().directory().ledger().verifications;
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].level, "tree");
  EXPECT_EQ(all[0].to, Position{3});
  EXPECT_EQ(all[0].recorded_at, Position{2});
  EXPECT_TRUE(all[0].full_read);
  EXPECT_EQ(all[1].level, "signatures");
}

TEST(Verification, HasARangeWithinItsTreeAndATimeThatRunsForward) {
  given({})
      .when(verified(R"("from":2,"to":1,"treeSize":2)"))
      .then_refused("STEP-2", false)
      .when(verified(R"("from":0,"to":3,"treeSize":2)"))
      .then_refused("STEP-2", false)
      .when(verified(whole, "08:59:59"))
      .then_refused("STEP-2", false)
      .when(verified(whole, "09:00:00"))
      .then({"IntegrityVerified"});
}

TEST(Verification, IsNobodyElsesToRecord) {
  given(house())
      .when(verified(whole, "10:00:00", "tree", "inspector inspector"))
      .then_refused("REC-4")
      .when(verified(whole, "10:00:00", "tree", "inspector ledger"))
      .then_refused("REC-4");
}

TEST(LedgerStream, GivesTheSameStateAgain) {
  auto sentence = given({});
  sentence.and_given(rotate(World::key(), some_key(1))).and_given(verified(whole));
  const std::string state = sentence.world().describe("ledger/test");
  EXPECT_THAT(state, testing::HasSubstr(R"("suite":"standard")"));
  EXPECT_THAT(state, testing::HasSubstr(R"("level":"tree")"));
  EXPECT_EQ(sentence.world().replayed().describe("ledger/test"), state);
}

}  // namespace
}  // namespace minutebook::test
