#include <gmock/gmock.h>

#include <fstream>

#include "ledger/crypto/pem_file.h"
#include "ledger/service/publisher.h"
#include "ledger/store/checkpoints.h"
#include "ledger/store/keys.h"
#include "ledger/tlog/signer.h"
#include "tests/verify/sample_ledger.h"

namespace minutebook::test {
namespace {

using store::Family;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using verify::Level;

std::string key_of(std::uint64_t size) { return store::checkpoint_key(size); }

void write_published(const SampleLedger& ledger, const std::string& text) {
  std::ofstream(ledger.path() / "checkpoint", std::ios::binary) << text;
}

std::string changed(std::string text, std::size_t from_the_end) {
  char& c = text.at(text.size() - from_the_end);
  c = c == 'A' ? 'B' : 'A';
  return text;
}

TEST(Checkpoints, FindsASignatureThatIsNotTheLedgers) {
  const SampleLedger ledger;
  ledger.tamper([](RawLedger& raw) {
    raw.put(Family::checkpoints, key_of(29), changed(raw.get(Family::checkpoints, key_of(29)), 20));
  });
  EXPECT_THAT(ledger.faults(Level::tree), ElementsAre("tree checkpoint:29 checkpoint-signature"));
}

TEST(Checkpoints, FindsOneUnderAnotherSize) {
  const SampleLedger ledger;
  ledger.tamper([](RawLedger& raw) {
    raw.put(Family::checkpoints, key_of(30), raw.get(Family::checkpoints, key_of(29)));
  });
  EXPECT_THAT(ledger.faults(Level::tree), ElementsAre("tree checkpoint:30 checkpoint-note"));
}

TEST(Checkpoints, FindsOneThatIsNoNote) {
  const SampleLedger ledger;
  ledger.tamper([](RawLedger& raw) { raw.put(Family::checkpoints, key_of(29), "\x1b"); });
  EXPECT_THAT(ledger.faults(Level::tree), ElementsAre("tree checkpoint:29 checkpoint-note"));
}

TEST(Checkpoints, FindsThatTheNewestIsGone) {
  const SampleLedger ledger;
  ledger.tamper([](RawLedger& raw) { raw.erase(Family::checkpoints, key_of(31)); });
  EXPECT_THAT(ledger.faults(Level::tree), ElementsAre("tree file:checkpoint checkpoint-published",
                                                      "tree meta:last-signed last-signed"));
}

TEST(Checkpoints, FindsThatThePublishedOneIsGone) {
  const SampleLedger ledger;
  std::filesystem::remove(ledger.path() / "checkpoint");
  EXPECT_THAT(ledger.faults(Level::tree), ElementsAre("tree file:checkpoint checkpoint-missing"));
}

TEST(Checkpoints, FindsThatThePublishedOneIsForged) {
  const SampleLedger ledger;
  write_published(ledger, "nonsense");
  EXPECT_THAT(ledger.faults(Level::tree), ElementsAre("tree file:checkpoint checkpoint-published"));
}

TEST(Checkpoints, FindsAnOldCopyOfTheLogPutBack) {
  SampleLedger ledger;
  const auto log = ledger.path() / "log";
  const auto old = ledger.path() / "old";
  std::filesystem::copy(log, old, std::filesystem::copy_options::recursive);
  ledger.submit({service::Commands().make(
      "RegisterOrganization", "organization/zz",
      R"({"name":"z","level":"city","parent":"organization/province"})")});
  std::filesystem::remove_all(log);
  std::filesystem::rename(old, log);
  EXPECT_THAT(ledger.faults(Level::tree), ElementsAre("tree file:checkpoint checkpoint-ahead"));
}

TEST(Checkpoints, FindsOneOfMoreEventsThanThereAre) {
  const SampleLedger ledger;
  ledger.tamper([](RawLedger& raw) {
    for (const std::uint64_t at : {29, 30}) {
      raw.erase(Family::events, store::position_key(Position{at}));
    }
  });
  EXPECT_THAT(ledger.faults(Level::tree), Contains("tree checkpoint:31 checkpoint-ahead"));
}

TEST(Checkpoints, FindsAnotherKeyInTheFileThanTheOneInForce) {
  const SampleLedger ledger;
  const auto file = ledger.path() / "keys" / "ledger.pem";
  std::filesystem::remove(file);
  const auto other = crypto::PrivateKey::generate(crypto::Algorithm::ed25519);
  ASSERT_TRUE(crypto::write_private_key(file, other, {}));
  EXPECT_THAT(ledger.faults(Level::tree), ElementsAre("tree file:keys/ledger.pem key"));
}

TEST(Checkpoints, FindsADamagedKeyFile) {
  const SampleLedger ledger;
  std::ofstream(ledger.path() / "keys" / "ledger.pem", std::ios::in) << "-----BEGIN NOTHING";
  EXPECT_THAT(ledger.faults(Level::tree), ElementsAre("tree file:keys/ledger.pem key"));
}

TEST(Checkpoints, AreVerifiedWithoutThePrivateKey) {
  const SampleLedger ledger;
  std::filesystem::remove(ledger.path() / "keys" / "ledger.pem");
  EXPECT_THAT(ledger.faults(Level::tree), ElementsAre());
}

TEST(Checkpoints, FindsATimeStampOutOfPlace) {
  const SampleLedger ledger;
  ledger.tamper([](RawLedger& raw) {
    raw.put(Family::checkpoints, store::time_stamp_key(29, 0), "token");
    raw.put(Family::checkpoints, store::time_stamp_key(29, 2), "token");
    raw.put(Family::checkpoints, store::time_stamp_key(30, 0), "token");
  });
  EXPECT_THAT(ledger.faults(Level::tree),
              ElementsAre("tree checkpoint:29 time-stamp", "tree checkpoint:29 time-stamp-token",
                          "tree checkpoint:30 time-stamp"));
}

/// The sample with a witness, and a policy that wants it.
class Witnessed : public testing::Test {
 protected:
  Witnessed()
      : witness_(*tlog::Signer::make("witness.example/w", tlog::KeyRole::cosigner,
                                     crypto::PrivateKey::generate(crypto::Algorithm::ed25519))) {}

  std::string log_key() {
    const auto key =
        service::read_ledger_key(service::LedgerPaths{ledger_.path()}, {})->public_key();
    return tlog::VerifierKey::make("test.example/ledger", tlog::KeyRole::log, key)->text();
  }
  std::vector<std::string> found(const std::string& log) {
    const auto policy = tlog::Policy::parse("log " + log + "\nwitness w " +
                                            witness_.verifier().text() + "\nquorum w\n");
    EXPECT_TRUE(policy);
    verify::Options options;
    options.level = Level::tree;
    options.policy = &*policy;
    return ledger_.faults(options);
  }
  void cosign(std::uint64_t size, bool well) {
    ledger_.tamper([&](RawLedger& raw) {
      const auto note = tlog::parse_note(raw.get(Family::checkpoints, key_of(size)));
      auto line = witness_.cosign(*tlog::parse_checkpoint(note->text), 1'700'000'000);
      if (!well) line->bytes.back() ^= 1U;
      raw.put(Family::checkpoints, key_of(size),
              *tlog::serialize(tlog::with_signatures(*note, std::array{*line})));
    });
  }

  SampleLedger ledger_;
  tlog::Signer witness_;
};

TEST_F(Witnessed, HoldsWithACosignature) {
  cosign(sample_size, true);
  EXPECT_THAT(found(log_key()), IsEmpty());
}

TEST_F(Witnessed, FindsThatTheNewestIsNotCosigned) {
  cosign(29, true);
  EXPECT_THAT(found(log_key()), ElementsAre("tree checkpoint:31 policy"));
}

TEST_F(Witnessed, FindsAForgedCosignatureOnAnOlderOne) {
  cosign(29, false);
  cosign(sample_size, true);
  EXPECT_THAT(found(log_key()), ElementsAre("tree checkpoint:29 cosignature"));
}

TEST_F(Witnessed, FindsThatThePolicyIsForAnotherLog) {
  cosign(sample_size, true);
  const auto other = crypto::PrivateKey::generate(crypto::Algorithm::ed25519);
  const auto key =
      tlog::VerifierKey::make("test.example/ledger", tlog::KeyRole::log, other.public_key());
  EXPECT_THAT(found(key->text()), Contains("tree policy policy-log"));
}

}  // namespace
}  // namespace minutebook::test
